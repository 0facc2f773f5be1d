/** What each login may do, asked of the catalogue itself. (Attack: the application's login used beyond its purpose.) */
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { DATABASE_ROLES } from './database-access.js';
import { examineServer, withClient } from './server-check.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ask = async (url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(url, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
const codeOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'allowed', (error: unknown) => (error as { code: string }).code);

const REFUSED = '42501'; // insufficient_privilege

describe('the logins', () => {
  it('hold no power over the server', async () => {
    const rows = await ask(
      database.adminUrl,
      `select rolname, rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as power from pg_roles where rolname = any($1) order by 1`,
      [Object.values(DATABASE_ROLES)],
    );
    expect(rows).toEqual(Object.values(DATABASE_ROLES).sort().map((rolname) => ({ rolname, power: false })));
    await expect(examineServer(database.access)).resolves.toBeUndefined();
  });

  it('are members of nothing and of no one', async () => {
    const rows = await ask(
      database.adminUrl,
      `select from pg_auth_members m join pg_roles r on r.oid in (m.member, m.roleid) where r.rolname = any($1) and m.roleid <> m.member
        and not exists (select from pg_roles a where a.oid = m.member and a.rolsuper)`,
      [Object.values(DATABASE_ROLES)],
    );
    expect(rows).toHaveLength(0);
  });

  it('own nothing, except the owner', async () => {
    const rows = await ask(
      database.adminUrl,
      `select distinct rolname from pg_roles r where rolname <> 'qalxan_owner' and rolname like 'qalxan\\_%' and not rolsuper and (
         exists (select from pg_class where relowner = r.oid) or exists (select from pg_namespace where nspowner = r.oid)
         or exists (select from pg_database where datdba = r.oid) or exists (select from pg_proc where proowner = r.oid))`,
    );
    expect(rows).toHaveLength(0);
  });

  it('let the application add, read and change, never delete or empty, any table of records, identity and exchange', async () => {
    // A table made only now: the default rights must cover tables that do not exist yet.
    for (const schema of ['records', 'identity', 'exchange']) {
      await ask(database.access.owner!, `create table ${schema}.later (id int generated always as identity primary key, word text)`);
      await ask(database.access.app, `insert into ${schema}.later (word) values ('a')`);
      await ask(database.access.app, `update ${schema}.later set word = 'b'`);
      expect(await ask(database.access.app, `select word from ${schema}.later`)).toEqual([{ word: 'b' }]);
      expect(await codeOf(ask(database.access.app, `delete from ${schema}.later`))).toBe(REFUSED);
      expect(await codeOf(ask(database.access.app, `truncate ${schema}.later`))).toBe(REFUSED);
      expect(await codeOf(ask(database.access.app, `drop table ${schema}.later`))).toBe(REFUSED);
      for (const other of [database.access.audit, database.access.auditor, database.access.sealer!]) {
        expect(await codeOf(ask(other, `select word from ${schema}.later`))).toBe(REFUSED);
      }
    }
    const rows = await ask(
      database.adminUrl,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('records', 'identity', 'exchange')
        and (has_table_privilege('qalxan_app', format('%I.%I', schemaname, tablename), 'delete, truncate, trigger, references, maintain'))`,
    );
    expect(rows).toEqual([]);
  });

  it('leave the application no way into the log', async () => {
    await ask(database.access.owner!, 'create table audit.later (id int)');
    expect(await codeOf(ask(database.access.app, 'select from audit.later'))).toBe(REFUSED);
    expect(await ask(database.adminUrl, `select has_schema_privilege('qalxan_app', 'audit', 'usage, create') as open`)).toEqual([{ open: false }]);
    // What the log's own migration does not grant, its logins do not have either.
    for (const login of [database.access.audit, database.access.auditor, database.access.sealer!]) {
      expect(await codeOf(ask(login, 'select from audit.later'))).toBe(REFUSED);
    }
  });

  it('never let audit rows be changed or removed', async () => {
    const rows = await ask(
      database.adminUrl,
      `select rolname, tablename from pg_tables, pg_roles where schemaname = 'audit' and rolname in ('qalxan_app', 'qalxan_audit', 'qalxan_auditor', 'qalxan_sealer')
        and has_table_privilege(rolname, format('%I.%I', schemaname, tablename), 'update, delete, truncate')`,
    );
    expect(rows).toEqual([]);
  });

  it('let the sealer add to the tree and to nothing else', async () => {
    const rows = await ask(
      database.adminUrl,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
        and has_any_column_privilege('qalxan_sealer', format('%I.%I', schemaname, tablename), 'insert') order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['audit.anchoring', 'audit.checkpoint', 'audit.leaf', 'audit.node']);
    for (const login of [database.access.audit, database.access.auditor]) {
      expect(await codeOf(ask(login, `insert into audit.checkpoint values (0, '\\x00', '', now())`))).toBe(REFUSED);
    }
  });

  it.each([
    ['create a schema', 'create schema mine'],
    ['create a table in public', 'create table public.mine (id int)'],
    ['create a temporary table', 'create temporary table mine (id int)'],
    ['become the owner', 'set role qalxan_owner'],
    ['run a program', `copy (select 1) to program 'true'`],
    ['read a file of the server', `select pg_read_file('PG_VERSION')`],
    ['rewrite what migrations were applied', 'delete from migration.applied'],
    ['read passwords', 'select rolpassword from pg_authid'],
  ])('do not let the application %s', async (_what, sql) => {
    expect(await codeOf(ask(database.access.app, sql))).toBe(REFUSED);
  });
});
