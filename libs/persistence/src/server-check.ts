/**
 * Looks at a server before it is used: is it new enough, and are the logins as weak as they must be? A mistake in a
 * hand-made set-up (the application connecting as a superuser) would silently undo every promise, so it is refused.
 */
import { Client } from 'pg';
import { DATABASE_ROLES, DatabaseRefusal, type DatabaseAccess, type DatabaseRole } from './database-access.js';

/** The oldest PostgreSQL that is supported, as in `server_version_num`. */
export const OLDEST_SERVER = 160_000;

/** What the server says of one login. */
export interface LoginFacts {
  readonly version: number;
  readonly login: string;
  readonly superuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly createsRoles: boolean;
  readonly createsDatabases: boolean;
  /** Whether it is, or may become, the owner login. */
  readonly actsAsOwner: boolean;
}

/** Throws DatabaseRefusal when the server is older than PostgreSQL 16. @param version `server_version_num`, e.g. 160004. */
export function refuseOldServer(version: number): void {
  if (version >= OLDEST_SERVER) return;
  throw new DatabaseRefusal(`The server is PostgreSQL ${Math.floor(version / 10_000)}; version 16 or newer is needed`);
}

/** Throws DatabaseRefusal when a login can do more than its role needs. */
export function refuseStrongLogin(role: DatabaseRole, facts: LoginFacts): void {
  if (facts.login !== DATABASE_ROLES[role]) {
    throw new DatabaseRefusal(`The ${role} URL signs in as another login than ${DATABASE_ROLES[role]}, the one the grants name`);
  }
  const powers = [
    facts.superuser && 'is a superuser',
    facts.bypassesRowSecurity && 'bypasses row security',
    facts.createsRoles && 'may create roles',
    facts.createsDatabases && 'may create databases',
    role !== 'owner' && facts.actsAsOwner && 'may act as the owner',
  ].filter((power) => power !== false);
  if (powers.length > 0) throw new DatabaseRefusal(`The login ${facts.login} ${powers.join(', ')}; take that away from it`);
}

/** Connects once with every given URL and refuses an old server or a login that is too strong. */
export async function examineServer(access: DatabaseAccess): Promise<void> {
  for (const role of Object.keys(DATABASE_ROLES) as DatabaseRole[]) {
    const url = access[role];
    if (url !== undefined) await examineLogin(role, url);
  }
}

/** Connects with one URL. @throws DatabaseRefusal for an old server, a login that is too strong, or another login. */
export async function examineLogin(role: DatabaseRole, url: string): Promise<void> {
  const facts = await withClient(url, readFacts);
  refuseOldServer(facts.version);
  refuseStrongLogin(role, facts);
}

/** Runs `work` on one connection and closes it. A server that cannot be reached is a DatabaseRefusal without the URL. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'qalxan set-up' });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'no answer';
    throw new DatabaseRefusal(`The database server did not accept the login ${new URL(url).username} (${code})`, { cause: error });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function readFacts(client: Client): Promise<LoginFacts> {
  const { rows } = await client.query<LoginFacts>(
    `select current_setting('server_version_num')::int as version, rolname::text as login, rolsuper as superuser,
            rolbypassrls as "bypassesRowSecurity", rolcreaterole as "createsRoles", rolcreatedb as "createsDatabases",
            exists (select from pg_roles o where o.rolname = $1 and pg_has_role(me.oid, o.oid, 'MEMBER')) as "actsAsOwner"
       from pg_roles me where rolname = current_user`,
    [DATABASE_ROLES.owner],
  );
  const [facts] = rows;
  if (!facts) throw new DatabaseRefusal('The server does not know its own login');
  return facts;
}
