/** Corrections, on a real database through the real doors: only what is shown, only if unchanged, with a reason. */
import {
  CaseCommands, Charge, corrections, Crime, CrimeCommands, Offender, OffenderCommands, Tasking, Victim, VictimCommands, VictimInvolvement, type Given,
} from '#casework';
import { Corrections, type Row } from '#change';
import { newId, type Id } from '#kernel';
import type { Viewer } from '#policy';
import type { AnyRecord } from '#record';
import { openWorld, QUESTION, refusalOf, type World } from '../../../test/support/casework-world.js';
import { openedChanges, openedRow } from '../../../test/support/sealed-rows.js';

let world: World;
let given: Given;
let door: Corrections;
let caseId: Id;
let crimeId: Id;
let victimId: Id;
beforeAll(async () => {
  world = await openWorld();
  given = { viewer: await world.officer('INVESTIGATOR'), question: QUESTION };
  door = new Corrections(world.change, corrections);
  caseId = await new CaseCommands(world.change).open(given, {});
  crimeId = await new CrimeCommands(world.change).report(given, { caseId });
  victimId = await new VictimCommands(world.change).register(given, { crimeId, familyName: 'Əliyeva', birthDate: '2015' });
});
afterAll(() => world.close());

const revisionOf = (record: AnyRecord, id: Id, viewer = given.viewer): Promise<string> =>
  world.change.run(viewer, { command: 'correctRecord', question: QUESTION }, async (unit) => (await unit.visible(record, id)).revision);
async function correct(record: AnyRecord, id: Id, patch: Row, more: { viewer?: Viewer; revision?: string; reason?: string } = {}): Promise<string> {
  const viewer = more.viewer ?? given.viewer;
  const revision = more.revision ?? (await revisionOf(record, id, viewer).catch(() => 'none'));
  return refusalOf(door.correct(viewer, record, { id, revision, patch, reason: more.reason ?? 'misspelt in the protocol' }, { question: QUESTION }));
}
const rowOf = async (id: Id): Promise<Record<string, unknown>> => openedRow(world.vault, Victim, (await world.behind('select * from records.victim where id = $1', [id]))[0]!);

