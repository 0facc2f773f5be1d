/** attacks.md, row 96: changing the key-encryption key: interrupted anywhere, run twice, run under load, lied to by the provider. */
import { randomBytes } from 'node:crypto';
import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openTestVault, TEST_KEY } from '../../../test/support/vault.js';
import { ProviderUnreachable, type Bound, type Wrapped } from './key-provider.js';
import { LocalKeys } from './local/local-keys.js';
import type { KeyVault, Sealed } from './vault.js';

const NEW_KEY = Buffer.alloc(32, 'another test key');

let database: FreshDatabase;
let old: KeyVault;
let sealed: Sealed[];
beforeEach(async () => {
  database = await freshDatabase();
  old = await openTestVault(database);
  sealed = await seal(old, Array.from({ length: 25 }, newId));
});
afterEach(async () => {
  await old.close();
  await database.drop();
});

async function seal(vault: KeyVault, subjects: readonly Id[]): Promise<Sealed[]> {
  await vault.prepare(subjects);
  return subjects.map((subject) => {
    const cell = { table: 'victim', row: subject, column: 'name' };
    return { cell, envelope: vault.seal(subject, cell, subject) };
  });
}
const both = (): LocalKeys => new LocalKeys([TEST_KEY, NEW_KEY]);
const rows = <R extends object>(text: string): Promise<R[]> => withClient(database.adminUrl, async (client) => (await client.query<R>(text)).rows);
const wrappedUnder = async (): Promise<Record<string, number>> => Object.fromEntries(
  (await rows<{ key: string; many: number }>('select wrapping_key as key, count(*)::int as many from vault.data_key where wrapped is not null group by 1'))
    .map(({ key, many }) => [key, many]));

/** A provider whose rewrapping can be disturbed. */
class Disturbed extends LocalKeys {
  constructor(private readonly disturb: (answer: readonly (Wrapped | null)[]) => readonly (Wrapped | null)[]) {
    super([TEST_KEY, NEW_KEY]);
  }

  override async rewrap(keys: readonly Bound[]): Promise<readonly (Wrapped | null)[]> {
    return this.disturb(await super.rewrap(keys));
  }
}

it('leaves nothing under the old key, after which the old key is not needed', async () => {
  const vault = await openTestVault(database, { provider: both() });
  const told: number[] = [];
  const name = await both().currentKey();
  expect(await vault.rewrapping.rewrapAll((many) => told.push(many), 10)).toEqual({ wrappingKey: name, rewrapped: 25, broken: 0, finished: true });
  expect(told).toEqual([10, 20, 25]);
  expect(await wrappedUnder()).toEqual({ [name]: 25 });
  const alone = await openTestVault(database, { provider: new LocalKeys([NEW_KEY]) });
  expect(await alone.open(sealed)).toEqual(sealed.map(({ cell }) => cell.row));
  expect(alone.index('phone', 'victim', 'phone', '+994501234567')).toEqual(old.index('phone', 'victim', 'phone', '+994501234567'));
  expect(await alone.rewrapping.rewrapAll()).toMatchObject({ rewrapped: 0, finished: true });
  await Promise.all([vault.close(), alone.close()]);
});

it('goes on where it was when it starts again after a failure in the middle', async () => {
  let calls = 0;
  const failing = await openTestVault(database, { provider: new Disturbed((answer) => {
    calls += 1;
    if (calls === 4) throw new ProviderUnreachable('gone'); // the first call is for the secret
    return answer;
  }) });
  await expect(failing.rewrapping.rewrapAll(undefined, 5)).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'KEYS_UNREACHABLE' });
  const told: number[] = [];
  expect(await failing.rewrapping.rewrapAll((many) => told.push(many), 5)).toMatchObject({ rewrapped: 25, finished: true });
  expect(told).toEqual([15, 20, 25]);
  expect(await failing.open(sealed)).toEqual(sealed.map(({ cell }) => cell.row));
  await failing.close();
});

it('counts each key once when two run at once, and disturbs nobody who reads, makes keys, or is erased meanwhile', async () => {
  const [one, two] = await Promise.all([openTestVault(database, { provider: both() }), openTestVault(database, { provider: both() })]);
  const erased = sealed[12] as Sealed;
  const reader = await openTestVault(database, { provider: both(), ttlMs: 1 }); // holds nothing: unwraps each time
  const [added] = await Promise.all([
    seal(old, Array.from({ length: 10 }, newId)), // a process that has not heard of the new key yet
    one.rewrapping.rewrapAll(undefined, 3), two.rewrapping.rewrapAll(undefined, 4),
    old.erasure.erase(erased.cell.row),
    ...Array.from({ length: 20 }, async () => expect(await reader.open(sealed.slice(0, 10))).toEqual(sealed.slice(0, 10).map(({ cell }) => cell.row))),
  ]);
  const last = await one.rewrapping.rewrapAll();
  expect(last.finished).toBe(true);
  expect(Object.keys(await wrappedUnder())).toEqual([last.wrappingKey]);
  expect(await one.open(added)).toEqual(added.map(({ cell }) => cell.row));
  expect(await one.open([erased])).toEqual([null]);
  await Promise.all([one.close(), two.close(), reader.close()]);
});

it('is not finished while a process still makes keys under the old one', async () => {
  const vault = await openTestVault(database, { provider: both() });
  const first = await vault.rewrapping.rewrapAll(() => undefined, 100);
  expect(first.finished).toBe(true);
  const late = await seal(old, [newId()]);
  expect(Object.keys(await wrappedUnder())).toHaveLength(2);
  expect(await vault.rewrapping.rewrapAll()).toMatchObject({ rewrapped: 1, finished: true });
  expect(await vault.open(late)).toEqual(late.map(({ cell }) => cell.row));
  await vault.close();
});

it.each<[string, (answer: readonly (Wrapped | null)[]) => readonly (Wrapped | null)[]]>([
  ['another key', (answer) => answer.map((one) => one && { ...one, wrapped: Buffer.concat([randomBytes(12), one.wrapped.subarray(12)]) })],
  ['the keys in another order', (answer) => [...answer].reverse()],
])('keeps the old wrapping when the provider gives back %s', async (_, disturb) => {
  const lying = await openTestVault(database, { provider: new Disturbed((answer) => (answer.length > 1 ? disturb(answer) : answer)) });
  await expect(lying.rewrapping.rewrapAll()).rejects.toMatchObject({ rule: 'KEYS_UNREACHABLE' });
  const fresh = await openTestVault(database, { provider: both() });
  expect(await fresh.open(sealed)).toEqual(sealed.map(({ cell }) => cell.row));
  await Promise.all([lying.close(), fresh.close()]);
});

it('leaves a changed key as it is, says so, and is not finished', async () => {
  await rows(`update vault.data_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) where id = (select id from vault.data_key order by id limit 1)`);
  const vault = await openTestVault(database, { provider: both() });
  expect(await vault.rewrapping.rewrapAll()).toMatchObject({ rewrapped: 24, broken: 1, finished: false });
  expect(await vault.rewrapping.rewrapAll()).toMatchObject({ rewrapped: 24, broken: 1, finished: false });
  await vault.close();
});
