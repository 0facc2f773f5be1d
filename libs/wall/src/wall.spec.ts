/** The wall against a real database: what it says of the time, what it leaves usable, and that two keys can be exchanged under load. */
import { newId } from '#kernel';
import { openPool, withClient } from '#persistence';
import { installWallKey, retireOtherWallKeys, Wall, WallKey, type Claims, type Within } from '#wall';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { wallOn } from '../../../test/support/wall.js';

const CLAIMS: Claims = { kind: 'READ', officer: null, tables: ['agency'] };
const COUNT = { name: 'count', text: 'select count(*)::int as n from records.agency' };

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await withClient(database.adminUrl, (admin) => admin.query(`insert into records.agency (id, name, role) values ($1, 'Agency', 'Police')`, [newId()]));
});
afterAll(() => database.drop());

const asOwner = <T>(work: (query: Within) => Promise<T>): Promise<T> =>
  withClient(database.access.owner ?? '', (client) => work(async (text, values) => (await client.query<Record<string, unknown>>(text, [...values])).rows));

it('signs as RFC 4231 does, test case 2 with a key of full length', () => {
  const key = new WallKey(Buffer.concat([Buffer.from('Jefe'), Buffer.alloc(28)]));
  expect(key.sign('what do ya want for nothing?')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});

it('tells when a transaction began, by the database, to the millisecond', async () => {
  const pool = openPool(database.access.app);
  const wall = wallOn(pool);
  await wall.transaction(CLAIMS, async (query) => {
    const began = await wall.enter(query, CLAIMS);
    expect(await query(`select floor(extract(epoch from now()) * 1000)::float8 as ms`, [])).toEqual([{ ms: began.getTime() }]);
  });
  await pool.end();
});

it('refuses claims that could be read in two ways', async () => {
  const pool = openPool(database.access.app, { poolSize: 1 });
  const wall = wallOn(pool);
  for (const claims of [{ ...CLAIMS, tables: ['a|b'] }, { ...CLAIMS, officer: '-|*' }]) {
    await expect(wall.ask(claims, COUNT)).rejects.toMatchObject({ code: 'INTERNAL', rule: 'WALL_CLAIMS' });
  }
  expect((await wall.ask(CLAIMS, COUNT)).rows).toEqual([{ n: 1 }]);
  await pool.end();
});

it('survives values that cannot be sent: the caller is told once, the next is answered', async () => {
  const pool = openPool(database.access.app, { poolSize: 1 });
  const wall = wallOn(pool);
  const unsendable = { toPostgres: () => { throw new Error('cannot be sent'); } };
  for (let time = 0; time < 2; time += 1) {
    await expect(wall.ask(CLAIMS, { name: 'count-by', text: 'select $1::text', values: [unsendable] })).rejects.toThrow('cannot be sent');
    expect((await wall.ask(CLAIMS, COUNT)).rows).toEqual([{ n: 1 }]);
  }
  await pool.end();
});

it('exchanges keys while questions are asked, and none fails', async () => {
  const next = new WallKey(Buffer.alloc(32, 'the next key'));
  const pool = openPool(database.access.app, { poolSize: 4 });
  const [before, after] = [wallOn(pool), new Wall({ pool, key: next })];
  await expect(after.ask(CLAIMS, COUNT)).rejects.toMatchObject({ code: '42501' });
  await asOwner((query) => installWallKey(query, next));
  const asked = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? before : after).ask<{ n: number }>(CLAIMS, COUNT)));
  expect(asked.every(({ rows: [row] }) => row?.n === 1)).toBe(true);
  expect(await asOwner((query) => retireOtherWallKeys(query, next))).toHaveLength(1);
  await expect(before.ask(CLAIMS, COUNT)).rejects.toMatchObject({ code: '42501' });
  expect((await after.ask(CLAIMS, COUNT)).rows).toEqual([{ n: 1 }]);
  await pool.end();
});

it('every index of records can be used behind the wall: what it compares with leaks nothing', async () => {
  const kinds = await withClient(database.adminUrl, async (admin) => (await admin.query<{ kind: string; sound: boolean }>(`
    select distinct c.opcname::text as kind, bool_and(p.proleakproof) as sound
      from pg_index i join pg_class t on t.oid = i.indrelid and t.relnamespace = 'records'::regnamespace
      cross join lateral unnest(i.indclass::oid[]) k(opclass) join pg_opclass c on c.oid = k.opclass
      join pg_amop a on a.amopfamily = c.opcfamily and a.amoplefttype = c.opcintype and a.amoprighttype = c.opcintype
      join pg_operator o on o.oid = a.amopopr join pg_proc p on p.oid = o.oprcode
     group by c.opcname`)).rows);
  expect(kinds.map(({ kind }) => kind)).toContain('uuid_ops');
  expect(kinds.filter(({ sound }) => !sound)).toEqual([]);
});
