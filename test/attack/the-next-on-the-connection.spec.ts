/** attacks.md, row 89: one connection, one officer after the other, and everything that can go wrong in between. Nobody inherits what somebody could see. */
import { newId, type Id } from '#kernel';
import { openPool, withClient } from '#persistence';
import type { Wall } from '#wall';
import type { Pool } from 'pg';

import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { wallOn } from '../support/wall.js';

let database: FreshDatabase;
let pool: Pool;
let wall: Wall;
const first: Id = newId();
const second: Id = newId();
const READ = { text: `select current_setting('qalxan.context', true) as context, (select count(*)::int from records.agency) as agencies` };

beforeAll(async () => {
  database = await freshDatabase();
  await withClient(database.adminUrl, (admin) => admin.query(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police')`, [newId()]));
  pool = openPool(database.access.app, { poolSize: 1 });
  wall = wallOn(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const asks = async (officer: Id): Promise<void> => {
  const { rows: [row] } = await wall.ask<{ context: string; agencies: number }>({ kind: 'READ', officer, tables: ['agency'] }, READ);
  expect(row).toMatchObject({ agencies: 1 });
  expect(row?.context.split('|')[3]).toBe(officer);
};
/** What a statement that forgot the wall finds on the same connection. */
const leftBehind = async (): Promise<unknown> => {
  const { rows: [row] } = await pool.query<{ context: string | null; agencies: number }>(READ);
  return { context: row?.context || null, agencies: row?.agencies };
};
const NOTHING = { context: null, agencies: 0 };

it('nothing is left after an answer', async () => {
  await asks(first);
  expect(await leftBehind()).toEqual(NOTHING);
  await asks(second);
});

it.each([
  ['an error in the statement', 'select 1 / (select count(*) - 1 from records.agency)'],
  ['a statement that cannot be understood', 'selec'],
  ['a statement that is too slow', 'select pg_sleep(20) from records.agency'],
])('nothing is left after %s', async (_what, text) => {
  const asked = wall.ask({ kind: 'READ', officer: first, tables: ['agency'] }, { text }).then(() => 'answered', () => 'failed');
  if (text.includes('pg_sleep')) await cancelAll();
  expect(await asked).toBe('failed');
  expect(await leftBehind()).toEqual(NOTHING);
  await asks(second);
});

it('nothing is left after a transaction that was given up, and its connection serves the next', async () => {
  await expect(wall.transaction({ kind: 'READ', officer: first, tables: ['agency'] }, async (query) => {
    expect(await query('select id from records.agency', [])).toHaveLength(1);
    await query('select 1 / 0', []);
  })).rejects.toMatchObject({ code: '22012' });
  expect(await leftBehind()).toEqual(NOTHING);
  await asks(second);
});

it.each(['reset all', 'discard all', 'discard sequences', 'deallocate all', 'rollback', 'set local qalxan.context = 0', `set qalxan.context = '1|2|3'`])(
  'after "%s" in between, the next is served as himself or not at all', async (text) => {
    await asks(first);
    await pool.query(text);
    await asks(second).catch(() => asks(second));
    await pool.query('reset all');
    expect(await leftBehind()).toEqual(NOTHING);
  });

it('nothing is left when the server ends the connection in the middle', async () => {
  const asked = wall.ask({ kind: 'READ', officer: first, tables: ['agency'] }, { text: 'select pg_sleep(20) from records.agency' }).then(() => 'answered', () => 'failed');
  await untilAsleep();
  await withClient(database.adminUrl, (admin) => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`));
  expect(await asked).toBe('failed');
  await asks(second);
  expect(await leftBehind()).toEqual(NOTHING);
});

it('a hundred questions of two officers at once on three connections are each answered to who asked', async () => {
  const many = openPool(database.access.app, { poolSize: 3 });
  const shared = wallOn(many);
  const officers = Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? first : second));
  const answers = await Promise.all(officers.map((officer, at) => shared.ask<{ officer: string }>(
    { kind: 'READ', officer, tables: ['agency'] },
    { name: `q${at % 3}`, text: `select split_part(current_setting('qalxan.context'), '|', 4) as officer, ${at % 3} as n from records.agency where $1::int >= 0`, values: [at] })));
  expect(answers.map(({ rows: [row] }) => row?.officer)).toEqual(officers);
  await many.end();
});

async function untilAsleep(): Promise<void> {
  await withClient(database.adminUrl, async (admin) => {
    for (;;) {
      const { rowCount } = await admin.query(`select from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and wait_event = 'PgSleep'`);
      if (rowCount === 1) return;
    }
  });
}

async function cancelAll(): Promise<void> {
  await untilAsleep();
  await withClient(database.adminUrl, (admin) => admin.query(`select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`));
}
