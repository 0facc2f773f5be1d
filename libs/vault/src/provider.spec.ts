/**
 * attacks.md, row 98: what every key provider must do, asked of all three: the file, and the two services against their doubles (test/support says
 * exactly what those check). And what must happen when a service is slow, down, or lies: no key, no answer.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, fixedClock, newId } from '#kernel';
import { withClient } from '#persistence';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { KMS_CREDENTIALS, KmsDouble, type KmsFault } from '../../../test/support/kms-double.js';
import { TransitDouble, type TransitFault } from '../../../test/support/transit-double.js';
import { TEST_KEY } from '../../../test/support/vault.js';
import { ProviderUnreachable, type Bound, type KeyProvider } from './key-provider.js';
import { KmsKeys } from './kms/kms-keys.js';
import { LocalKeys } from './local/local-keys.js';
import { TransitKeys } from './transit/transit-keys.js';
import { openVault, type KeyVault, type Sealed } from './vault.js';

/** Long enough for a double on a busy machine; only a service that never answers is waited for so long. */
const TIMEOUT_MS = 1_500;
let folder: string;
let transit: TransitDouble;
let kms: KmsDouble;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qalxan-providers-'));
  [transit, kms] = await Promise.all([TransitDouble.start(), KmsDouble.start()]);
  transit.tokens.add('token of tests');
  kms.addKey('alias/people');
  writeFileSync(join(folder, 'token'), 'token of tests\n');
  writeFileSync(join(folder, 'role'), JSON.stringify({ role_id: 'qalxan', secret_id: 'secret of tests' }));
  transit.roles.set('qalxan', 'secret of tests');
});
afterEach(() => {
  transit.fault = 'none';
  kms.fault = 'none';
});
afterAll(async () => {
  await Promise.all([transit.stop(), kms.stop()]);
  rmSync(folder, { recursive: true });
});

const transitKeys = (login: ConstructorParameters<typeof TransitKeys>[0]['login'] = { tokenFile: join(folder, 'token') }): TransitKeys =>
  new TransitKeys({ url: transit.url, key: transit.keyName, login, timeoutMs: TIMEOUT_MS });
const kmsKeys = (keys = ['alias/people']): KmsKeys => new KmsKeys({
  keys, timeoutMs: TIMEOUT_MS, client: { endpoint: kms.url, region: 'eu-central-1', credentials: KMS_CREDENTIALS },
});
const PROVIDERS: readonly [string, () => KeyProvider][] = [
  ['a file', () => new LocalKeys([TEST_KEY])], ['transit', () => transitKeys()], ['KMS', () => kmsKeys()],
];

async function wrapSome(provider: KeyProvider, many: number): Promise<{ keys: Buffer[]; bound: Bound[] }> {
  const keys = Array.from({ length: many }, (_, index) => Buffer.alloc(32, index + 1));
  const wrapped = await provider.wrap(keys.map((key, index) => ({ key, context: `person ${index}` })));
  return { keys, bound: wrapped.map((one, index) => ({ ...one, context: `person ${index}` })) };
}

describe.each(PROVIDERS)('%s', (_, make) => {
  it('unwraps what it wrapped, in order, and says with what', async () => {
    const provider = make();
    const { keys, bound } = await wrapSome(provider, 40);
    expect(await provider.unwrap(bound)).toEqual(keys);
    expect(await provider.unwrap([...bound].reverse())).toEqual([...keys].reverse());
    expect(new Set(bound.map(({ wrappingKey }) => wrappingKey))).toEqual(new Set([await provider.currentKey()]));
    for (const { wrapped } of bound) expect(keys.some((key) => wrapped.includes(key) || wrapped.includes(key.toString('base64')))).toBe(false);
    expect(await provider.unwrap([])).toEqual([]);
    await provider.close();
  });

  it('unwraps nothing under other words, changed, or cut, and everything beside it all the same', async () => {
    const provider = make();
    const { keys, bound } = await wrapSome(provider, 5);
    const [a, b, c, d, e] = bound as [Bound, Bound, Bound, Bound, Bound];
    const changed = Buffer.from(c.wrapped);
    changed.writeUInt8((changed.at(-30) ?? 0) ^ 1, changed.length - 30);
    const wrong = [a, { ...b, context: 'person 0' }, { ...c, wrapped: changed }, { ...d, wrapped: d.wrapped.subarray(0, 20) }, { ...e, wrappingKey: 'of somebody else' }];
    expect(await provider.unwrap(wrong)).toEqual([keys[0], null, null, null, null]);
    expect((await provider.rewrap(wrong)).map((one) => one !== null)).toEqual([true, false, false, false, false]);
    await provider.close();
  });

  it('wraps anew, still under the same words', async () => {
    const provider = make();
    const { keys, bound } = await wrapSome(provider, 3);
    const again = (await provider.rewrap(bound)).map((one, index) => ({ wrapped: Buffer.alloc(0), wrappingKey: '', ...one, context: `person ${index}` }));
    expect(await provider.unwrap(again)).toEqual(keys);
    expect(await provider.unwrap(again.map((one) => ({ ...one, context: 'somebody' })))).toEqual([null, null, null]);
    await provider.close();
  });
});

