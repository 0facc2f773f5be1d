/**
 * attacks.md, row 18: wrong origin, replayed challenge, lower counter, user not verified, another officer's device; and attacks.md, row 8: the
 * holder of a device gets in while guesses have locked his password.
 */
import { isPending } from '#identity';
import type { Id } from '#kernel';
import type { Viewer } from '#policy';

import { Authenticator, type Mischief } from '../support/authenticator.js';
import { refusalOf } from '../support/casework-world.js';
import { identityWorld, ORIGIN, PASSWORD, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
let officer: Id;
let key: Authenticator;
beforeAll(async () => {
  world = await identityWorld();
  officer = await world.officer('keyed');
  await world.officer('rival');
  key = new Authenticator(ORIGIN);
  await enrol(await world.viewer('keyed'), key);
  await enrol(await world.viewer('rival'), new Authenticator(ORIGIN));
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.advance(16 * 60_000);
  world.entries.length = 0;
});

async function enrol(viewer: Viewer, device: Authenticator, mischief: Mischief = {}): Promise<void> {
  const { factors } = world.identity;
  await factors.confirmDevice(viewer, 'My key', device.create(await factors.enrolDevice(viewer), mischief));
}
let sources = 0;
const signIn = async (mischief: Mischief = {}, device = key): Promise<string> => {
  const options = await world.identity.secondStep.beginDeviceSignIn(`key-${++sources}`);
  return refusalOf(world.identity.secondStep.withDevice({ webauthn: device.get(options, mischief), source: `key-${sources}` }));
};

const WRONG: [string, Mischief][] = [
  ['another origin', { origin: 'https://qalxan.example.evil' }], ['another port', { origin: 'http://localhost:4001' }], ['another domain', { domain: 'example.evil' }],
  ['a challenge of one\'s own', { challenge: 'A'.repeat(43) }], ['the user not verified', { userVerified: false }], ['an answer of enrolment', { type: 'webauthn.create' }],
  ['another user handle', { userHandle: Buffer.alloc(16).toString('base64url') }], ['an unknown credential', { credentialId: Buffer.alloc(32) }],
];

describe('signing in with a device alone', () => {
  it('lets its officer in, on record, without any password', async () => {
    expect(await signIn()).toBe('accepted');
    expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer }, question: { root: 'signInWithDevice' }, detail: { factor: 'WEBAUTHN' } }]);
    expect(world.compared).toHaveLength(world.compared.length);
  });

  it.each(WRONG)('refuses %s, with one answer, on record', async (_, mischief) => {
    expect(await signIn(mischief)).toBe('SIGN_IN_FAILED');
    expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'REFUSED', actor: null, detail: { cause: 'DEVICE' } }]);
  });

  it('refuses a challenge that was used, also when what used it was refused, and one of five minutes ago', async () => {
    const { secondStep } = world.identity;
    const options = await secondStep.beginDeviceSignIn('replay');
    const answer = key.get(options);
    expect(await refusalOf(secondStep.withDevice({ webauthn: answer, source: 'replay' }))).toBe('accepted');
    expect(await refusalOf(secondStep.withDevice({ webauthn: answer, source: 'replay' }))).toBe('SIGN_IN_FAILED');
    expect(await refusalOf(secondStep.withDevice({ webauthn: key.get(options), source: 'replay' }))).toBe('SIGN_IN_FAILED');
    const spoilt = await secondStep.beginDeviceSignIn('replay');
    expect(await refusalOf(secondStep.withDevice({ webauthn: key.get(spoilt, { userVerified: false }), source: 'replay' }))).toBe('SIGN_IN_FAILED');
    expect(await refusalOf(secondStep.withDevice({ webauthn: key.get(spoilt), source: 'replay' }))).toBe('SIGN_IN_FAILED');
    const late = await secondStep.beginDeviceSignIn('replay');
    world.clock.advance(5 * 60_000);
    expect(await refusalOf(secondStep.withDevice({ webauthn: key.get(late), source: 'replay' }))).toBe('SIGN_IN_FAILED');
  });

  it('refuses a counter that did not grow: a copy of the device', async () => {
    expect(await signIn({ counter: 500 })).toBe('accepted');
    expect(await signIn({ counter: 500 })).toBe('SIGN_IN_FAILED');
    expect(await signIn({ counter: 3 })).toBe('SIGN_IN_FAILED');
    const [one, other] = await Promise.all([1, 2].map(() => world.identity.secondStep.beginDeviceSignIn('copy')));
    const both = await Promise.all([one, other].map((options) => refusalOf(world.identity.secondStep.withDevice({ webauthn: key.get(options!, { counter: 501 }), source: 'copy' }))));
    expect(both.sort()).toEqual(['SIGN_IN_FAILED', 'accepted']);
    expect(await signIn({ counter: 502 })).toBe('accepted');
  });

  it.each(['', 'null', '{}', '[]', '{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}', '{"__proto__":{}}', `"${'x'.repeat(30_000)}"`, 'not json'])('refuses what is no answer of a device: %.40s', async (webauthn) => {
    expect(await refusalOf(world.identity.secondStep.withDevice({ webauthn, source: `odd-${++sources}` }))).toBe('SIGN_IN_FAILED');
  });

  it('works while wrong passwords have locked the account, and the attack is told', async () => {
    const { signIns } = world.identity;
    for (let guess = 0; guess < 6; guess += 1) expect(await refusalOf(signIns.signIn({ login: 'keyed', password: `guess ${guess}`, source: `lock-${guess}` }))).toBe('SIGN_IN_FAILED');
    expect(await refusalOf(signIns.signIn({ login: 'keyed', password: PASSWORD, source: 'lock' }))).toBe('SIGN_IN_FAILED');
    expect(await signIn({ counter: 600 })).toBe('accepted');
    expect(await world.rows(`select count(*)::int as told from identity.notice where kind = 'SIGN_IN_ATTACK' and officer_id = $1`, [officer])).toEqual([{ told: 1 }]);
  });

  it('is no way past a disabled account', async () => {
    const gone = await world.officer('gone');
    const device = await world.hold('gone', gone);
    expect(await signIn({}, device)).toBe('accepted');
    await world.rows('update records.officer set active = false where id = $1', [gone]);
    expect(await signIn({}, device)).toBe('SIGN_IN_FAILED');
  });
});

