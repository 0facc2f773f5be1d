/**
 * The login that a backup or a restore is given for the occasion, in DATABASE_BACKUP_URL. No login of the product's may read everything:
 * row security is forced for the owner too. So the database's administrator gives one, and takes it away again.
 */
import { SettingsRefusal } from '#assembly';
import { withClient } from '#persistence';
import type { Client } from 'pg';

export async function withStrongLogin<T>(env: NodeJS.ProcessEnv, task: 'backup' | 'restore', work: (client: Client) => Promise<T>): Promise<T> {
  const url = env['DATABASE_BACKUP_URL'];
  if (!url || !URL.canParse(url) || !/^postgres(?:ql)?:$/.test(new URL(url).protocol)) {
    throw new SettingsRefusal('DATABASE_BACKUP_URL must name a login for the occasion: one with BYPASSRLS and pg_read_all_data for a backup, a superuser for a restore');
  }
  return withClient(url, async (client) => {
    const { rows: [login] } = await client.query<{ superuser: boolean; bypasses: boolean }>('select rolsuper as superuser, rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user');
    if (task === 'restore' && login?.superuser !== true) throw new SettingsRefusal('A restore needs a superuser in DATABASE_BACKUP_URL: it fills tables that refuse every other writer');
    if (login?.bypasses !== true) throw new SettingsRefusal('The login of DATABASE_BACKUP_URL must have BYPASSRLS: row security hides every record from all others');
    return work(client);
  });
}

/** @throws SettingsRefusal unless DATABASE_BACKUP_URL and DATABASE_URL are the same database: both are written to. */
export function refuseAnotherDatabase(env: NodeJS.ProcessEnv): void {
  const place = (name: string): string => {
    const text = env[name] ?? '';
    const url = URL.canParse(text) ? new URL(text) : null;
    return url ? `${url.hostname}:${url.port || '5432'}${url.pathname}` : '';
  };
  if (place('DATABASE_BACKUP_URL') !== place('DATABASE_URL')) throw new SettingsRefusal('DATABASE_BACKUP_URL and DATABASE_URL must name the same database');
}

export interface StoredTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** The wall's key is not carried away: it is a secret in the clear, and `migrate` puts it into any database again. */
const LEFT_OUT = ['migration', 'wall'];

/** @returns every table of the product's, by name, with the columns that hold something of their own. */
export async function storedTables(client: Client): Promise<readonly StoredTable[]> {
  return (await client.query<StoredTable>(
    `select n.nspname as schema, c.relname as "table",
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspowner = (select nspowner from pg_namespace where nspname = 'records') and n.nspname <> all($1::text[])
      order by 1, 2`, [LEFT_OUT])).rows;
}

/** @returns the migrations of the database, oldest first. */
export async function appliedMigrations(client: Client): Promise<readonly string[]> {
  return (await client.query<{ name: string }>('select name from migration.applied order by name')).rows.map(({ name }) => name);
}

/** @returns a table's name as SQL. */
export function nameOf(client: Client, { schema, table }: StoredTable): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
}

/** @returns the table's columns as SQL. */
export function columnsOf(client: Client, { columns }: StoredTable): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(', ');
}