describe('transit', () => {
  it('asks once for all', async () => {
    const provider = transitKeys();
    await wrapSome(provider, 1);
    transit.calls.length = 0;
    const { bound } = await wrapSome(provider, 200);
    await provider.unwrap(bound);
    expect(transit.calls).toEqual(['/v1/transit/encrypt/people', '/v1/transit/decrypt/people']);
  });

  it('opens what an older version of the key wrapped, and wraps anew with the newest', async () => {
    const provider = transitKeys();
    const { keys, bound } = await wrapSome(provider, 2);
    transit.rotate();
    expect(await provider.unwrap(bound)).toEqual(keys);
    const again = await provider.rewrap(bound);
    expect(again.map((one) => one?.wrappingKey)).toEqual([await provider.currentKey(), await provider.currentKey()]);
    expect(again[0]?.wrappingKey).not.toBe(bound[0]?.wrappingKey);
  });

  it('signs in with a role, and again when the token has ended', async () => {
    const provider = transitKeys({ roleFile: join(folder, 'role') });
    const { keys, bound } = await wrapSome(provider, 2);
    transit.tokens.clear();
    transit.tokens.add('token of tests');
    expect(await Promise.all([provider.unwrap(bound), provider.unwrap(bound)])).toEqual([keys, keys]);
    expect(transit.calls.filter((path) => path.endsWith('login'))).toHaveLength(2);
  });

  it('finds the one for whose sake a whole batch is refused', async () => {
    const provider = transitKeys();
    const { keys, bound } = await wrapSome(provider, 7);
    transit.fault = 'refuse whole batches';
    expect(await provider.unwrap(bound.map((one, index) => (index === 4 ? { ...one, context: 'x' } : one)))).toEqual(keys.map((key, index) => (index === 4 ? null : key)));
  });

  it.each([{ derived: false }, { exportable: true }, { allow_plaintext_backup: true }, { type: 'rsa-4096' }])('gives no data key to a key that is %j', async (property) => {
    const before = transit.properties;
    transit.properties = { ...before, ...property };
    await expect(wrapSome(transitKeys(), 1)).rejects.toThrow(ProviderUnreachable);
    transit.properties = before;
  });

  it.each([['a wrong token', 'not the token'], ['an empty one', ' ']])('does not go on with %s', async (_, token) => {
    writeFileSync(join(folder, 'wrong'), token);
    await expect(wrapSome(transitKeys({ tokenFile: join(folder, 'wrong') }), 1)).rejects.toThrow(ProviderUnreachable);
    await expect(wrapSome(transitKeys({ tokenFile: join(folder, 'nowhere') }), 1)).rejects.toThrow(ProviderUnreachable);
    await expect(wrapSome(transitKeys({ roleFile: join(folder, 'wrong') }), 1)).rejects.toThrow(ProviderUnreachable);
  });
});

describe('KMS', () => {
  it('opens with the keys that are configured and with no other, whatever the database says', async () => {
    const [before, foreign] = [kms.addKey(), kms.addKey()];
    const { keys, bound } = await wrapSome(kmsKeys([before]), 2);
    const both = kmsKeys(['alias/people', before]);
    expect(await both.unwrap(bound)).toEqual(keys);
    const again = await both.rewrap(bound);
    expect(again.map((one) => one?.wrappingKey)).toEqual([await both.currentKey(), await both.currentKey()]);
    const { bound: theirs } = await wrapSome(kmsKeys([foreign]), 1);
    kms.calls.length = 0;
    expect(await both.unwrap(theirs)).toEqual([null]);
    expect(kms.calls).not.toContain('Decrypt');
  });

  it('does not go on with wrong credentials', async () => {
    const provider = new KmsKeys({ keys: ['alias/people'], client: { endpoint: kms.url, region: 'eu-central-1', credentials: { ...KMS_CREDENTIALS, secretAccessKey: 'another' } } });
    await expect(provider.currentKey()).rejects.toThrow(ProviderUnreachable);
  });
});

