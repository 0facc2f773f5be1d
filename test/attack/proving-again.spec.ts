/** attacks.md, row 19, the other side: what proves again who one is, and what does not. */
import { totpCode, totpStepAt } from '#identity';
import { PROOF_AGE_MS, type Viewer } from '#policy';

import { approved } from '../support/approval.js';
import { refusalOf } from '../support/casework-world.js';
import { identityWorld, PASSWORD, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
beforeAll(async () => { world = await identityWorld(); });
afterAll(() => world.close());

const tokens = new Map<string, string>();
const now = async (login: string): Promise<Viewer> => (await world.identity.sessions.viewerOf(tokens.get(login)!))!;
const open = async (login: string): Promise<Viewer> => {
  tokens.set(login, await world.token(login));
  return now(login);
};

it('the password alone where no second factor is held; wrong guesses are counted with those at sign-in', async () => {
  await world.officer('plain');
  const viewer = await open('plain');
  world.clock.advance(PROOF_AGE_MS + 1);
  const { own, signIns } = world.identity;
  expect(await refusalOf(own.changePassword(viewer, PASSWORD, 'bambaşqa bir parol'))).toBe('REAUTH_REQUIRED');
  expect((await own.proveAgain(viewer, { password: PASSWORD })).getTime()).toBe(world.clock.now().getTime() + PROOF_AGE_MS);
  expect((await now('plain')).provedAt).toBe(world.clock.now().getTime());
  for (let guess = 0; guess < 5; guess += 1) expect(await refusalOf(own.proveAgain(viewer, { password: `guess ${guess}` }))).toBe('SIGN_IN_FAILED');
  expect(await refusalOf(own.proveAgain(viewer, { password: PASSWORD }))).toBe('SIGN_IN_FAILED');
  expect(await refusalOf(signIns.signIn({ login: 'plain', password: PASSWORD, source: 'p' }))).toBe('SIGN_IN_FAILED');
});

it('password and code where one-time codes are held; neither alone, no code twice, and nothing at all', async () => {
  world.clock.advance(16 * 60_000);
  await world.officer('coded');
  const viewer = await open('coded');
  const { factors, own } = world.identity;
  const { factor, secret } = await factors.enrolTotp(viewer);
  const code = (): string => totpCode(secret, totpStepAt(world.clock.now()));
  const { recoveryCodes } = await factors.confirmTotp(viewer, factor, code());
  world.clock.advance(PROOF_AGE_MS + 1);
  for (const proof of [{}, { password: PASSWORD }, { code: code() }, { password: PASSWORD, code: '000000' }, { password: 'wrong', code: code() }, { password: PASSWORD, webauthn: '{}' }]) {
    expect(await refusalOf(own.proveAgain(viewer, proof))).toBe('SIGN_IN_FAILED');
  }
  expect((await now('coded')).provedAt).toBe(viewer.provedAt);
  expect(await refusalOf(own.proveAgain(viewer, { password: PASSWORD, code: code() }))).toBe('accepted');
  expect(await refusalOf(own.proveAgain(viewer, { password: PASSWORD, code: code() }))).toBe('SIGN_IN_FAILED');
  expect(await refusalOf(own.proveAgain(viewer, { password: PASSWORD, code: recoveryCodes[0] }))).toBe('accepted');
});

it('a device of one\'s own on a challenge of this session', async () => {
  world.clock.advance(16 * 60_000);
  await world.hold('keyed', await world.officer('keyed'));
  const device = await world.hold('keyed', (await open('keyed')).officer);
  const [viewer, { own }] = [await now('keyed'), world.identity];
  const elsewhere = await world.viewer('keyed');
  world.clock.advance(PROOF_AGE_MS + 1);
  expect(await refusalOf(own.proveAgain(viewer, { webauthn: device.get(await own.beginProof(elsewhere)) }))).toBe('SIGN_IN_FAILED');
  expect(await refusalOf(own.proveAgain(viewer, { webauthn: device.get(await world.identity.secondStep.beginDeviceSignIn('d')) }))).toBe('SIGN_IN_FAILED');
  expect(await refusalOf(own.proveAgain(viewer, { webauthn: device.get(await own.beginProof(viewer)) }))).toBe('accepted');
});

it('removing a factor ends the other sessions, and resetting somebody\'s is for two', async () => {
  world.clock.advance(16 * 60_000);
  const other = await world.token('keyed');
  const viewer = await open('keyed');
  const [first] = await world.identity.factors.held(viewer);
  await world.identity.factors.removeFactor(viewer, first!.id);
  expect(await world.identity.sessions.viewerOf(other)).toBeUndefined();
  expect(await now('keyed')).toBeDefined();
  await world.officer('administrator', 'ADMINISTRATOR');
  const administrator = await world.viewer('administrator');
  expect(await refusalOf(world.identity.accounts.resetFactors(administrator, viewer.officer))).toContain('APPROVAL_REQUIRED');
  expect(await world.identity.factors.held(viewer)).toHaveLength(1);
  await world.officer('administrator2', 'ADMINISTRATOR');
  const second = await world.viewer('administrator2');
  await approved(world.identity.approvals, administrator, second, (one) => world.identity.accounts.resetFactors(one, viewer.officer));
  expect(await world.identity.factors.held(viewer)).toEqual([]);
  expect(await world.identity.sessions.viewerOf(tokens.get('keyed')!)).toBeUndefined();
  expect(await world.rows(`select count(*)::int as told from identity.notice where kind = 'FACTOR_CHANGED' and to_officer = $1`, [viewer.officer])).toEqual([{ told: 2 }]);
  expect(await refusalOf(world.identity.accounts.resetFactors(administrator, administrator.officer))).toBe('REJECTED SELF_CHANGE');
});
