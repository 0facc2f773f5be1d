/**
 * attacks.md, row 88: somebody with the application's own login, a stolen password or SQL that was injected, before the wall.
 * Whatever they set, replay or wait for, they find no row.
 */
import { registry } from '#casework';
import { newId } from '#kernel';
import { withClient } from '#persistence';
import { Wall, WallKey, type Claims, type Within } from '#wall';
import { Client } from 'pg';

import { signedContext, signedTicket } from '../../libs/wall/src/context.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { TEST_WALL_KEY } from '../support/wall.js';

const ALL: Claims = { kind: 'READ', officer: newId(), tables: '*' };
const CONTEXT = `select current_setting('qalxan.context', true) as context`;

let database: FreshDatabase;
let thief: Client;
let other: Client;
const rows = async (text: string, values: readonly unknown[] = [], client = thief): Promise<Record<string, unknown>[]> =>
  (await client.query<Record<string, unknown>>(text, [...values])).rows;
const found = async (client = thief): Promise<number> => (await rows('select id from records.agency', [], client)).length;
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'allowed', (error: unknown) => (error as { code?: string }).code);
const set = (context: string, client = thief): Promise<unknown> => rows(`select set_config('qalxan.context', $1, false)`, [context], client);
const wallOf = (life?: number): Wall => new Wall({ pool: undefined as never, key: TEST_WALL_KEY, ...(life !== undefined && { transactionLife: life }) });
const on = (client: Client): Within => async (text, values) => rows(text, values, client);
/** What our own process does in a transaction of its own. */
const enter = async (claims: Claims = ALL, life?: number): Promise<void> => {
  await thief.query('begin');
  await wallOf(life).enter(on(thief), claims);
};