describe('a correction', () => {
  it('changes what it names, with its reason in the history', async () => {
    expect(await correct(Victim, victimId, { familyName: 'Əliyeva-Həsənova', givenName: 'Aygün', sex: 'Female' })).toBe('accepted');
    const rows = await world.behind(`select field, before, after, reason, command from records.history where record_id = $1 and command = 'correctRecord' order by field`, [victimId]);
    const because = { reason: 'misspelt in the protocol', command: 'correctRecord' };
    expect(await openedChanges(world.vault, Victim, victimId, rows as { field: string }[])).toEqual([
      { field: 'familyName', before: 'Əliyeva', after: 'Əliyeva-Həsənova', ...because },
      { field: 'givenName', before: null, after: 'Aygün', ...because },
      { field: 'sex', before: null, after: 'Female', ...because },
    ]);
  });

  it('takes a value away with null, and derives what follows from a birth date', async () => {
    expect(await correct(Victim, victimId, { givenName: null, birthDate: '1990-01-01' })).toBe('accepted');
    expect(await rowOf(victimId)).toMatchObject({ given_name: null, birth_date: '1990-01-01', majority: 'Adult', age_band: 'From30To38', minor: false });
    expect(await correct(Victim, victimId, { majority: 'Minor' })).toBe('REJECTED MAJORITY_CONTRADICTS_AGE');
    expect(await correct(Victim, victimId, { birthDate: null, ageBand: null, majority: null })).toBe('accepted');
    expect(await rowOf(victimId)).toMatchObject({ majority: null, minor: true });
  });

  it('is refused when what was seen has changed; of two at once exactly one wins', async () => {
    const revision = await revisionOf(Victim, victimId);
    const attempts = ['A', 'B', 'C', 'D'].map((otherNames) => correct(Victim, victimId, { otherNames }, { revision }));
    expect((await Promise.all(attempts)).sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'accepted']);
    expect(await correct(Victim, victimId, { otherNames: 'E' }, { revision })).toBe('CONFLICT');
    expect(await correct(Victim, victimId, { otherNames: 'E' }, { revision: '' })).toBe('CONFLICT');
  });

  it('is refused for a field that is withheld, and for one whose rule would look at a withheld one', async () => {
    const unstated = { ...given.viewer, purpose: null };
    expect(await correct(Victim, victimId, { sex: 'Male' }, { viewer: unstated })).toBe('accepted');
    expect(await correct(Victim, victimId, { familyName: 'X' }, { viewer: unstated })).toBe('FORBIDDEN FIELD_NOT_SHOWN');
    expect(await correct(Victim, victimId, { ageBand: 'From48' }, { viewer: unstated })).toBe('FORBIDDEN FIELD_NOT_SHOWN');
    expect(await correct(Victim, victimId, { health: 'x' })).toBe('FORBIDDEN FIELD_NOT_SHOWN');
    expect(await correct(Victim, victimId, { source: null })).toBe('FORBIDDEN FIELD_NOT_SHOWN');
  });

  it.each([
    [{}], [{ familyName: undefined }], [{ id: newId() }], [{ minor: false }], [{ sealed: true }], [{ evidential: true }], [{ recordedAt: new Date() }],
    [{ pseudonym: 'V-1' }], [{ person: newId() }], [{ status: 'Recognised' }], [{ collectedFrom: 'x' }], [{ crimes: [] }], [{ owner: 'x' }], [{ constructor: 'x' }],
  ])('is no way to change %j', async (patch) => {
    expect(await correct(Victim, victimId, patch)).toBe('BAD_REQUEST');
  });

  it.each([
    [{ phone: 'x' }, 'PHONE_NOT_VALID'], [{ email: 'x' }, 'EMAIL_NOT_VALID'], [{ familyName: 'a\nb' }, 'TEXT_NOT_ALLOWED'], [{ familyName: 'a'.repeat(201) }, 'TEXT_TOO_LONG'],
    [{ registeredOn: '2999' }, 'DATE_IN_FUTURE'], [{ sex: 'Woman' }, 'CODE_NOT_IN_LIST'], [{ birthDate: '2015-02-30' }, 'DATE_NOT_VALID'],
  ])('%j breaks %s', async (patch, rule) => {
    const before = await rowOf(victimId);
    expect(await correct(Victim, victimId, patch)).toMatch(rule);
    expect(await rowOf(victimId)).toEqual(before);
  });

  it('normalises a phone number', async () => {
    expect(await correct(Victim, victimId, { phone: '050 765 43 21' })).toBe('accepted');
    expect(await rowOf(victimId)).toMatchObject({ phone: '+994507654321' });
  });

  it('needs a reason of ten to five hundred characters', async () => {
    expect(await correct(Victim, victimId, { sex: 'Male' }, { reason: 'typo' })).toBe('REJECTED REASON_TOO_SHORT');
    expect(await correct(Victim, victimId, { sex: 'Male' }, { reason: `typo${' '.repeat(20)}` })).toBe('REJECTED REASON_TOO_SHORT');
    expect(await correct(Victim, victimId, { sex: 'Male' }, { reason: 'x'.repeat(501) })).toBe('REJECTED TEXT_TOO_LONG');
  });

  it('answers the same for hidden, sealed, missing and mistaken rows', async () => {
    const stranger = await world.officer('INVESTIGATOR');
    for (const [record, id] of [[Victim, victimId], [Victim, newId()], [Victim, crimeId], [Victim, 'x'], [Crime, victimId]] as const) {
      expect(await correct(record, id, { sex: 'Male', ...(record === Crime && { sex: undefined, region: 'Baku' }) }, { viewer: stranger })).toBe('NOT_FOUND');
    }
    expect(await correct(Victim, victimId, { sex: 'Male' }, { viewer: await world.officer('ANALYST') })).toBe('FORBIDDEN');
  });

  it('moves a crime to another case only if that case exists for the viewer', async () => {
    const other = await new CaseCommands(world.change).open({ ...given, viewer: await world.officer('INVESTIGATOR') }, {});
    for (const target of [other, newId()]) expect(await correct(Crime, crimeId, { case: target })).toBe('NOT_FOUND');
    const own = await new CaseCommands(world.change).open(given, {});
    await world.behind(
      `insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at, assigned_by_id)
       select gen_random_uuid(), $1, id, 'Investigation', 'CriminalProcedureCode', now(), now() + interval '1 day', $2 from records."case" where id = any($3)`,
      [given.viewer.officer, (await world.officer('UNIT_HEAD')).officer, [own, caseId]]);
    expect(await correct(Crime, crimeId, { case: own })).toBe('accepted');
    expect(await correct(Crime, crimeId, { case: caseId })).toBe('accepted');
  });

  it('never touches a tasking, the ends of a link, or what a verdict decides', async () => {
    const [tasking] = await world.behind('select id from records.tasking where case_id = $1', [caseId]);
    expect(await correct(Tasking, tasking!['id'] as Id, { endsAt: new Date('2999-01-01') })).toBe('BAD_REQUEST');
    const [link] = await world.behind('select id from records.victim_involvement where victim_id = $1', [victimId]);
    expect(await correct(VictimInvolvement, link!['id'] as Id, { victim: newId() })).toBe('BAD_REQUEST');
    expect(await correct(VictimInvolvement, link!['id'] as Id, { period: '2019' })).toBe('accepted');
    const offender = await new OffenderCommands(world.change).register(given, { kind: 'LegalPerson', crimeId });
    expect(await correct(Offender, offender, { stage: 'Convicted' })).toBe('REJECTED STAGE_NEEDS_VERDICT');
    expect(await correct(Offender, offender, { kind: 'NaturalPerson' })).toBe('BAD_REQUEST');
    expect(await correct(Offender, offender, { birthDate: '1980' })).toBe('REJECTED LEGAL_PERSON_IS_NO_HUMAN');
    expect(await correct(Offender, offender, { legalName: 'QSC' })).toBe('accepted');
    expect(await correct(Charge, newId(), { offender: newId() })).toBe('BAD_REQUEST');
  });
});
