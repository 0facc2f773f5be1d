/** attacks.md, row 19: a session is live, its proof of identity is old. What changes accounts, releases or imports is then refused, on record. */
import { PROOF_AGE_MS } from '#policy';

import { refusalOf } from '../support/casework-world.js';
import { identityWorld, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
beforeAll(async () => { world = await identityWorld(); });
afterAll(() => world.close());

const officers = async (): Promise<unknown> => (await world.rows('select count(*) from records.officer'))[0];

it('refuses an account command whose proof is older than five minutes, and carries nothing out', async () => {
  await world.officer('old.proof', 'ADMINISTRATOR');
  const viewer = await world.viewer('old.proof');
  const { accounts } = world.identity;
  const input = { agency: world.agency, name: 'Made', login: 'made.one', personnelNumber: 'P-1' };
  world.clock.advance(PROOF_AGE_MS);
  expect(await refusalOf(accounts.createOfficer(viewer, input))).toBe('APPROVAL_REQUIRED');
  world.clock.advance(1);
  const before = await officers();
  expect(await refusalOf(accounts.createOfficer(viewer, { ...input, login: 'made.two' }))).toBe('REAUTH_REQUIRED');
  expect(await officers()).toEqual(before);
  expect(world.entries.at(-1)).toMatchObject({ act: 'ACCOUNT', outcome: 'REFUSED', actor: { officer: viewer.officer }, detail: { refusal: 'REAUTH_REQUIRED' } });
});

it('refuses a viewer who never proved anything, and one whose proof lies in the future', async () => {
  await world.officer('no.proof', 'ADMINISTRATOR');
  const viewer = await world.viewer('no.proof');
  const { officer, agency, session, roles, purpose } = viewer;
  const unproved = { officer, agency, session, roles, purpose };
  expect(await refusalOf(world.identity.accounts.createAgency(unproved, { name: 'Agency', role: 'Police' }))).toBe('REAUTH_REQUIRED');
  const early = { ...viewer, provedAt: world.clock.now().getTime() + PROOF_AGE_MS };
  expect(await refusalOf(world.identity.accounts.createAgency(early, { name: 'Agency', role: 'Police' }))).toBe('REAUTH_REQUIRED');
});

it('tells who has no right that he has none, not that he should prove himself', async () => {
  await world.officer('no.right', 'ANALYST');
  const viewer = await world.viewer('no.right');
  world.clock.advance(PROOF_AGE_MS + 1);
  expect(await refusalOf(world.identity.accounts.createAgency(viewer, { name: 'Agency', role: 'Police' }))).toBe('FORBIDDEN');
});
