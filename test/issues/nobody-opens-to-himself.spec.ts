/** An officer could link what he saw in outline to a case of his own, and keep what he saw after his tasking had ended. */
import { CaseCommands, corrections, Crime, CrimeCommands, LinkCommands, Victim, VictimCommands, type Given } from '#casework';
import { Corrections } from '#change';
import { newId, type Id } from '#kernel';
import type { Viewer } from '#policy';

import { openWorld, QUESTION, refusalOf, type World } from '../support/casework-world.js';

let world: World;
let owner: Given;
let caseId: Id;
let crimeId: Id;
let victimId: Id;
let links: LinkCommands;
beforeAll(async () => {
  world = await openWorld();
  owner = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  links = new LinkCommands(world.change);
  caseId = await new CaseCommands(world.change).open(owner, {});
  crimeId = await new CrimeCommands(world.change).report(owner, { caseId });
  victimId = await new VictimCommands(world.change).register(owner, { crimeId, familyName: 'Əliyeva', majority: 'Adult' });
});
afterAll(() => world.close());

const given = (viewer: Viewer): Given => ({ viewer, question: QUESTION });

async function ownCase(viewer: Viewer): Promise<{ readonly file: Id; readonly crime: Id }> {
  const file = await new CaseCommands(world.change).open(given(viewer), {});
  return { file, crime: await new CrimeCommands(world.change).report(given(viewer), { caseId: file }) };
}

async function moved(viewer: Viewer, file: Id): Promise<string> {
  const door = new Corrections(world.change, corrections);
  const revision = await world.change.run(viewer, { command: 'correctRecord', question: QUESTION }, async (unit) => (await unit.visible(Crime, crimeId)).revision);
  return refusalOf(door.correct(viewer, Crime, { id: crimeId, revision, patch: { case: file }, reason: 'belongs to another case' }, { question: QUESTION }));
}

async function assigned({ officer }: Viewer, file: Id): Promise<void> {
  await world.behind(
    `insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at, assigned_by_id)
     values ($1, $2, $3, 'Investigation', 'CriminalProcedureCode', now(), now() + interval '1 day', $4)`, [newId(), officer, file, owner.viewer.officer]);
}

it.each([['a purpose stated', false], ['no purpose stated', true]])('who sees in outline cannot link it to his own case, %s', async (_, silent) => {
  const officer = await world.officer('INVESTIGATOR', 'ANALYST');
  const viewer = silent ? { ...officer, purpose: null } : officer;
  const { file, crime } = await ownCase(viewer);
  // Not even where somebody else has tasked him with the case.
  await assigned(viewer, file);
  expect(await refusalOf(links.link(given(viewer), { crimeInCase: { crimeId, caseId: file } }))).toBe('REJECTED OPENS_TO_ONESELF');
  expect(await refusalOf(links.link(given(viewer), { victimInCrime: { victimId, crimeId: crime } }))).toBe('REJECTED OPENS_TO_ONESELF');
  expect(await moved(viewer, file)).toBe('REJECTED OPENS_TO_ONESELF');
  const seen = await world.change.run(viewer, { command: 'linkParticipant', question: QUESTION }, (unit) => unit.couldSee(Victim, victimId));
  expect(seen).not.toContain('familyName');
});

it('a case nobody else gave takes in nothing that others collected, until somebody gives it', async () => {
  const viewer = await world.officer('INVESTIGATOR');
  await assigned(viewer, caseId);
  const { file, crime } = await ownCase(viewer);
  const all = [{ crimeInCase: { crimeId, caseId: file } }, { victimInCrime: { victimId, crimeId: crime } }];
  for (const link of all) expect(await refusalOf(links.link(given(viewer), link))).toBe('REJECTED NOT_ASSIGNED');
  expect(await moved(viewer, file)).toBe('REJECTED NOT_ASSIGNED');
  await assigned(viewer, file);
  for (const link of all) expect(await refusalOf(links.link(given(viewer), link))).toBe('accepted');
  expect(await moved(viewer, file)).toBe('accepted');
});

it('what was registered in the case is linked within it', async () => {
  const viewer = await world.officer('INVESTIGATOR');
  const { file, crime } = await ownCase(viewer);
  const second = await new CrimeCommands(world.change).report(given(viewer), { caseId: file });
  const own = await new VictimCommands(world.change).register(given(viewer), { crimeId: crime });
  expect(await refusalOf(links.link(given(viewer), { victimInCrime: { victimId: own, crimeId: second } }))).toBe('accepted');
});
