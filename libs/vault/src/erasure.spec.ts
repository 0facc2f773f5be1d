/** attacks.md, row 97: erased means erased: in every process, for every version of the key, against every way back. */
import { fixedClock, newId, type Id } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openTestVault } from '../../../test/support/vault.js';
import type { KeyVault, Sealed } from './vault.js';

let database: FreshDatabase;
let vault: KeyVault;
let other: KeyVault;
beforeAll(async () => {
  database = await freshDatabase();
  [vault, other] = await Promise.all([openTestVault(database), openTestVault(database)]);
});
afterAll(async () => {
  await vault.close();
  await other.close();
  await database.drop();
});

async function sealOne(value: unknown, subject: Id = newId(), by = vault): Promise<Sealed & { readonly subject: Id }> {
  const cell = { table: 'victim', row: subject, column: 'name' };
  await by.prepare([subject]);
  return { subject, cell, envelope: by.seal(subject, cell, value) };
}

/** Notices travel through the database's server: they are waited for, never timed. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

describe('an erased person', () => {
  it('opens as nothing, beside others who open as before', async () => {
    const [gone, kept] = [await sealOne('gone'), await sealOne('kept')];
    await vault.erasure.erase(gone.subject);
    expect(await vault.open([gone, kept, gone])).toEqual([null, 'kept', null]);
  });

  it('is forgotten by a process that holds the key in memory, without waiting for its time to end', async () => {
    const still = fixedClock(new Date());
    const holder = await openTestVault(database, { clock: still }); // its clock stands: no key ends by itself
    const gone = await sealOne('gone', newId(), holder);
    await vault.erasure.erase(gone.subject);
    await until(async () => (await holder.open([gone]))[0] === null);
    await holder.prepare([gone.subject]);
    expect(() => holder.seal(gone.subject, gone.cell, 'again')).toThrow(expect.objectContaining({ rule: 'KEY_NOT_PREPARED' }) as Error);
    await holder.close();
  });

  it('loses every version of the key', async () => {
    const gone = await sealOne('first');
    await vault.rotation.rotateSubject(gone.subject);
    const second = await sealOne('second', gone.subject);
    await vault.erasure.erase(gone.subject);
    expect(await vault.open([gone, second])).toEqual([null, null]);
    const rows = await withClient(database.access.vault, async (client) =>
      (await client.query<{ wrapped: Buffer | null; gone: boolean }>('select wrapped, destroyed_at is not null as gone from vault.data_key where subject = $1', [gone.subject])).rows);
    expect(rows).toEqual([{ wrapped: null, gone: true }, { wrapped: null, gone: true }]);
  });

  it('gets no new key, also when there never was one, also when both happen at once', async () => {
    const subjects = Array.from({ length: 20 }, newId);
    await Promise.all(subjects.flatMap((subject) => [vault.prepare([subject]), other.erasure.erase(subject)]));
    for (const one of [vault, other]) {
      await one.prepare(subjects);
      for (const subject of subjects) expect(() => one.seal(subject, { table: 'a', row: subject, column: 'b' }, 1)).toThrow();
    }
    const [row] = await withClient(database.access.vault, async (client) =>
      (await client.query<{ many: number }>('select count(wrapped)::int as many from vault.data_key where subject = any($1)', [subjects])).rows);
    expect(row).toEqual({ many: 0 });
  });

  it('is no way out of a rotation that runs at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => sealOne('x')));
    await Promise.all(people.flatMap(({ subject }) => [vault.rotation.rotateSubject(subject).catch(() => undefined), other.erasure.erase(subject)]));
    expect(await vault.open(people)).toEqual(people.map(() => null));
    await expect(vault.rotation.rotateSubject(people[0]?.subject ?? '')).rejects.toMatchObject({ code: 'REJECTED', rule: 'SUBJECT_HAS_NO_KEY' });
  });

  it('keeps the first tombstone when erased again', async () => {
    const subject = newId();
    const first = await vault.erasure.erase(subject);
    expect(await other.erasure.erase(subject)).toEqual(first);
    expect((await vault.erasure.tombstones()).filter((tombstone) => tombstone.subject === subject)).toEqual([first]);
  });

  it('cannot be brought back by the login of the keys', async () => {
    const gone = await sealOne('gone');
    await vault.erasure.erase(gone.subject);
    await withClient(database.access.vault, async (client) => {
      for (const statement of [
        `delete from vault.erasure`, `update vault.erasure set at = now()`, `truncate vault.erasure`, `delete from vault.data_key`,
        `update vault.data_key set wrapped = '\\x00' where subject = '${gone.subject}'`, `update vault.data_key set destroyed_at = null where subject = '${gone.subject}'`,
        `update vault.data_key set subject = gen_random_uuid()`, `update vault.data_key set key_check = key_check`,
      ]) await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe('a restored copy', () => {
  it('loses again whom the tombstones name', async () => {
    const [gone, kept] = [await sealOne('gone'), await sealOne('kept')];
    // The copy was made before the erasure: what it holds of the keys is put where a restore would put it.
    const copy = await freshDatabase();
    const rows = await withClient(database.adminUrl, async (client) => (await client.query<{ all: string }>(
      `select jsonb_build_object('keys', (select jsonb_agg(k) from vault.data_key k where subject = any($1)), 'secrets', (select jsonb_agg(s) from vault.secret s))::text as all`,
      [[gone.subject, kept.subject]])).rows);
    await withClient(copy.adminUrl, async (client) => {
      await client.query(`insert into vault.data_key select * from jsonb_populate_recordset(null::vault.data_key, $1::jsonb -> 'keys')`, [rows[0]?.all]);
      await client.query(`insert into vault.secret select * from jsonb_populate_recordset(null::vault.secret, $1::jsonb -> 'secrets')`, [rows[0]?.all]);
    });
    await vault.erasure.erase(gone.subject);
    const restored = await openTestVault(copy);
    expect(await restored.open([gone, kept])).toEqual(['gone', 'kept']);
    const list = await vault.erasure.tombstones();
    expect(await restored.erasure.applyTombstones(list)).toBe(list.length);
    expect(await restored.open([gone, kept])).toEqual([null, 'kept']);
    expect(await restored.erasure.applyTombstones(list)).toBe(0);
    expect(await restored.erasure.tombstones()).toEqual(list);
    await restored.close();
    await copy.drop();
  });
});
