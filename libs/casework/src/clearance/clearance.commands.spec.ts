/** Clearing a crime for court, on a real database through the real doors: the prosecutor on the case reads its narrative from then on. */
import { CaseCommands, ClearanceCommands, Crime, CrimeCommands, TaskingCommands, type Given } from '#casework';
import { newId, type Id } from '#kernel';
import { openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';

const REASON = 'the provider agreed in writing';
let world: World;
let supervisor: Given;
let prosecutor: Given;
let investigator: Given;
let crimeId: Id;
let clearance: ClearanceCommands;

beforeAll(async () => {
  world = await openWorld();
  const given = async (...roles: Parameters<World['officer']>): Promise<Given> => ({ viewer: await world.officer(...roles), question: QUESTION });
  [supervisor, prosecutor, investigator] = [await given('SUPERVISING_PROSECUTOR'), await given('PROSECUTOR'), await given('INVESTIGATOR')];
  const caseId = await new CaseCommands(world.change).open(investigator, {});
  crimeId = await new CrimeCommands(world.change).report(investigator, { caseId, summary: 'what happened' });
  await new TaskingCommands(world.change).assign(supervisor, {
    officerId: prosecutor.viewer.officer, caseId, purpose: 'Prosecution', legalBasis: 'CriminalProcedureCode',
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  clearance = new ClearanceCommands(world.change);
});
afterAll(() => world.close());

/** Whether the prosecutor is shown the summary now; asked inside a command of hers that changes nothing. */
async function readsSummary(): Promise<boolean> {
  let shown = false;
  await refusalOf(world.change.run(prosecutor.viewer, { command: 'charge', question: QUESTION }, async (unit) => {
    shown = (await unit.visible(Crime, crimeId)).shown.has('summary');
  }));
  return shown;
}

describe('clearForCourt', () => {
  it('opens the narrative to the prosecutor on the case, and closes it again', async () => {
    expect(await readsSummary()).toBe(false);
    await clearance.clear(supervisor, { of: { crimeId }, cleared: true, reason: REASON });
    expect(await readsSummary()).toBe(true);
    expect(await refusalOf(clearance.clear(supervisor, { of: { crimeId }, cleared: true, reason: REASON }))).toBe('REJECTED CLEARANCE_UNCHANGED');
    await clearance.clear(supervisor, { of: { crimeId }, cleared: false, reason: 'the provider withdrew consent' });
    expect(await readsSummary()).toBe(false);
  });

  it('is refused while the provider has not released the intelligence for court', async () => {
    const held = await new CrimeCommands(world.change).report(investigator, { handling: 'H1' });
    expect(await refusalOf(clearance.clear(supervisor, { of: { crimeId: held }, cleared: true, reason: REASON }))).toBe('REJECTED NOT_FOR_COURT');
  });

  it('is for the supervising prosecutor, with a reason, on a row that exists', async () => {
    expect(await refusalOf(clearance.clear(prosecutor, { of: { crimeId }, cleared: true, reason: REASON }))).toBe('FORBIDDEN');
    expect(await refusalOf(clearance.clear(supervisor, { of: { crimeId }, cleared: true, reason: 'no' }))).toBe('REJECTED REASON_TOO_SHORT');
    expect(await refusalOf(clearance.clear(supervisor, { of: { crimeId: newId() }, cleared: true, reason: REASON }))).toBe('NOT_FOUND');
  });
});
