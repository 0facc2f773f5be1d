/** Giving and ending taskings, on a real database through the real doors: access begins and ends with them. */
import { Case, CaseCommands, TaskingCommands, VictimCommands, type Given } from '#casework';
import { newId, type Id } from '#kernel';
import { openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';

const HOUR = 60 * 60 * 1000;
let world: World;
let head: Given;
let officer: Given;
let caseId: Id;
let taskings: TaskingCommands;
beforeAll(async () => {
  world = await openWorld();
  head = { viewer: await world.officer('UNIT_HEAD'), question: QUESTION };
  officer = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  taskings = new TaskingCommands(world.change);
  caseId = await new CaseCommands(world.change).open({ viewer: await world.officer('INVESTIGATOR'), question: QUESTION }, {});
});
afterAll(() => world.close());

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const assign = (change: object = {}, by = head): Promise<Id> => taskings.assign(by, {
  officerId: officer.viewer.officer, caseId, purpose: 'Investigation', legalBasis: 'CriminalProcedureCode', endsAt: inHours(5), ...change,
});
const sees = (): Promise<string> =>
  refusalOf(world.change.run(officer.viewer, { command: 'openCase', question: QUESTION }, (unit) => unit.visible(Case, caseId)));

describe('assignTasking and endTasking', () => {
  it('open and close access at once', async () => {
    expect(await sees()).toBe('NOT_FOUND');
    const id = await assign({ reference: 'Qərar 17' });
    expect(await sees()).toBe('accepted');
    await taskings.end(head, { id, reason: 'another officer took over' });
    expect(await sees()).toBe('NOT_FOUND');
    expect(await refusalOf(taskings.end(head, { id, reason: 'another officer took over' }))).toBe('REJECTED TASKING_OVER');
    const [row] = await world.behind('select reason, command from records.history where record_id = $1 and before is not null', [id]);
    expect(row).toEqual({ reason: 'another officer took over', command: 'endTasking' });
  });

  it('let a tasking begin later', async () => {
    await assign({ startsAt: inHours(1) });
    expect(await sees()).toBe('NOT_FOUND');
  });

  it.each([
    [{ caseId: null }, 'REJECTED TASKING_ABOUT_ONE'],
    [{ victimId: newId() }, 'REJECTED TASKING_ABOUT_ONE'],
    [{ startsAt: inHours(-1) }, 'REJECTED TASKING_BACKDATED'],
    [{ startsAt: inHours(6) }, 'REJECTED TASKING_ENDS_BEFORE_START'],
    [{ startsAt: inHours(24 * 91), endsAt: inHours(24 * 92) }, 'REJECTED TASKING_FAR_AHEAD'],
    [{ endsAt: inHours(24 * 367) }, 'REJECTED TASKING_TOO_LONG'],
    [{ purpose: 'Curiosity' }, 'REJECTED CODE_NOT_IN_LIST'],
    [{ reference: 'a\u202Eb' }, 'REJECTED TEXT_NOT_ALLOWED'],
    [{ caseId: newId() }, 'NOT_FOUND'],
    [{ officerId: newId() }, 'NOT_FOUND'],
  ])('%j: %s', async (change, expected) => {
    expect(await refusalOf(assign(change))).toBe(expected);
  });

  it('are never given to oneself', async () => {
    expect(await refusalOf(assign({ officerId: head.viewer.officer }))).toBe('REJECTED TASKING_TO_ONESELF');
  });

  it('are not for an officer who may not sign in', async () => {
    const { viewer } = { viewer: await world.officer('ANALYST') };
    await world.behind('update records.officer set active = false where id = $1', [viewer.officer]);
    expect(await refusalOf(assign({ officerId: viewer.officer }))).toBe('REJECTED OFFICER_NOT_ACTIVE');
  });

  it('task with the care of a child too: the head is told of the case, not of the child', async () => {
    const child = await new VictimCommands(world.change).register({ viewer: await world.officer('INVESTIGATOR'), question: QUESTION }, {});
    expect(await refusalOf(assign({ caseId: null, victimId: child }))).toBe('accepted');
    const supervisor: Given = { viewer: await world.officer('SUPERVISING_PROSECUTOR'), question: QUESTION };
    expect(await refusalOf(assign({ caseId: null, victimId: child }, supervisor))).toBe('accepted');
  });

  it('are not for investigators, not even to extend their own', async () => {
    const id = await assign();
    expect(await refusalOf(assign({}, officer))).toBe('FORBIDDEN');
    expect(await refusalOf(taskings.end(officer, { id, reason: 'I would like longer' }))).toBe('FORBIDDEN');
    expect(await refusalOf(taskings.end(head, { id, reason: 'short' }))).toBe('REJECTED REASON_TOO_SHORT');
    for (const missing of [newId(), 'x']) expect(await refusalOf(taskings.end(head, { id: missing, reason: 'no such tasking' }))).toBe('NOT_FOUND');
  });
});
