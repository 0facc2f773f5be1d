/** attacks.md, row 95: sealing and opening through the vault, on a real database: what fits opens, and nothing else does. */
import { CodedError, newId, type Id } from '#kernel';
import { withClient } from '#persistence';
import fc from 'fast-check';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openTestVault } from '../../../test/support/vault.js';
import type { Cell } from './cell.js';
import type { KeyVault } from './vault.js';

let database: FreshDatabase;
let vault: KeyVault;
beforeAll(async () => {
  database = await freshDatabase();
  vault = await openTestVault(database);
});
afterAll(async () => {
  await vault.close();
  await database.drop();
});

const cellOf = (row: Id, column = 'family_name', table = 'victim'): Cell => ({ table, row, column });
const BROKEN = { code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' };

async function sealOne(value: unknown, subject = newId(), cell = cellOf(subject)): Promise<{ subject: Id; cell: Cell; envelope: Buffer }> {
  await vault.prepare([subject]);
  return { subject, cell, envelope: vault.seal(subject, cell, value) };
}

describe('a sealed value', () => {
  it('opens to what was sealed, whatever JSON it is, in this process and in another', async () => {
    const other = await openTestVault(database);
    const subject = newId();
    await vault.prepare([subject]);
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
      const cell = cellOf(newId());
      const sealed = [{ cell, envelope: vault.seal(subject, cell, value) }];
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(await vault.open(sealed)).toEqual([plain]);
      expect(await other.open(sealed)).toEqual([plain]);
    }), { numRuns: 200 });
    await other.close();
  });

  it('is opened in the order of the question, several people at once', async () => {
    const all = await Promise.all(['Əliyeva', 'Məmmədov', 7, null, ['x']].map((value) => sealOne(value)));
    expect(await vault.open([...all].reverse())).toEqual([['x'], null, 7, 'Məmmədov', 'Əliyeva']);
    expect(await vault.open([])).toEqual([]);
  });

  it('has the written layout, shows nothing of the value, and a length that tells little', async () => {
    const { subject, envelope } = await sealOne('Əliyeva-CANARY');
    const [row] = await withClient(database.access.vault, async (client) =>
      (await client.query<{ id: Id }>('select id from vault.data_key where subject = $1', [subject])).rows);
    expect(envelope[0]).toBe(1);
    expect(envelope.toString('hex', 1, 17)).toBe(row!.id.replaceAll('-', ''));
    expect(envelope.includes('CANARY')).toBe(false);
    for (const value of [true, 12, 'Ağa', 'Şahnaz-Gülnarə']) expect((await sealOne(value)).envelope).toHaveLength(1 + 16 + 12 + 32 + 16);
  });

  it('keeps the 12 bytes from the 18th on for one value in one cell, and only there', async () => {
    const cell = cellOf(newId());
    const noncesOf = async (value: unknown, at: Cell): Promise<string> => (await sealOne(value, newId(), at)).envelope.toString('hex', 17, 29);
    const nonce = await noncesOf('a', cell);
    expect(await noncesOf('a', cell)).toBe(nonce);
    expect(await noncesOf({ b: 1, a: 2 }, cell)).toBe(await noncesOf({ a: 2, b: 1 }, cell));
    const others = [
      await noncesOf('b', cell), await noncesOf('a', { ...cell, row: newId() }), await noncesOf('a', { ...cell, column: 'first_name' }),
      await noncesOf('a', { ...cell, table: 'offender' }),
    ];
    expect(new Set([nonce, ...others]).size).toBe(5);
  });

  it('does not open in another row, column or table', async () => {
    const { cell, envelope } = await sealOne('secret');
    for (const elsewhere of [{ row: newId() }, { column: 'first_name' }, { table: 'offender' }]) {
      await expect(vault.open([{ cell: { ...cell, ...elsewhere }, envelope }])).rejects.toMatchObject(BROKEN);
    }
  });

  it('does not open as another value of the same person', async () => {
    const subject = newId();
    const name = await sealOne('secret', subject, cellOf(subject));
    const phone = await sealOne('+994501234567', subject, cellOf(subject, 'phone'));
    await expect(vault.open([{ cell: name.cell, envelope: phone.envelope }])).rejects.toMatchObject(BROKEN);
  });

  it('does not open with any of its bits changed, nor cut, nor lengthened', async () => {
    const { cell, envelope } = await sealOne('secret');
    for (let at = 0; at < envelope.length; at += 1) {
      for (const bit of [1, 128]) {
        const changed = Buffer.from(envelope);
        changed[at]! ^= bit;
        await expect(vault.open([{ cell, envelope: changed }])).rejects.toMatchObject(BROKEN);
      }
    }
    for (let length = 0; length < envelope.length; length += 1) {
      await expect(vault.open([{ cell, envelope: envelope.subarray(0, length) }])).rejects.toMatchObject(BROKEN);
    }
    await expect(vault.open([{ cell, envelope: Buffer.concat([envelope, Buffer.alloc(1)]) }])).rejects.toMatchObject(BROKEN);
    expect(await vault.open([{ cell, envelope }])).toEqual(['secret']);
  });

  it('brings down a whole answer when one of many is broken: nothing half-opened is handed out', async () => {
    const [sound, other] = [await sealOne('a'), await sealOne('b')];
    await expect(vault.open([sound, { cell: sound.cell, envelope: other.envelope }])).rejects.toMatchObject(BROKEN);
  });

  it('tells nothing of itself in the error', async () => {
    const { cell, envelope } = await sealOne('secret');
    const error = await vault.open([{ cell: { ...cell, row: newId() }, envelope }]).catch((thrown: unknown) => thrown as Error);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toMatch(/secret|victim|family_name|[0-9a-f]{8}-/);
  });

  it('cannot be made for who was not prepared, nor for what is no cell', async () => {
    const subject = newId();
    expect(() => vault.seal(subject, cellOf(subject), 'a')).toThrow(new CodedError('UNAVAILABLE', 'KEY_NOT_PREPARED'));
    await vault.prepare([subject]);
    for (const cell of [cellOf('not an id'), cellOf(subject, 'a|b'), cellOf(subject, 'a', 'b|c')]) expect(() => vault.seal(subject, cell, 'a')).toThrow(TypeError);
  });
});

describe('data keys', () => {
  it('are one for a person, also when two processes make it at once', async () => {
    const other = await openTestVault(database);
    const subjects = Array.from({ length: 200 }, newId);
    await Promise.all([vault.prepare(subjects), other.prepare([...subjects].reverse()), vault.prepare(subjects.slice(50)), other.prepare(subjects.slice(90))]);
    const sealed = subjects.flatMap((subject) => [vault, other].map((one) => ({ cell: cellOf(subject), envelope: one.seal(subject, cellOf(subject), subject) })));
    expect(await vault.open(sealed)).toEqual(subjects.flatMap((subject) => [subject, subject]));
    expect(await other.open(sealed)).toEqual(subjects.flatMap((subject) => [subject, subject]));
    const [row] = await withClient(database.access.vault, async (client) =>
      (await client.query<{ many: number }>('select count(*)::int as many from vault.data_key where subject = any($1)', [subjects])).rows);
    expect(row).toEqual({ many: 200 });
    await other.close();
  });
});
