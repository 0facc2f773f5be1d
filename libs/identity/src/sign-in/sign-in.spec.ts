/** attacks.md, rows 2, 3, 6, 7, 8, 9: whatever is wrong, one answer after the same work, and no more of it than allowed. */
import { createHash } from 'node:crypto';
import type { OpenedSession } from '#identity';
import { CodedError } from '#kernel';
import { identityWorld, PASSWORD, type IdentityWorld } from '../../../../test/support/identity-world.js';

let world: IdentityWorld;
let enabled: string;
beforeAll(async () => {
  world = await identityWorld();
  enabled = await world.officer('aynur');
  await world.officer('wide');
  await world.pool.query('update records.officer set active = false where id = $1', [await world.officer('gone')]);
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.advance(16 * 60_000);
  world.entries.length = 0;
  world.compared.length = 0;
  world.logGone = false;
});

const attempt = async (login: string, password: string, source = 'v4:192.0.2.1') => (await world.identity.signIns.signIn({ login, password, source })) as OpenedSession;
const refusal = async (work: Promise<unknown>): Promise<CodedError> => work.then(() => Promise.reject(new Error('was let in')), (error: unknown) => error as CodedError);
const lockOut = async (login: string): Promise<void> => {
  for (let guess = 0; guess < 5; guess += 1) await refusal(attempt(login, `guess ${guess}`));
  world.entries.length = 0;
  world.compared.length = 0;
};
const hashOf = async (officer: string) => (await world.rows('select password_hash from identity.credential where officer_id = $1', [officer]))[0]!.password_hash;

describe('a sign-in that fails', () => {
  it.each([
    ['unknown', 'nobody', 'whatever it is', 'UNKNOWN'],
    ['disabled, password right', 'gone', PASSWORD, 'DISABLED'],
    ['wrong', 'aynur', 'not the password', 'WRONG'],
    ['locked, password right', 'aynur', PASSWORD, 'LOCKED'],
    ['no login at all', 'a\u0000b c', PASSWORD, 'UNKNOWN'],
    ['a password beyond all length', 'aynur', 'x'.repeat(90_000), 'WRONG'],
  ])('has one answer, one verification and one entry: %s', async (_, login, password, cause) => {
    if (cause === 'LOCKED') await lockOut('aynur');
    const error = await refusal(attempt(login, password));
    expect(error).toBeInstanceOf(CodedError);
    expect(JSON.stringify(error)).toBe(JSON.stringify(new CodedError('SIGN_IN_FAILED')));
    expect(error.message).toBe('Sign-in failed');
    expect(world.compared).toHaveLength(1);
    expect(world.compared[0] === (await hashOf(enabled))).toBe(cause === 'WRONG');
    expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'REFUSED', actor: null, detail: { cause } }]);
    expect(world.entries[0]!.touched.flatMap(({ ids }) => ids)).toHaveLength(cause === 'UNKNOWN' ? 0 : 1);
    if (login.length > 4) expect(JSON.stringify(world.entries)).not.toContain(login);
  });

  it('runs as many statements in every case', async () => {
    const statements: number[] = [];
    const query = countStatements();
    for (const [login, password] of [['nobody', 'x'], ['gone', PASSWORD], ['aynur', 'x']] as const) {
      query.count = 0;
      await refusal(attempt(login, password));
      statements.push(query.count);
    }
    query.restore();
    expect(new Set(statements)).toEqual(new Set([4]));
  });

  it('is nobody\'s without the audit log', async () => {
    world.logGone = true;
    expect(await refusal(attempt('aynur', 'wrong'))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

function countStatements(): { count: number; restore(): void } {
  const { wall } = world.parts;
  const original = wall.ask.bind(wall);
  const spy = { count: 0, restore: () => void Reflect.deleteProperty(wall, 'ask') };
  Object.assign(wall, {
    ask: (...given: Parameters<typeof original>): unknown => {
      spy.count += 1;
      return (original as (...all: unknown[]) => unknown)(...given);
    },
  });
  return spy;
}

describe('guessing', () => {
  it('is compared with the account at most five times in fifteen minutes, however the login is written', async () => {
    const spellings = ['aynur', 'AYNUR', ' Aynur ', 'ａｙｎｕｒ', '\tAyNuR\n', 'ＡＹＮＵＲ', 'aynuR', 'AYnur\u00a0', 'aynUR', 'aYNUR'];
    const real = await hashOf(enabled);
    const answers = await Promise.all(spellings.map((login, index) => refusal(attempt(login, 'a guess', `v4:198.51.100.${index}`))));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['SIGN_IN_FAILED']));
    expect(world.compared.filter((hash) => hash === real)).toHaveLength(5);
    // A sliding window: right up to the fifteenth minute nothing more, then again five.
    world.clock.advance(15 * 60_000 - 1);
    await refusal(attempt('aynur', PASSWORD, 'v4:198.51.100.99'));
    world.clock.advance(1);
    await expect(attempt('aynur', PASSWORD, 'v4:198.51.100.99')).resolves.toMatchObject({ officer: enabled });
  });

  it('is not forgotten when the process restarts', async () => {
    await lockOut('aynur');
    const { Identity } = await import('#identity');
    const restarted = new Identity(world.parts);
    await refusal(restarted.signIns.signIn({ login: 'aynur', password: PASSWORD, source: 'v4:203.0.113.9' }));
    expect(world.compared).not.toContain(await hashOf(enabled));
  });

  it('does not count what was right', async () => {
    for (let time = 0; time < 7; time += 1) await attempt('aynur', PASSWORD);
    expect(await world.rows(`select key from identity.attempt_limit where key = $1 and cardinality(attempts) > 0`, [`account:${enabled}`])).toEqual([]);
  });

  it('of one password against many accounts stops at the source, before any hash', async () => {
    for (let account = 0; account < 50; account += 1) {
      expect(await refusal(attempt(`account${account}`, 'Spring2026!!', 'v4:203.0.113.7'))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    world.compared.length = 0;
    expect(await refusal(attempt('aynur', PASSWORD, 'v4:203.0.113.7'))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(world.compared).toEqual([]);
    expect(world.entries.at(-1)).toMatchObject({ outcome: 'REFUSED', detail: { cause: 'SOURCE_LIMIT', source: 'v4:203.0.113.7' } });
    await expect(attempt('aynur', PASSWORD, 'v4:203.0.113.8')).resolves.toBeDefined();
  });

  it('leaves no login behind and does not fill the table', async () => {
    await refusal(attempt('a-password-typed-here', 'x'));
    const rows = await world.rows(`select key from identity.attempt_limit where key !~ '^(source|account|factor|alarm:source|alarm:account):' and key not in ('everybody', 'alarm:everybody')`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^(alarm:)?unknown:[0-9a-f]{4}$/);
  });
});

describe('two hundred at once', () => {
  it('wait in a bounded queue; the rest is sent away, on record, without a hash', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => attempt(`many${index}`, 'x', `v4:10.0.0.${index}`)));
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as CodedError).code : 'IN'));
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(66);
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(134);
    expect(world.compared).toHaveLength(66);
    expect(world.entries).toHaveLength(200);
  });
});