/** Somebody's value, sealed by a process that ends; the next one must ask the provider. */
async function sealedEarlier(provider: KeyProvider, on: FreshDatabase): Promise<Sealed> {
  const vault = await openVault({ url: on.access.vault, provider });
  const subject = newId();
  const cell = { table: 'victim', row: subject, column: 'name' };
  await vault.prepare([subject]);
  const envelope = vault.seal(subject, cell, 'secret');
  await vault.close();
  return { cell, envelope };
}

const FAULTS: readonly [string, string, () => KeyProvider, () => void][] = [
  ...(['silent', 'hang up', 'sealed', 'nonsense', 'redirect'] satisfies TransitFault[]).map((fault) =>
    ['transit', fault, () => transitKeys(), () => { transit.fault = fault; }] as [string, string, () => KeyProvider, () => void]),
  ...(['silent', 'hang up', 'internal', 'disabled'] satisfies KmsFault[]).map((fault) =>
    ['KMS', fault, () => kmsKeys(), () => { kms.fault = fault; }] as [string, string, () => KeyProvider, () => void]),
];
const LIES: typeof FAULTS = [
  ['transit', 'another key', () => transitKeys(), () => { transit.fault = 'another key'; }],
  ['KMS', 'another key', () => kmsKeys(), () => { kms.fault = 'another key'; }],
  ['KMS', 'another key id', () => kmsKeys(), () => { kms.fault = 'another key id'; }],
  ['transit', 'lost keys', () => transitKeys(), () => { transit.lose(); }], // last: it stays lost
];

describe('a vault whose key service', () => {
  // One database for each service: its secret is wrapped there.
  const databases = new Map<string, FreshDatabase>();
  let on: FreshDatabase;
  let vault: KeyVault;
  const use = async (service: string): Promise<void> => {
    on = databases.get(service) ?? await freshDatabase();
    databases.set(service, on);
  };
  const keysThere = (): Promise<number | null> => withClient(on.adminUrl, async (client) => (await client.query('select from vault.data_key')).rowCount);
  afterEach(() => vault.close());
  afterAll(() => Promise.all([...databases.values()].map((one) => one.drop())));

  it.each(FAULTS)('%s is "%s" gives no answer, holds no key longer, and answers again when it is back', async (service, _, make, disturb) => {
    await use(service);
    const sealed = await sealedEarlier(make(), on);
    const many = await keysThere();
    const clock = fixedClock(new Date());
    vault = await openVault({ url: on.access.vault, provider: make(), clock, ttlMs: 60_000 });
    const closed = { code: 'UNAVAILABLE', rule: 'KEYS_UNREACHABLE' };
    disturb();
    await expect(vault.open([sealed])).rejects.toMatchObject(closed);
    await expect(vault.prepare([sealed.cell.row, newId()])).rejects.toMatchObject(closed);
    expect(() => vault.seal(sealed.cell.row, sealed.cell, 'new')).toThrow(CodedError);
    transit.fault = 'none';
    kms.fault = 'none';
    expect(await vault.open([sealed])).toEqual(['secret']);
    disturb();
    clock.advance(59_999);
    expect(await vault.open([sealed])).toEqual(['secret']);
    clock.advance(1);
    await expect(vault.open([sealed])).rejects.toMatchObject(closed);
    expect(await keysThere()).toBe(many); // none was made under a key that was not given
  });

  it.each(LIES)('%s gives "%s" never opens nor seals with it', async (service, _, make, disturb) => {
    await use(service);
    const sealed = await sealedEarlier(make(), on);
    vault = await openVault({ url: on.access.vault, provider: make() });
    disturb();
    await expect(vault.open([sealed])).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
    await expect(vault.prepare([sealed.cell.row])).rejects.toMatchObject({ code: 'UNAVAILABLE', rule: 'SEAL_BROKEN' });
    expect(() => vault.seal(sealed.cell.row, sealed.cell, 'new')).toThrow(CodedError);
  });
});