beforeAll(async () => {
  database = await freshDatabase();
  await withClient(database.adminUrl, async (admin) => {
    await admin.query(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police')`, [newId()]);
  });
  [thief, other] = [new Client(database.access.app), new Client(database.access.app)];
  await Promise.all([thief.connect(), other.connect()]);
});
afterEach(async () => {
  await thief.query('rollback');
  await thief.query('reset all');
});
afterAll(async () => {
  await Promise.all([thief.end(), other.end()]);
  await database.drop();
});

it('a context of ours admits, so that what follows is refused for its own reason', async () => {
  await enter();
  expect(await found()).toBe(1);
});

it('without a context every table of records is empty', async () => {
  for (const { table } of [...registry.records, { table: 'history' }]) {
    expect(await rows(`select * from records."${table}"`)).toEqual([]);
  }
  expect(await rows('select count(*)::int as n from records.agency')).toEqual([{ n: 0 }]);
  expect(await rows(`with gone as (update records.agency set name = 'x' returning id) select id from gone`)).toEqual([]);
  expect(await refusal(rows(`insert into records.agency (id, name, role) values ($1, 'x', 'Police')`, [newId()]))).toBe('42501');
});

it.each([
  ['a name of a setting', `set app.user = 'x'`], ['the officer', `set qalxan.officer = 'x'`], ['nothing', `set qalxan.context = ''`],
  ['a wish', `set qalxan.context = '*'`], ['signs without words', `set qalxan.context = '||||||||'`], ['numbers too large', `set qalxan.context = '1|k|READ|-|*|${'9'.repeat(40)}|1|1|0'`],
  ['not a number', `set qalxan.context = '1|k|READ|-|*|x|y|z|0'`], ['a path', 'set search_path = records, pg_temp'], ['a replica', `set session_replication_role = 'replica'`],
  ['the owner', 'set role qalxan_owner'], ['the auditor', 'set role qalxan_auditor'], ['another session', 'set session authorization qalxan_owner'],
])('whoever sets %s finds nothing', async (_what, text) => {
  await thief.query(text).catch(() => undefined);
  expect(await found()).toBe(0);
});

it('row security cannot be switched off, only be refused by it', async () => {
  await thief.query('set row_security = off');
  expect(await refusal(found())).toBe('42501');
  for (const text of ['alter table records.agency disable row level security', 'alter table records.agency no force row level security', 'drop policy wall on records.agency',
    'create policy mine on records.agency using (true)', 'create or replace function wall.admits(text, boolean) returns boolean language sql as $$ select true $$']) {
    expect([text, await refusal(thief.query(text))]).toEqual([text, '42501']);
  }
});

it('a context under any other key, or changed by one sign, is none', async () => {
  await thief.query('begin');
  const [{ challenge }] = await rows(`select pg_backend_pid() || '|' || (extract(epoch from now()) * 1000000)::bigint as challenge`) as [{ challenge: string }];
  const stranger = new WallKey(Buffer.alloc(32, 7));
  const ours = signedContext(TEST_WALL_KEY, ALL, challenge, 10_000);
  const theirs = signedContext(stranger, ALL, challenge, 10_000);
  await set(ours);
  expect(await found()).toBe(1);
  const forged = [
    theirs, theirs.replace(stranger.id, TEST_WALL_KEY.id), ours.replace('READ', 'COMMAND'), ours.replace('|*|', '|*,|'), ours.toUpperCase(), `${ours}0`, ours.slice(0, -1), ` ${ours}`,
    ours.replace(/[0-9a-f]$/, (last) => (last === '0' ? '1' : '0')), ours.replace('1|', 'T1|'), signedTicket(TEST_WALL_KEY, ALL, challenge, 10_000),
  ];
  for (const text of forged) {
    await set(text);
    expect([text, await found()]).toEqual([text, 0]);
  }
});

it('a context is good for its own transaction only, on its own backend only', async () => {
  await enter();
  const [{ context }] = await rows(CONTEXT) as [{ context: string }];
  expect(await found()).toBe(1);
  await set(context, other);
  expect(await found(other)).toBe(0);
  await thief.query('commit');
  expect(await found()).toBe(0);
  await set(context);
  expect(await found()).toBe(0);
  await thief.query('begin');
  await set(context);
  expect(await found()).toBe(0);
});

it('a ticket is good once, for its own backend only', async () => {
  const [{ turn }] = await rows('select wall.next_turn() as turn') as [{ turn: string }];
  const ticket = signedTicket(TEST_WALL_KEY, ALL, turn, 10_000);
  await rows('select wall.next_turn()', [], other);
  expect(await refusal(rows('select wall.enter($1)', [ticket], other))).toBe('42501');
  await thief.query('begin');
  await rows('select wall.enter($1)', [ticket]);
  expect(await found()).toBe(1);
  await thief.query('rollback');
  expect(await refusal(rows('select wall.enter($1)', [ticket]))).toBe('42501');
  expect(await found()).toBe(0);
  for (const text of ['', 'T1', '||||||||', `T1|${TEST_WALL_KEY.id}|READ|-|*|x|y|z|0`, signedTicket(new WallKey(Buffer.alloc(32, 7)), ALL, turn, 10_000)]) {
    expect([text, await refusal(rows('select wall.enter($1)', [text]))]).toEqual([text, '42501']);
  }
});

it('a transaction that is held open outlives its context and not the other way round', async () => {
  await enter(ALL, 300);
  expect(await found()).toBe(1);
  await rows('select pg_sleep(0.4)');
  expect(await refusal(found())).toBe('42501');
});

it('a context for reading writes nothing', async () => {
  for (const text of [`insert into records.agency (id, name, role) values ('${newId()}', 'x', 'Police')`, `update records.agency set name = 'x'`]) {
    await enter();
    expect([text, await refusal(rows(text))]).toEqual([text, '42501']);
    await thief.query('rollback');
  }
});

it('a context admits to the tables it names, and an attempt at another is an error and not an empty table', async () => {
  await enter({ kind: 'READ', officer: newId(), tables: ['officer', 'tasking'] });
  expect(await rows('select id from records.officer')).toEqual([]);
  expect(await refusal(rows(`select 1 where not exists (select from records.agency)`))).toBe('42501');
});

it('the owner finds nothing either, unless he migrates; saying so helps nobody else', async () => {
  await withClient(database.access.owner!, async (owner) => {
    expect((await owner.query('select from records.agency')).rowCount).toBe(0);
    await owner.query(`set qalxan.migrating = 'yes'`);
    expect((await owner.query('select from records.agency')).rowCount).toBe(1);
  });
  await thief.query(`set qalxan.migrating = 'yes'`);
  expect(await found()).toBe(0);
});

it('the key cannot be read, nor can anything be put in its place', async () => {
  for (const text of ['select * from wall.key', 'select id from wall.key', `insert into wall.key values ('${'0'.repeat(16)}', '', '')`, 'delete from wall.key',
    `select setval('wall.turn', 1)`, `select nextval('wall.turn')`, 'select last_value from wall.turn', 'copy wall.key to stdout']) {
    expect([text, await refusal(rows(text))]).toEqual([text, '42501']);
  }
  for (const url of [database.access.audit, database.access.auditor, database.access.vault]) {
    expect(await refusal(withClient(url, (client) => client.query('select from wall.key')))).toBe('42501');
  }
});
