/** A crime that was cleared for court stayed so when its handling code was corrected to "not in court": the prosecutor read on. */
import { CaseCommands, ClearanceCommands, corrections, Crime, CrimeCommands, type Given } from '#casework';
import { Corrections } from '#change';

import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('is no longer cleared', async () => {
  const given: Given = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  const caseId = await new CaseCommands(world.change).open(given, {});
  const id = await new CrimeCommands(world.change).report(given, { caseId });
  await new ClearanceCommands(world.change).clear({ viewer: await world.officer('SUPERVISING_PROSECUTOR'), question: QUESTION }, { of: { crimeId: id }, cleared: true, reason: 'the provider agrees' });
  const { revision } = await world.change.run(given.viewer, { command: 'correctRecord', question: QUESTION }, (unit) => unit.visible(Crime, id));
  const correction = { id, revision, patch: { handling: 'H1' }, reason: 'the provider does not agree' };
  expect(await refusalOf(new Corrections(world.change, corrections).correct(given.viewer, Crime, correction, { question: QUESTION }))).toBe('accepted');
  expect(await world.behind('select evidential, handling from records.crime where id = $1', [id])).toEqual([{ evidential: false, handling: 'H1' }]);
});
