/**
 * Found by a Coordinator with a second account: a review has to be by another officer, and his other account was one. Roles are held
 * together by a human, whichever account has them, so the two roles may not be held together at all.
 */

import { conflictOf, conflictsWith, type Viewer } from '#policy';

import { approved } from '../support/approval.js';
import { identityWorld, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
beforeAll(async () => {
  world = await identityWorld();
});
afterAll(() => world.close());

it('who breaks the glass reviews no opening, not with a second account of his either', async () => {
  await world.officer('ann', 'ADMINISTRATOR');
  await world.officer('ben', 'ADMINISTRATOR');
  const [ann, ben] = [await world.viewer('ann'), await world.viewer('ben')];
  await world.officer('coordinator', 'NATIONAL_COORDINATOR');
  const spare = await world.officer('coordinator+spare');
  for (const role of ['UNIT_HEAD', 'SUPERVISING_PROSECUTOR'] as const) {
    const grant = (viewer: Viewer): Promise<unknown> => world.identity.accounts.grantRole(viewer, spare, role);
    await expect(approved(world.identity.approvals, ann, ben, grant)).rejects.toMatchObject({ code: 'REJECTED', rule: 'REVIEW_APART_FROM_EMERGENCY' });
    expect(conflictOf(['NATIONAL_COORDINATOR', role])).toBe('REVIEW_APART_FROM_EMERGENCY');
  }
  expect(conflictsWith('NATIONAL_COORDINATOR')).toEqual(expect.arrayContaining(['UNIT_HEAD', 'SUPERVISING_PROSECUTOR']));
});
