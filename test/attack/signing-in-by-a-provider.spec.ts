/**
 * attacks.md, row 10: tokens that are not what they say, for those who sign in by an OpenID provider: no algorithm, the public key as a secret, other
 * keys, other issuers and readers, too old, used before, or brought for another sign-in. One answer to all of it, and no session; what it was is on record.
 */
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { Identity, isPending, type OpenedSession, type PendingSignIn } from '#identity';
import { CodedError } from '#kernel';

import { identityWorld, type IdentityWorld } from '../support/identity-world.js';
import { PROVIDER_CLIENT, ProviderDouble, type Craft } from '../support/provider-double.js';

const RULES = [
  { when: { groups: 'atd' }, login: { claim: 'preferred_username' }, roles: ['JUDGE' as const, 'AUDITOR' as const], trustFactor: false },
  { when: { groups: 'chiefs' }, login: { claim: 'preferred_username' }, roles: ['ADMINISTRATOR' as const], trustFactor: true },
];

let world: IdentityWorld;
let double: ProviderDouble;
let identity: Identity;
beforeAll(async () => {
  world = await identityWorld();
  double = await ProviderDouble.start();
  identity = new Identity({
    ...world.parts, provider: { issuer: double.issuer, clientId: PROVIDER_CLIENT.id, clientSecret: PROVIDER_CLIENT.secret, rules: RULES, allowHttp: true },
  });
  await world.officer('aynur', 'JUDGE', 'DONOR');
  await world.officer('chief', 'ADMINISTRATOR');
});
afterAll(async () => {
  await double.stop();
  await world.close();
});
beforeEach(() => {
  world.clock.advance(16 * 60_000);
  world.entries.length = 0;
  double.silent = false;
});

const SOURCE = 'v4:192.0.2.1';
const AYNUR = { groups: ['atd'], preferred_username: 'aynur' };
const begin = () => identity.providerSignIns.begin(SOURCE);
const bring = (state: string, code: string) => identity.providerSignIns.signIn({ state, code, source: SOURCE });
const signIn = async (claims: JWTPayload = AYNUR, craft?: Craft): Promise<OpenedSession | PendingSignIn> => {
  const { state, code } = double.visit(await begin(), claims, craft);
  return bring(state, code);
};
const sessions = () => world.rows('select id from identity.session');

async function expectRefusal(work: Promise<unknown>, cause: string): Promise<void> {
  const before = await sessions();
  const error: unknown = await work.then(() => new Error('was let in'), (thrown: unknown) => thrown);
  expect(JSON.stringify(error)).toBe(JSON.stringify(new CodedError('SIGN_IN_FAILED')));
  expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'REFUSED', actor: null, question: { root: 'signInWithProvider' }, detail: { cause, source: SOURCE } }]);
  expect(await sessions()).toEqual(before);
}

describe('somebody whom a rule names', () => {
  it('uses those of the granted roles that the rule allows, and no role granted later besides', async () => {
    const opened = (await signIn()) as OpenedSession;
    expect(opened.roles).toEqual(['JUDGE']);
    expect(world.entries).toMatchObject([{ act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer: opened.officer, roles: ['JUDGE'] }, detail: { step: 'PROVIDER' } }]);
    await world.rows(`insert into identity.officer_role (id, officer_id, role, granted_at) values (gen_random_uuid(), $1, 'BORDER_LIAISON', now())`, [opened.officer]);
    expect((await identity.sessions.viewerOf(opened.token))?.roles).toEqual(['JUDGE']);
    await world.rows(`update identity.officer_role set revoked_at = now() where officer_id = $1 and role = 'BORDER_LIAISON'`, [opened.officer]);
  });

  it('proves a second factor here where one is held, and stays limited by the rule', async () => {
    const login = 'holder';
    const officer = await world.officer(login, 'JUDGE', 'DONOR');
    const device = await world.hold(login, officer);
    const first = await signIn({ ...AYNUR, preferred_username: login, amr: ['mfa'] });
    expect(isPending(first)).toBe(true);
    const { pending, deviceOptions } = first as PendingSignIn;
    const opened = await identity.secondStep.confirm({ pending, webauthn: device.get(deviceOptions!), source: SOURCE });
    expect(opened.roles).toEqual(['JUDGE']);
    expect((await identity.sessions.viewerOf(opened.token))?.roles).toEqual(['JUDGE']);
  });

  it('is spared that only where the rule trusts the provider, and the provider says that it saw two', async () => {
    const claims = { groups: ['chiefs'], preferred_username: 'chief' };
    expect(isPending(await signIn(claims))).toBe(true);
    expect(isPending(await signIn({ ...claims, amr: ['pwd'] }))).toBe(true);
    expect(await signIn({ ...claims, amr: ['pwd', 'mfa'] })).toMatchObject({ roles: ['ADMINISTRATOR'] });
  });
});

const inPast = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;
const resigned = (change: JWTPayload): Craft => (claims, provider) => provider.sign({ ...claims, ...change });
const without = (name: string): Craft => (claims, provider) => provider.sign(Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)));

