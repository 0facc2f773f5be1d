/**
 * What each login may do at most, as data, held against what the server says it may do: by grants, by PUBLIC, by owning, by
 * belonging to another role. One right too many in a set-up made by hand would undo a wall silently; one too few stops the product.
 */
import type { DatabaseRole } from '#persistence';
import type { Client } from 'pg';

interface Right {
  readonly schema: string;
  readonly rights: readonly string[];
  /** Tables it is about; all of the schema unless given. */
  readonly tables?: readonly string[];
}

/** Of the owner nothing is listed: the tables are its own. */
const MOST: Readonly<Record<Exclude<DatabaseRole, 'owner'>, readonly Right[]>> = {
  app: [
    { schema: 'records', rights: ['SELECT', 'INSERT', 'UPDATE'] },
    { schema: 'identity', rights: ['SELECT', 'INSERT', 'UPDATE'] },
    { schema: 'exchange', rights: ['SELECT', 'INSERT', 'UPDATE'] },
    { schema: 'migration', rights: ['SELECT'] },
  ],
  audit: [{ schema: 'audit', rights: ['INSERT'], tables: ['lane', 'entry'] }],
  auditor: [{ schema: 'audit', rights: ['SELECT'] }],
  sealer: [
    { schema: 'audit', rights: ['SELECT'] },
    { schema: 'audit', rights: ['INSERT'], tables: ['leaf', 'node', 'checkpoint', 'anchoring'] },
  ],
  vault: [{ schema: 'vault', rights: ['SELECT', 'INSERT', 'UPDATE'] }],
};

/** Tables that a login may not do everything with that it may do in their schema; with some columns it may. */
const LESS: readonly { readonly login: DatabaseRole; readonly table: string; readonly right: string }[] = [
  { login: 'app', table: 'records.history', right: 'UPDATE' },
  { login: 'app', table: 'records.erasure', right: 'UPDATE' },
  { login: 'vault', table: 'vault.erasure', right: 'UPDATE' },
];

const HELD = `
  select n.nspname as schema, c.relname as "table", p.held as "right", has_table_privilege(c.oid, p.held) as whole
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   cross join unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p (held)
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
     and (has_table_privilege(c.oid, p.held)
          or (p.held in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege(c.oid, p.held)))
   order by 1, 2, 3`;
const POWERS = `
  select 'owns ' || n.nspname || '.' || c.relname as power from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relowner = current_user::regrole and n.nspname not like 'pg\\_%' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
   union all
  select 'owns the function ' || p.proname from pg_proc p where p.proowner = current_user::regrole
   union all
  select 'belongs to ' || r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = current_user::regrole
   union all
  select 'may create in the schema ' || nspname from pg_namespace
   where nspname not like 'pg\\_%' and has_schema_privilege(oid, 'CREATE')
   union all
  select 'may create schemas' where has_database_privilege(current_database(), 'CREATE')
   order by 1`;

interface Held { readonly schema: string; readonly table: string; readonly right: string; readonly whole: boolean }

/** @returns what the connected login may do beyond its task, and what of its task it may not do; both empty when all is well. */
export async function compareRights(client: Client, login: Exclude<DatabaseRole, 'owner'>): Promise<{ readonly excess: readonly string[]; readonly missing: readonly string[] }> {
  const held = (await client.query<Held>(HELD)).rows;
  const powers = (await client.query<{ power: string }>(POWERS)).rows.map(({ power }) => power);
  const rules = MOST[login];
  const allows = ({ schema, rights, tables }: Right, one: Held): boolean =>
    schema === one.schema && rights.includes(one.right) && (tables?.includes(one.table) ?? true);
  const isLess = ({ schema, table, right, whole }: Held): boolean => whole && LESS.some((less) => less.login === login && less.table === `${schema}.${table}` && less.right === right);
  const excess = held.filter((one) => isLess(one) || !rules.some((rule) => allows(rule, one))).map(({ schema, table, right }) => `${right} ${schema}.${table}`);
  const missing = rules.flatMap(({ schema, rights, tables }) => rights.flatMap((right) => {
    const has = (table?: string): boolean => held.some((one) => one.schema === schema && one.right === right && (table === undefined || one.table === table));
    return tables ? tables.filter((table) => !has(table)).map((table) => `${right} ${schema}.${table}`) : has() ? [] : [`${right} ${schema}`];
  }));
  return { excess: [...powers, ...excess], missing };
}
