/**
 * Creates the logins and shuts a database to everybody else. Run with an administrator's connection on a server of
 * our own (embedded, or a developer's); on a production server a database administrator does the same by hand.
 */
import { ADVISORY_LOCK } from '#kernel';
import type { Client } from 'pg';
import { asLogin, DATABASE_ROLES, DatabaseRefusal, databaseOf, inDatabase, type DatabaseAccess, type DatabaseRole } from './database-access.js';
import { derivePassword, scramVerifier } from './local-secret.js';
import { refuseOldServer, withClient } from './server-check.js';

const ROLES = Object.keys(DATABASE_ROLES) as DatabaseRole[];

/**
 * Creates the logins where they are missing, gives them the passwords derived from `secret`, and opens the database of
 * `adminUrl` to them alone. Safe to repeat and to run twice at once.
 * @returns the access to that database. Throws DatabaseRefusal when the administrator may not create roles.
 */
export async function provideLogins(adminUrl: string, secret: string): Promise<DatabaseAccess> {
  const access = derivedAccess(adminUrl, secret);
  await withClient(adminUrl, async (admin) => {
    await refuseUnfit(admin);
    await admin.query('select pg_advisory_lock($1)', [ADVISORY_LOCK.LOGINS]);
    for (const role of ROLES) await provideLogin(admin, role, derivePassword(secret, role));
    await shutDatabase(admin, databaseOf(adminUrl));
    await admin.query('revoke create on schema public from public');
    for (const role of ROLES) await ensurePassword(admin, role, access[role], derivePassword(secret, role));
  });
  return access;
}

/** @returns the access to the database of `url` on a server whose logins `provideLogins` made with the same secret. */
export function derivedAccess(url: string, secret: string): Required<DatabaseAccess> {
  const urlOf = (role: DatabaseRole): string => asLogin(url, DATABASE_ROLES[role], derivePassword(secret, role));
  return { owner: urlOf('owner'), app: urlOf('app'), audit: urlOf('audit'), auditor: urlOf('auditor'), sealer: urlOf('sealer'), vault: urlOf('vault') };
}

/** Creates a database if the server does not have it. @returns its administrator's URL. */
export async function provideDatabase(adminUrl: string, name: string): Promise<string> {
  await withClient(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [ADVISORY_LOCK.LOGINS]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  });
  return inDatabase(adminUrl, name);
}

/**
 * Lets nobody but the logins into a database. These rights belong to the database itself: a copy made from a
 * template does not inherit them.
 */
export async function shutDatabase(admin: Client, name: string): Promise<void> {
  const database = admin.escapeIdentifier(name);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${Object.values(DATABASE_ROLES).join(', ')}`);
  await admin.query(`grant create on database ${database} to ${DATABASE_ROLES.owner}`);
}

async function refuseUnfit(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ version: number; able: boolean }>(
    `select current_setting('server_version_num')::int as version, rolsuper or rolcreaterole as able from pg_roles where rolname = current_user`,
  );
  refuseOldServer(rows[0]?.version ?? 0);
  if (rows[0]?.able !== true) {
    throw new DatabaseRefusal(
      'The login of DATABASE_URL may not create roles; use one that may, or give DATABASE_OWNER_URL, DATABASE_AUDIT_URL, DATABASE_AUDITOR_URL and DATABASE_VAULT_URL too',
    );
  }
}

async function provideLogin(admin: Client, role: DatabaseRole, password: string): Promise<void> {
  const name = DATABASE_ROLES[role];
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return;
  // Only a superuser may even mention the superuser, replication and row security attributes; "no" is their default.
  await admin.query(`create role ${name} login nocreatedb nocreaterole noinherit password ${admin.escapeLiteral(scramVerifier(password))}`);
}

/** A login left by an earlier installation has another password: set ours, but only when it differs. */
async function ensurePassword(admin: Client, role: DatabaseRole, url: string, password: string): Promise<void> {
  try {
    await withClient(url, () => Promise.resolve());
  } catch {
    await admin.query(`alter role ${DATABASE_ROLES[role]} password ${admin.escapeLiteral(scramVerifier(password))}`);
  }
}
