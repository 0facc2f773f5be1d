/**
 * Found by SQL injected into an officer's command: one row in `records.erasure` and the worker destroyed that human's keys for ever,
 * with nobody's approval. The row now commits with the used approval for that human, or not at all.
 */
import { newId, type Id } from '#kernel';

import { identityWorld, type IdentityWorld } from '../support/identity-world.js';

let world: IdentityWorld;
let asking: Id;
let deciding: Id;
const [human, other, victim] = [newId(), newId(), newId()];
const ORDER = `insert into records.erasure (subject, officer, approval, basis) values ($1, $2, $3, 'CourtOrder')`;

beforeAll(async () => {
  world = await identityWorld();
  [asking, deciding] = [await world.officer('asks', 'SUPERVISING_PROSECUTOR'), await world.officer('decides', 'JUDGE')];
  for (const person of [human, other]) await world.rows('insert into records.person (id, recorded_at, sealed) values ($1, now(), false)', [person]);
  await world.rows(`insert into records.victim (id, person_id, pseudonym, minor, sealed, evidential, recorded_at, status, registered_on)
    values ($1, $2, 'V-1', false, false, false, now(), 'Presumed', '2026-01-01')`, [victim, human]);
});
afterAll(() => world.close());

/** An approval that is given and not used yet. */
const approvedFor = async (command: string, facet: Id): Promise<Id> => {
  const id = newId();
  await world.rows('insert into identity.approval (id, command, payload, requested_by) values ($1, $2, $3, $4)', [id, command, JSON.stringify({ command, payload: { personOfVictim: facet } }), asking]);
  await world.rows(`update identity.approval set decision = 'APPROVED', decided_by = $2 where id = $1`, [id, deciding]);
  return id;
};
const erase = (subject: Id, approval: Id | null, used: Id | null = approval, kind: 'COMMAND' | 'SYSTEM' = 'COMMAND'): Promise<string> =>
  world.parts.wall.transaction({ kind, officer: kind === 'SYSTEM' ? null : asking, tables: '*' }, async (query) => {
    if (used !== null) await query('update identity.approval set used_at = clock_timestamp() where id = $1', [used]);
    await query(ORDER, [subject, asking, approval]);
  }).then(() => 'ordered', (error: unknown) => (error as Error).message);

it('nobody orders an erasure without the approval for that human, used in the same transaction', async () => {
  expect(await erase(human, null)).toContain('by two');
  expect(await erase(human, await approvedFor('erasePerson', victim), null)).toContain('by two');
  expect(await erase(human, await approvedFor('grantRole', victim))).toContain('by two');
  expect(await erase(human, await approvedFor('erasePerson', newId()))).toContain('by two');
  expect(await erase(other, await approvedFor('erasePerson', victim))).toContain('by two');
  expect(await world.rows('select from records.erasure')).toEqual([]);
  expect(await erase(human, await approvedFor('erasePerson', victim))).toBe('ordered');
  expect(await erase(other, null, null, 'SYSTEM')).toBe('ordered');
});