describe('a device as second factor', () => {
  it('is that officer\'s, on a challenge of that sign-in', async () => {
    const { signIns, secondStep } = world.identity;
    const [mine, theirs] = [await signIns.signIn({ login: 'keyed', password: PASSWORD, source: 's1' }), await signIns.signIn({ login: 'rival', password: PASSWORD, source: 's2' })];
    if (!isPending(mine) || !isPending(theirs)) throw new Error('let in with a password alone');
    expect(mine).toMatchObject({ secondFactor: ['WEBAUTHN'] });
    // My key on the rival's challenge; my key, my challenge, the rival's sign-in; a challenge for signing in alone.
    expect(await refusalOf(secondStep.confirm({ pending: theirs.pending, webauthn: key.get(theirs.deviceOptions!, { counter: 700 }), source: 's' }))).toBe('SIGN_IN_FAILED');
    expect(await refusalOf(secondStep.confirm({ pending: theirs.pending, webauthn: key.get(mine.deviceOptions!, { counter: 701 }), source: 's' }))).toBe('SIGN_IN_FAILED');
    const alone = await secondStep.beginDeviceSignIn('s');
    expect(await refusalOf(secondStep.confirm({ pending: mine.pending, webauthn: key.get(alone, { counter: 702 }), source: 's' }))).toBe('SIGN_IN_FAILED');
    expect(await refusalOf(secondStep.confirm({ pending: mine.pending, webauthn: key.get(mine.deviceOptions!, { counter: 703 }), source: 's' }))).toBe('accepted');
  });
});

describe('enrolling a device', () => {
  it.each(WRONG.slice(0, 5))('is refused for %s', async (_, mischief) => {
    const viewer = await world.viewer('fresh').catch(() => world.officer('fresh').then(() => world.viewer('fresh')));
    expect(await refusalOf(enrol(viewer, new Authenticator(ORIGIN), mischief))).toBe('REJECTED DEVICE_WRONG');
  });

  it('is refused on a challenge of another session, and for a credential that is known', async () => {
    await world.officer('second');
    const [one, other] = [await world.viewer('second'), await world.viewer('second')];
    const { factors } = world.identity;
    const options = await factors.enrolDevice(one);
    expect(await refusalOf(factors.confirmDevice(other, 'Key', new Authenticator(ORIGIN).create(options)))).toBe('REJECTED DEVICE_WRONG');
    expect(await refusalOf(factors.confirmDevice(one, 'Key', key.create(options)))).toBe('REJECTED DEVICE_KNOWN');
    expect(await factors.held(one)).toEqual([]);
  });
});
