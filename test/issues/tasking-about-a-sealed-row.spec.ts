/** A tasking about a sealed row was still shown, with its officer, dates and history: it told that something is sealed, and to whom it was known. */
import { Case, CaseCommands, Tasking, TaskingCommands, type Given } from '#casework';
import { newId, type Id } from '#kernel';

import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const sees = (given: Given, id: Id): Promise<string> =>
  refusalOf(world.change.run(given.viewer, { command: 'assignTasking', question: QUESTION }, (unit) => unit.visible(Tasking, id)));

it.each(['UNIT_HEAD', 'SUPERVISING_PROSECUTOR'] as const)('does not exist for %s, and is not ended, while the case is sealed', async (role) => {
  const head: Given = { viewer: await world.officer(role), question: QUESTION };
  const officer = await world.officer('INVESTIGATOR');
  const caseId = await new CaseCommands(world.change).open({ viewer: await world.officer('INVESTIGATOR'), question: QUESTION }, {});
  const taskings = new TaskingCommands(world.change);
  const id = await taskings.assign(head, { officerId: officer.officer, caseId, purpose: 'Investigation', legalBasis: 'CriminalProcedureCode', endsAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await sees(head, id)).toBe('accepted');
  await world.behind(`update records."${Case.table}" set sealed = true where id = $1`, [caseId]);
  for (const one of [id, newId()]) {
    expect(await sees(head, one)).toBe('NOT_FOUND');
    expect(await refusalOf(taskings.end(head, { id: one, reason: 'the case has been closed' }))).toBe('NOT_FOUND');
  }
  await world.behind(`update records."${Case.table}" set sealed = false where id = $1`, [caseId]);
  expect(await sees(head, id)).toBe('accepted');
});
