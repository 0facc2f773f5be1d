/** Opening cases, reporting crimes and registering offenders, on a real database through the real doors. */
import { Case, CaseCommands, Crime, CrimeCommands, Offender, OffenderCommands, type Given } from '#casework';
import { newId, type Id } from '#kernel';
import { like, openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';

let world: World;
let given: Given;
let cases: CaseCommands;
let crimes: CrimeCommands;
let offenders: OffenderCommands;
beforeAll(async () => {
  world = await openWorld();
  given = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  cases = new CaseCommands(world.change);
  crimes = new CrimeCommands(world.change);
  offenders = new OffenderCommands(world.change);
});
afterAll(() => world.close());

const rowOf = async (table: string, id: Id): Promise<Record<string, unknown>> => (await world.behind(`select * from records."${table}" where id = $1`, [id]))[0]!;
const sees = (record: typeof Case | typeof Crime | typeof Offender, id: Id, who = given): Promise<string> =>
  refusalOf(world.change.run(who.viewer, { command: 'openCase', question: QUESTION }, (unit) => unit.visible(record, id)));

describe('openCase', () => {
  it('gives the case a number and its opener thirty days on it, on record', async () => {
    const id = await cases.open(given, { articles: ['Art144_1'], openedOn: '2026-03-01', summary: 'Qısa\nməzmun' });
    expect(await rowOf('case', id)).toMatchObject({
      number: like(/^C-2026-\w{4}-\w{4}$/), stage: 'PreliminaryInvestigation', agency_id: world.department, opened_on: '2026-03-01',
    });
    const [tasking] = await world.behind(`select *, extract(epoch from ends_at - starts_at) / 86400 as days from records.tasking where case_id = $1`, [id]);
    expect(tasking).toMatchObject({ officer_id: given.viewer.officer, purpose: 'Investigation', assigned_by_id: null });
    expect(Number(tasking!['days'])).toBe(30);
    expect(await world.behind(`select from records.history where record = 'Tasking' and record_id = $1`, [tasking!['id']])).not.toHaveLength(0);
    expect(await sees(Case, id)).toBe('accepted');
    expect(await sees(Case, id, { ...given, viewer: await world.officer('INVESTIGATOR') })).toBe('NOT_FOUND');
  });

  it.each([
    [{ openedOn: '2026-02', closedOn: '2026-01' }, 'REJECTED CASE_CLOSED_BEFORE_OPENED'],
    [{ openedOn: '2026', closedOn: '2026-01' }, 'accepted'],
    [{ agencyId: newId() }, 'NOT_FOUND'],
    [{ number: 'C-1' }, 'BAD_REQUEST'],
    [{ sealed: true }, 'BAD_REQUEST'],
    [{ stage: 'Nowhere' }, 'REJECTED CODE_NOT_IN_LIST'],
  ])('%j: %s', async (input, expected) => {
    expect(await refusalOf(cases.open(given, input as never))).toBe(expected);
  });
});

describe('reportCrime', () => {
  it('is seen by its writer through the case it is put in, and by nobody tasked with another', async () => {
    const caseId = await cases.open(given, {});
    const id = await crimes.report(given, { caseId, article: 'Art144_1', acts: ['Recruitment'], means: ['Deception'], committedOn: '2014', operation: 'Tədbir' });
    expect(await rowOf('crime', id)).toMatchObject({ case_id: caseId, number: like(/^F-\d{4}-/), acts: ['Recruitment'], committed_on: '2014' });
    expect(await sees(Crime, id)).toBe('accepted');
    expect(await sees(Crime, await crimes.report(given, {}))).toBe('NOT_FOUND');
  });

  it('answers the same for a hidden and a missing case', async () => {
    const caseId = await cases.open(given, {});
    const stranger = { ...given, viewer: await world.officer('INVESTIGATOR') };
    for (const id of [caseId, newId()]) expect(await refusalOf(crimes.report(stranger, { caseId: id }))).toBe('NOT_FOUND');
  });

  it('lets the security service write what it knows of an operation, and nothing of people', async () => {
    const liaison = { ...given, viewer: await world.officer('SECURITY_LIAISON') };
    expect(await refusalOf(crimes.report(liaison, { article: 'Art144_1', operation: 'Tədbir' }))).toBe('accepted');
    expect(await refusalOf(crimes.report(liaison, { summary: 'Nə baş verib' }))).toBe('FORBIDDEN FIELD_NOT_YOURS');
  });

  it('refuses a crime after its registration', async () => {
    expect(await refusalOf(crimes.report(given, { committedOn: '2026-02', registeredOn: '2026-01' }))).toBe('REJECTED CRIME_AFTER_REGISTRATION');
  });
});

describe('registerOffender', () => {
  it('registers natural and legal persons, a human behind the first only', async () => {
    const caseId = await cases.open(given, {});
    const crimeId = await crimes.report(given, { caseId });
    const human = await offenders.register(given, { kind: 'NaturalPerson', crimeId, roles: ['Exploiter'], sex: 'Male', birthDate: '1980-05-05', stage: 'Suspect' });
    expect(await rowOf('offender', human)).toMatchObject({ age_band: 'From39To47', minor: false, stage: 'Suspect', person_id: like(/^[0-9a-f-]{36}$/) });
    expect(await world.behind('select roles from records.offender_involvement where offender_id = $1', [human])).toEqual([{ roles: ['Exploiter'] }]);
    expect(await sees(Offender, human)).toBe('accepted');
    const company = await offenders.register(given, { kind: 'LegalPerson', legalName: 'QSC' });
    expect(await rowOf('offender', company)).toMatchObject({ person_id: null, minor: false });
    expect(await rowOf('offender', await offenders.register(given, { kind: 'NaturalPerson', ageBand: 'From9To17' }))).toMatchObject({ minor: true });
  });

  it.each([
    [{ kind: 'NaturalPerson', legalName: 'QSC' }, 'REJECTED NATURAL_PERSON_HAS_NO_LEGAL_NAME'],
    [{ kind: 'LegalPerson', sex: 'Male' }, 'REJECTED LEGAL_PERSON_IS_NO_HUMAN'],
    [{ kind: 'LegalPerson', birthDate: '1980' }, 'REJECTED LEGAL_PERSON_IS_NO_HUMAN'],
    [{ kind: 'LegalPerson', personId: newId() }, 'REJECTED LEGAL_PERSON_IS_NO_HUMAN'],
    [{ kind: 'NaturalPerson', stage: 'Convicted' }, 'REJECTED STAGE_NEEDS_VERDICT'],
    [{ kind: 'NaturalPerson', roles: ['Exploiter'] }, 'REJECTED ROLES_NEED_CRIME'],
    [{ kind: 'NaturalPerson', personId: newId() }, 'NOT_FOUND'],
    [{ kind: 'NaturalPerson', crimeId: newId() }, 'NOT_FOUND'],
    [{ kind: 'NaturalPerson', source: 'x' }, 'FORBIDDEN FIELD_NOT_YOURS'],
    [{ kind: 'Other' }, 'REJECTED CODE_NOT_IN_LIST'],
  ])('%j: %s', async (input, expected) => {
    expect(await refusalOf(offenders.register(given, input as never))).toBe(expected);
  });

  it('is not for local police', async () => {
    const police = { ...given, viewer: await world.officer('LOCAL_POLICE') };
    expect(await refusalOf(offenders.register(police, { kind: 'NaturalPerson' }))).toBe('FORBIDDEN');
  });
});
