/** attacks.md, row 96: a new key for one person: nobody who reads or writes is disturbed, and no value is lost by destroying too early. */
import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openTestVault } from '../../../test/support/vault.js';
import { keyIdOf } from './envelope.js';
import { RETIRED_FOR_MS } from './subject-rotation.js';
import type { KeyVault, Sealed } from './vault.js';

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

const cellOf = (row: Id): Sealed['cell'] => ({ table: 'victim', row, column: 'name' });
async function sealOne(subject: Id, by = vault): Promise<Sealed> {
  await by.prepare([subject]);
  return { cell: cellOf(subject), envelope: by.seal(subject, cellOf(subject), 'secret') };
}
const unused = (): Promise<boolean> => Promise.resolve(false);
/** Lets the time pass that a retired key must wait. */
const age = (subject: Id): Promise<unknown> => withClient(database.adminUrl, (client) =>
  client.query(`update vault.data_key set retired_at = retired_at - make_interval(secs => $2) where subject = $1`, [subject, RETIRED_FOR_MS / 1000 + 1]));

describe('a person\'s new key', () => {
  it('seals from now on, while the old one opens, and the 12 bytes that SQL compares stay', async () => {
    const subject = newId();
    const before = await sealOne(subject);
    const retired = await vault.rotation.rotateSubject(subject);
    const after = await sealOne(subject);
    expect(retired).toEqual({ id: keyIdOf(before.envelope), version: 1 });
    expect(keyIdOf(after.envelope)).not.toBe(retired.id);
    expect(after.envelope.subarray(17, 29)).toEqual(before.envelope.subarray(17, 29));
    expect(after.envelope.subarray(29)).not.toEqual(before.envelope.subarray(29));
    expect(await vault.open([before, after])).toEqual(['secret', 'secret']);
    const other = await openTestVault(database);
    expect(await other.open([before, after])).toEqual(['secret', 'secret']);
    expect(keyIdOf((await sealOne(subject, other)).envelope)).toBe(keyIdOf(after.envelope));
    await other.close();
  });

  it('does not open what the old one sealed when its id is put into the envelope', async () => {
    const subject = newId();
    const before = await sealOne(subject);
    await vault.rotation.rotateSubject(subject);
    const after = await sealOne(subject);
    for (const [header, rest] of [[before, after], [after, before]] as const) {
      const mixed = Buffer.concat([header.envelope.subarray(0, 17), rest.envelope.subarray(17)]);
      await expect(vault.open([{ cell: cellOf(subject), envelope: mixed }])).rejects.toMatchObject({ rule: 'SEAL_BROKEN' });
    }
  });

  it('does not fail a command that was prepared with the old one, here or elsewhere', async () => {
    const subject = newId();
    const other = await openTestVault(database);
    await Promise.all([vault.prepare([subject]), other.prepare([subject])]);
    await vault.rotation.rotateSubject(subject);
    const sealed = [vault, other].map((by) => ({ cell: cellOf(subject), envelope: by.seal(subject, cellOf(subject), 'secret') }));
    expect(await vault.open(sealed)).toEqual(['secret', 'secret']);
    await other.close();
  });

  it('is one, also when two processes rotate at once', async () => {
    const subject = newId();
    await vault.prepare([subject]);
    const other = await openTestVault(database);
    const retired = await Promise.all([vault.rotation.rotateSubject(subject), other.rotation.rotateSubject(subject)]);
    expect(retired.map(({ version }) => version).sort()).toEqual([1, 2]);
    expect(await vault.rotation.retiredKeys(subject)).toHaveLength(2);
    await other.close();
  });
});

describe('an old key', () => {
  it('is destroyed only when nobody can still seal with it and nothing is sealed with it', async () => {
    const subject = newId();
    const before = await sealOne(subject);
    const inUse = { code: 'REJECTED', rule: 'KEY_STILL_IN_USE' };
    await expect(vault.rotation.destroyVersion(subject, 1, unused)).rejects.toMatchObject(inUse); // current
    await vault.rotation.rotateSubject(subject);
    await expect(vault.rotation.destroyVersion(subject, 1, unused)).rejects.toMatchObject(inUse); // others may hold it
    await age(subject);
    const asked: Id[] = [];
    await expect(vault.rotation.destroyVersion(subject, 1, (id) => { asked.push(id); return Promise.resolve(true); })).rejects.toMatchObject(inUse);
    expect(asked).toEqual([keyIdOf(before.envelope)]);
    expect(await vault.open([before])).toEqual(['secret']);

    await vault.rotation.destroyVersion(subject, 1, unused);
    expect(await vault.rotation.retiredKeys(subject)).toEqual([]);
    // The person was not erased, so a value that was forgotten is a fault and never looks like an erasure.
    await expect(vault.open([before])).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
    await vault.rotation.destroyVersion(subject, 1, unused);
    expect(await vault.open([await sealOne(subject)])).toEqual(['secret']);
  });

  it('of nobody is not there to be rotated', async () => {
    await expect(vault.rotation.rotateSubject(newId())).rejects.toMatchObject({ code: 'REJECTED', rule: 'SUBJECT_HAS_NO_KEY' });
  });
});
