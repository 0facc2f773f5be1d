/**
 * Which database, decided from the environment alone, so that the rules can be read and tested in one place:
 * nothing given means an embedded server; one URL of a developer's server means we create our logins there; production
 * gets its URLs from its operator and nothing is made up.
 */
import { DatabaseRefusal, type DatabaseAccess } from './database-access.js';

export type DatabaseEnvironment = Readonly<Record<string, string | undefined>>;

export type DatabaseSettings =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'provided'; readonly adminUrl: string }
  | { readonly kind: 'given'; readonly access: DatabaseAccess };

/** Reads DATABASE_URL, DATABASE_OWNER_URL, DATABASE_AUDIT_URL, DATABASE_AUDITOR_URL, DATABASE_SEALER_URL, DATABASE_VAULT_URL and NODE_ENV. Throws DatabaseRefusal. */
export function readDatabaseSettings(env: DatabaseEnvironment): DatabaseSettings {
  const production = env.NODE_ENV === 'production';
  const app = urlFrom(env, 'DATABASE_URL');
  const owner = urlFrom(env, 'DATABASE_OWNER_URL');
  const audit = urlFrom(env, 'DATABASE_AUDIT_URL');
  const auditor = urlFrom(env, 'DATABASE_AUDITOR_URL');
  const sealer = urlFrom(env, 'DATABASE_SEALER_URL');
  const vault = urlFrom(env, 'DATABASE_VAULT_URL');
  if (app !== undefined && audit !== undefined && auditor !== undefined && vault !== undefined) {
    return { kind: 'given', access: { ...(owner === undefined ? {} : { owner }), app, audit, auditor, vault, ...(sealer === undefined ? {} : { sealer }) } };
  }
  const others = [owner, audit, auditor, sealer, vault].some((url) => url !== undefined);
  if (!production && !others) return app === undefined ? { kind: 'embedded' } : { kind: 'provided', adminUrl: app };
  const missing = Object.entries({ DATABASE_URL: app, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault })
    .filter(([, url]) => url === undefined)
    .map(([name]) => name);
  throw new DatabaseRefusal(`${production ? 'Production' : 'A server with its own logins'} needs ${missing.join(', ')} as well`);
}

function urlFrom(env: DatabaseEnvironment, name: string): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new DatabaseRefusal(`${name} is not a URL of the form postgresql://login:password@host:port/database`);
  }
  return text;
}