describe('a sign-in that succeeds', () => {
  it('is on record before the session is, and the token is nowhere', async () => {
    const opened = await attempt('  WIDE ', PASSWORD);
    expect(opened.token).toMatch(/^[\w-]{43}$/);
    expect(opened.expiresAt.getTime() - world.clock.now().getTime()).toBe(12 * 3_600_000);
    expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer: opened.officer, session: opened.session } }]);
    const [row] = await world.rows('select * from identity.session where id = $1', [opened.session]);
    expect(row!.token_hash).toEqual(createHash('sha256').update(opened.token).digest());
    expect(JSON.stringify([row, world.entries])).not.toContain(opened.token);
  });

  it('does not happen without the audit log: no answer, no session', async () => {
    world.logGone = true;
    const before = await world.rows('select count(*) from identity.session');
    expect(await refusal(attempt('aynur', PASSWORD))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await world.rows('select count(*) from identity.session')).toEqual(before);
  });

  it('takes the password in another composition', async () => {
    await expect(attempt('wide', PASSWORD.normalize('NFD'))).resolves.toBeDefined();
  });

  it('makes the hash anew when it is of another cost', async () => {
    const { default: argon2 } = await import('argon2');
    const officer = await world.officer('old-hash');
    await world.pool.query('update identity.credential set password_hash = $2 where officer_id = $1',
      [officer, await argon2.hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })]);
    await attempt('old-hash', PASSWORD);
    expect(await hashOf(officer)).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$|^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(attempt('old-hash', PASSWORD)).resolves.toBeDefined();
  });
});
