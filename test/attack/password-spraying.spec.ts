/** attacks.md, row 7: one password tried on many accounts, from one source and from many. People are told; no account is locked by it. */
import { refusalOf } from '../support/casework-world.js';
import { identityWorld, PASSWORD, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
beforeAll(async () => {
  world = await identityWorld();
  await world.officer('bystander');
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(16 * 60_000));

const guess = (login: string, source: string): Promise<string> => refusalOf(world.identity.signIns.signIn({ login, password: 'Payız2026!!!', source }));
const told = async (): Promise<number> => Number((await world.rows(`select count(*)::int as n from identity.notice where kind = 'SIGN_IN_ATTACK'`))[0]!['n']);
const atOnce = async (guesses: readonly (() => Promise<string>)[]): Promise<string[]> => {
  const outcomes: string[] = [];
  for (let from = 0; from < guesses.length; from += 20) outcomes.push(...await Promise.all(guesses.slice(from, from + 20).map((one) => one())));
  return outcomes;
};

it('from one source: fifty guesses, then no more from there, told once', async () => {
  const before = await told();
  const outcomes = await atOnce(Array.from({ length: 60 }, (_, at) => () => guess(`account${at}`, 'v4:198.51.100.7')));
  expect(outcomes.filter((outcome) => outcome === 'TOO_MANY_REQUESTS')).toHaveLength(10);
  expect(await told()).toBe(before + 1);
  expect(await refusalOf(world.identity.signIns.signIn({ login: 'bystander', password: PASSWORD, source: 'v4:198.51.100.8' }))).toBe('accepted');
});

it('from fifty sources: told once when they are too many together, and nobody is locked', async () => {
  const before = await told();
  await atOnce(Array.from({ length: 210 }, (_, at) => () => guess(`sprayed${at}`, `v4:203.0.113.${at % 50}`)));
  expect(await told()).toBe(before + 1);
  expect(await refusalOf(world.identity.signIns.signIn({ login: 'bystander', password: PASSWORD, source: 'v4:198.51.100.9' }))).toBe('accepted');
});
