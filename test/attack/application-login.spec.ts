/** attacks.md, row 90: what the application's login could do if it were somebody else's, asked of the catalogue and of the server. All no. */
import { refuseOpenWall } from '#assembly';
import { registry } from '#casework';
import { readableTables } from '#disclosure';
import { DATABASE_ROLES, withClient } from '#persistence';
import { ROLE_ORDER } from '#policy';
import { WallKey } from '#wall';

import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { TEST_WALL_KEY } from '../support/wall.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const behind = (text: string): Promise<Record<string, unknown>[]> => withClient(database.adminUrl, async (admin) => (await admin.query<Record<string, unknown>>(text)).rows);
const asApp = (text: string): Promise<unknown> => withClient(database.access.app, (client) => client.query(text)).then(() => 'allowed', (error: unknown) => (error as { code?: string }).code);
const examined = (key = TEST_WALL_KEY): Promise<string> => refuseOpenWall(database.access, key).then(() => 'sound', (error: unknown) => (error as Error).message);

it('it owns nothing, belongs to nobody, bypasses nothing', async () => {
  expect(await behind(`select rolname from pg_roles r where rolname like 'qalxan\\_%' and rolname <> 'qalxan_admin'
    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`)).toEqual([]);
  expect(await behind(`select c.oid::regclass::text as name from pg_class c where c.relowner = 'qalxan_app'::regrole
    union all select p.oid::regprocedure::text from pg_proc p where p.proowner = 'qalxan_app'::regrole`)).toEqual([]);
  expect(await behind(`select roleid::regrole::text as name from pg_auth_members where member = 'qalxan_app'::regrole`)).toEqual([]);
});

it('it changes nothing that is to stay, and reads no key', async () => {
  expect(await behind(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
    and has_table_privilege('qalxan_app', format('%I.%I', schemaname, tablename), 'delete, truncate, references, trigger, maintain')`)).toEqual([]);
  expect(await behind(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('audit', 'vault', 'wall')
    and has_any_column_privilege('qalxan_app', format('%I.%I', schemaname, tablename), 'select, insert, update')`)).toEqual([]);
});

it.each([
  [`copy (select 1) to program 'true'`], [`copy records.agency to '/tmp/x'`], [`copy records.agency from '/etc/passwd'`], [`select pg_read_file('/etc/passwd')`], [`select lo_import('/etc/passwd')`],
  ['create temp table key (id text)'], ['create schema mine'], ['create table public.mine (id int)'], ['create function public.mine() returns int language sql as $$ select 1 $$'],
  ['create function pg_temp.convert_to(text, text) returns bytea language sql as $$ select null::bytea $$'], ['create extension dblink'], ['create role mine'], ['create event trigger mine on ddl_command_end execute function version()'],
  [`alter system set log_statement = 'all'`], ['load \'plpgsql_check\''], ['set session_replication_role = replica'], ['alter role qalxan_app bypassrls'], ['grant qalxan_owner to qalxan_app'],
  ['select pg_terminate_backend(pid) from pg_stat_activity where usename = \'qalxan_audit\' union all select pg_reload_conf()'], ['select * from pg_authid'],
])('it may not: %s', async (text) => {
  expect(['42501', '0A000', '58P01']).toContain(await asApp(text));
});

it('whatever runs with its owner\'s rights looks for names where nobody else can put one', async () => {
  const functions = await behind(`select p.oid::regprocedure::text as name, p.proconfig::text as settings from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`);
  expect(functions.map(({ name }) => name)).toContain('wall.admits(text,boolean)');
  expect(functions.filter(({ settings }) => !String(settings).includes('search_path=pg_catalog, pg_temp'))).toEqual([]);
  expect(await behind(`select nspname from pg_namespace where has_schema_privilege('qalxan_app', oid, 'create')`)).toEqual([]);
  expect(await behind(`select 1 where has_database_privilege('qalxan_app', current_database(), 'create, temp')`)).toEqual([]);
});

it('only the application may ask the wall', async () => {
  for (const role of Object.values(DATABASE_ROLES).filter((name) => !['qalxan_app', 'qalxan_owner'].includes(name))) {
    expect(await behind(`select 1 from pg_proc p where pronamespace = 'wall'::regnamespace and has_function_privilege('${role}', p.oid, 'execute')`)).toEqual([]);
  }
});

it('a process refuses to start before tables that stand open, and without the right key', async () => {
  expect(await examined()).toBe('sound');
  expect(await examined(new WallKey(Buffer.alloc(32, 7)))).toContain('does not know the key');
  for (const [open, shut] of [
    ['create table records.forgotten (id uuid)', 'drop table records.forgotten'],
    ['create view records.overview as select 1 as one', 'drop view records.overview'],
    ['alter table records.victim no force row level security', 'alter table records.victim force row level security'],
    ['alter table records.victim disable row level security', 'alter table records.victim enable row level security'],
    ['create policy more on records.victim using (true)', 'drop policy more on records.victim'],
    ['alter policy wall on records.victim using (true)', `alter policy wall on records.victim using ((select wall.admits('victim', false)))`],
    [`alter policy wall on records.victim with check ((select wall.admits('victim', false)))`, `alter policy wall on records.victim with check ((select wall.admits('victim', true)))`],
  ] as const) {
    await behind(open);
    expect([open, await examined()]).toEqual([open, expect.stringMatching(/Row security is not in place on records\./)]);
    await behind(shut);
    expect(await examined()).toBe('sound');
  }
});

it('an administrator\'s questions are signed for no table of crimes or people, an auditor\'s for one that an opening is sealed with', () => {
  const people = new Set(['case', 'crime', 'victim', 'offender', 'person', 'victim_involvement', 'offender_involvement', 'charge', 'verdict']);
  const tablesOf = (role: (typeof ROLE_ORDER)[number]): readonly string[] => readableTables(registry, { roles: [role], purposeStated: true });
  expect(tablesOf('ADMINISTRATOR').filter((table) => people.has(table))).toEqual([]);
  expect(tablesOf('AUDITOR').filter((table) => people.has(table))).toEqual(['victim']);
  expect(tablesOf('INVESTIGATOR')).toEqual(expect.arrayContaining(['victim', 'crime', 'case']));
  // No role is signed for everything: only counts are, which have a right of their own.
  for (const role of ROLE_ORDER) expect(tablesOf(role)).not.toContain('*');
});
