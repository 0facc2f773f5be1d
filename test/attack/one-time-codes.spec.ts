/**
 * attacks.md, rows 2, 11 and 17: a one-time code or a recovery code is used a second time within its window, or twice at once; guesses at the
 * second step, and what stands between the steps used for something else.
 */
import { isPending, totpCode, totpStepAt, type PendingSignIn } from '#identity';
import { newId, type Id } from '#kernel';

import { refusalOf } from '../support/casework-world.js';
import { identityWorld, PASSWORD, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
let officer: Id;
let secret: string;
let recoveryCodes: readonly string[];
beforeAll(async () => {
  world = await identityWorld();
  officer = await world.officer('coded');
  await world.officer('other');
  const viewer = await world.viewer('coded');
  const { factors } = world.identity;
  const enrolment = await factors.enrolTotp(viewer);
  secret = enrolment.secret;
  expect(enrolment.uri).toContain(`secret=${secret}`);
  expect(await refusalOf(factors.confirmTotp(viewer, enrolment.factor, '000000'))).toBe('REJECTED CODE_WRONG');
  ({ recoveryCodes } = await factors.confirmTotp(viewer, enrolment.factor, code()));
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.advance(16 * 60_000);
  world.entries.length = 0;
});

let sources = 0;
const code = (away = 0): string => totpCode(secret, totpStepAt(world.clock.now()) + away);
const first = async (login = 'coded'): Promise<PendingSignIn> => {
  const answer = await world.identity.signIns.signIn({ login, password: PASSWORD, source: `codes-${++sources}` });
  if (!isPending(answer)) throw new Error('let in with a password alone');
  return answer;
};
const confirm = async (given: string, pending?: string): Promise<string> =>
  refusalOf(world.identity.secondStep.confirm({ pending: pending ?? (await first()).pending, code: given, source: `codes-${++sources}` }));

it('a code is good once, also for two at once, and an earlier one not after it', async () => {
  expect(await confirm(code())).toBe('accepted');
  expect(await confirm(code())).toBe('SIGN_IN_FAILED');
  expect(await confirm(code(-1))).toBe('SIGN_IN_FAILED');
  world.clock.advance(60_000);
  const both = [await first(), await first()];
  const outcomes = await Promise.all(both.map(({ pending }) => confirm(code(), pending)));
  expect(outcomes.sort()).toEqual(['SIGN_IN_FAILED', 'accepted']);
});

it.each([[-2, 'SIGN_IN_FAILED'], [2, 'SIGN_IN_FAILED'], [-1, 'accepted'], [1, 'accepted']])('a code %i steps away: %s', async (away, outcome) => {
  world.clock.advance(5 * 60_000);
  expect(await confirm(code(away))).toBe(outcome);
});

it('a recovery code is good once, also for two at once, and only to its officer', async () => {
  const [one, two, third] = recoveryCodes;
  expect(recoveryCodes).toHaveLength(10);
  expect(await confirm(one!.toUpperCase().replaceAll('-', ' '))).toBe('accepted');
  expect(world.entries.at(-1)).toMatchObject({ act: 'SIGN_IN', outcome: 'ACCEPTED', detail: { factor: 'RECOVERY_CODE' } });
  expect(await confirm(one!)).toBe('SIGN_IN_FAILED');
  const both = [await first(), await first()];
  expect((await Promise.all(both.map(({ pending }) => confirm(two!, pending)))).sort()).toEqual(['SIGN_IN_FAILED', 'accepted']);
  await world.hold('other', (await world.rows(`select officer_id from identity.credential where login = 'other'`))[0]!['officer_id'] as Id);
  expect(await confirm(third!, (await first('other')).pending)).toBe('SIGN_IN_FAILED');
});

it('guesses at the code are counted by account: five in fifteen minutes, whatever the source; then the right one is refused too', async () => {
  const { pending } = await first();
  for (let guess = 0; guess < 5; guess += 1) expect(await confirm(`00000${guess}`, pending)).toBe('SIGN_IN_FAILED');
  expect(await confirm(code(), pending)).toBe('SIGN_IN_FAILED');
  expect(world.entries.at(-1)).toMatchObject({ detail: { cause: 'LOCKED' } });
  expect(await world.rows(`select count(*)::int as told from identity.notice where kind = 'SIGN_IN_ATTACK' and officer_id = $1`, [officer])).toEqual([{ told: 1 }]);
  world.clock.advance(15 * 60_000);
  expect(await confirm(code())).toBe('accepted');
});

it('what stands between the steps is good for nothing else, once, for five minutes', async () => {
  const { pending } = await first();
  const { sessions, own } = world.identity;
  expect(await sessions.viewerOf(pending)).toBeUndefined();
  expect(await confirm(code(), pending)).toBe('accepted');
  world.clock.advance(60_000);
  expect(await confirm(code(), pending)).toBe('SIGN_IN_FAILED');
  const token = (await world.identity.secondStep.confirm({ pending: (await first()).pending, code: code(), source: 'x' })).token;
  world.clock.advance(60_000);
  expect(await confirm(code(), token)).toBe('SIGN_IN_FAILED');
  const late = await first();
  world.clock.advance(5 * 60_000);
  expect(await confirm(code(), late.pending)).toBe('SIGN_IN_FAILED');
  // A password changed between the steps ends what was begun.
  const begun = await first();
  await own.changePassword((await sessions.viewerOf(token))!, PASSWORD, 'bambaşqa bir parol').catch((error: unknown) => expect(error).toMatchObject({ code: 'REAUTH_REQUIRED' }));
  const fresh = await world.identity.secondStep.confirm({ pending: begun.pending, code: code(), source: 'y' });
  world.clock.advance(30_000);
  const interrupted = await first();
  await own.changePassword((await sessions.viewerOf(fresh.token))!, PASSWORD, 'bambaşqa bir parol');
  expect(await confirm(code(), interrupted.pending)).toBe('SIGN_IN_FAILED');
  expect(await sessions.viewerOf(token)).toBeUndefined();
});

it('nothing of a secret or a code is in the database, the entries or the notices', async () => {
  const held = JSON.stringify([await world.rows('select * from identity.factor'), await world.rows('select * from identity.recovery_code'), world.entries, await world.rows('select * from identity.notice')]);
  expect(held).not.toContain(secret);
  const [{ secret: envelope }] = (await world.rows(`select secret from identity.factor where kind = 'TOTP'`)) as [{ secret: Buffer }];
  expect(envelope.includes(secret)).toBe(false);
  for (const one of recoveryCodes) expect(held).not.toContain(one.replaceAll('-', ''));
  // An envelope of another row opens nothing.
  const stolen = newId();
  await world.rows(`insert into identity.factor (id, officer_id, kind, name, secret, last_step, created_at, confirmed_at)
    select $1, officer_id, 'TOTP', 'TOTP', $2, 0, now(), now() from identity.credential where login = 'other'`, [stolen, envelope]);
  world.clock.advance(16 * 60_000);
  expect(await confirm(code(), (await first('other')).pending)).toBe('UNAVAILABLE SEAL_BROKEN');
});