describe('a token', () => {
  const forged: readonly (readonly [string, Craft])[] = [
    ['that nobody signed', (claims) => new UnsecuredJWT(claims).encode()],
    ['that nobody signed, spelt "None"', (claims) => `${Buffer.from('{"alg":"None"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`],
    ['signed with the public key as secret', async (claims, provider) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(Buffer.from(await provider.publicPem()))],
    ['signed with the client\'s secret', (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(PROVIDER_CLIENT.secret.padEnd(32, '!')))],
    ['of a key nobody knows', (claims, provider) => provider.sign(claims, { kid: '../../etc/passwd' })],
    ['of a stranger\'s key under the known name', async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign((await generateKeyPair('RS256')).privateKey)],
    ['that brings its own key', async (claims) => {
      const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
      const { exportJWK } = await import('jose');
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey) }).sign(privateKey);
    }],
    ['of another algorithm', async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS512', kid: 'first' }).sign((await generateKeyPair('RS512')).privateKey)],
    ['whose claims were changed', async (claims, provider) => {
      const [head, , tail] = (await provider.sign({ ...claims, preferred_username: 'nobody' })).split('.');
      return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), tail].join('.');
    }],
    ['for another reader', resigned({ aud: 'another' })],
    ['for several, given to another', resigned({ aud: [PROVIDER_CLIENT.id, 'another'], azp: 'another' })],
    ['of another issuer', resigned({ iss: 'https://login.example.org' })],
    ['that is over', resigned({ exp: inPast(3_600) })],
    ['that is over, as text', (claims, provider) => provider.sign({ ...claims, exp: '9999999999' as unknown as number })],
    ['that is never over', without('exp')],
    ['that is not yet', resigned({ nbf: inPast(-3_600) })],
    ['made long ago', resigned({ iat: inPast(3_600) })],
    ['of a proof made long ago', resigned({ auth_time: inPast(3_600) })],
    ['that does not say when the person proved himself', without('auth_time')],
    ['with the nonce of another sign-in', resigned({ nonce: 'another' })],
    ['without a nonce', without('nonce')],
    ['that is an access token', (claims, provider) => provider.sign(claims, { typ: 'at+jwt' })],
    ['with a demand nobody understands', (claims) => `${Buffer.from('{"alg":"RS256","kid":"first","crit":["x"],"x":1}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.AAAA`],
    ['that is none', () => 'x'.repeat(100_000)],
  ];
  it.each(forged)('%s opens nothing', async (_, craft) => expectRefusal(signIn(AYNUR, craft), 'TOKEN'));
});

describe('what the provider sent back', () => {
  it('is good once', async () => {
    const { state, code } = double.visit(await begin(), AYNUR);
    await bring(state, code);
    const again = double.visit(`${double.issuer}/authorize?state=${state}`, AYNUR);
    world.entries.length = 0;
    await expectRefusal(bring(state, again.code), 'NOT_BEGUN');
  });

  it('opens one session when it is brought twice at once', async () => {
    const { state, code } = double.visit(await begin(), AYNUR);
    const outcomes = await Promise.allSettled([bring(state, code), bring(state, code), bring(state, code)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is nothing when nobody was sent there, or five minutes ago', async () => {
    await expectRefusal(bring('x'.repeat(43), 'code'), 'NOT_BEGUN');
    const { state, code } = double.visit(await begin(), AYNUR);
    world.clock.advance(5 * 60_000 + 1);
    world.entries.length = 0;
    await expectRefusal(bring(state, code), 'NOT_BEGUN');
  });

  it('is nothing with the code of another sign-in', async () => {
    const [own, others] = [double.visit(await begin(), AYNUR), double.visit(await begin(), AYNUR)];
    await expectRefusal(bring(own.state, others.code), 'TOKEN');
  });

  it('is nothing with a token that was made for another sign-in', async () => {
    const other = new URL(await begin()).searchParams.get('nonce')!;
    await expectRefusal(signIn(AYNUR, resigned({ nonce: other })), 'TOKEN');
  });
});

describe('the default is no access', () => {
  it.each([
    ['no rule names them', { preferred_username: 'aynur' }, 'NO_RULE'],
    ['there is no login', { groups: ['atd'] }, 'NO_LOGIN'],
    ['there is no account', { groups: ['atd'], preferred_username: 'nobody' }, 'UNKNOWN'],
    ['the account has none of the rule\'s roles, whatever the claims say', { groups: ['chiefs'], preferred_username: 'aynur', roles: ['ADMINISTRATOR'] }, 'NO_ROLE'],
  ])('where %s', async (_, claims, cause) => expectRefusal(signIn(claims), cause));

  it('where the granted roles may not be held together, though the rule allows one of them alone', async () => {
    await world.officer('both', 'AUDITOR', 'INVESTIGATOR');
    await expectRefusal(signIn({ ...AYNUR, preferred_username: 'both' }), 'NO_ROLE');
  });

  it('where the account is disabled or a machine\'s', async () => {
    await world.rows('update records.officer set active = false where id = $1', [await world.officer('gone', 'JUDGE')]);
    await expectRefusal(signIn({ ...AYNUR, preferred_username: 'gone' }), 'DISABLED');
    await world.rows('insert into identity.machine (officer_id) values ($1)', [await world.officer('robot', 'JUDGE')]);
    world.entries.length = 0;
    await expectRefusal(signIn({ ...AYNUR, preferred_username: 'robot' }), 'MACHINE');
  });

  it('where the provider does not answer', async () => {
    double.silent = true;
    await expectRefusal(signIn(), 'TOKEN');
  });

  it('where no provider is set', async () => {
    await expect(world.identity.providerSignIns.begin(SOURCE)).rejects.toMatchObject({ code: 'FORBIDDEN', rule: 'PROVIDER_NOT_SET' });
    await expect(world.identity.providerSignIns.signIn({ state: 'x', code: 'y', source: SOURCE })).rejects.toMatchObject({ code: 'FORBIDDEN', rule: 'PROVIDER_NOT_SET' });
  });

  it('after fifty failures from one source', async () => {
    for (let time = 0; time < 50; time += 1) await bring('x', 'y').catch(() => undefined);
    await expect(bring('x', 'y')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});
