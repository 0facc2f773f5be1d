/** Links, charges and verdicts, on a real database through the real doors. */
import {
  CaseCommands, ChargeCommands, CrimeCommands, LinkCommands, OffenderCommands, VerdictCommands, VictimCommands, type Given, type LinkParticipant,
} from '#casework';
import { newId, type Id } from '#kernel';
import { openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';

let world: World;
let investigator: Given;
let prosecutor: Given;
let stranger: Given;
let caseId: Id;
let crimeId: Id;
let offenderId: Id;
let victimId: Id;
let links: LinkCommands;
let charges: ChargeCommands;
let verdicts: VerdictCommands;
beforeAll(async () => {
  world = await openWorld();
  const given = async (...roles: Parameters<World['officer']>): Promise<Given> => ({ viewer: await world.officer(...roles), question: QUESTION });
  investigator = await given('INVESTIGATOR');
  prosecutor = await given('PROSECUTOR');
  stranger = await given('INVESTIGATOR');
  const { change } = world;
  [links, charges, verdicts] = [new LinkCommands(change), new ChargeCommands(change), new VerdictCommands(change)];
  caseId = await new CaseCommands(change).open(investigator, { openedOn: '2026-01-10' });
  crimeId = await new CrimeCommands(change).report(investigator, { caseId });
  offenderId = await new OffenderCommands(change).register(investigator, { kind: 'NaturalPerson', crimeId, stage: 'Suspect' });
  victimId = await new VictimCommands(change).register(investigator, { crimeId, majority: 'Adult' });
  await tasked(prosecutor, caseId);
});
afterAll(() => world.close());

async function tasked({ viewer }: Given, file: Id, by: Id | null = null): Promise<void> {
  await world.behind(
    `insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at, assigned_by_id)
     values ($1, $2, $3, 'Prosecution', 'CriminalProcedureCode', now(), now() + interval '1 day', $4)`, [newId(), viewer.officer, file, by]);
}
const stageOf = async (id: Id): Promise<unknown> => (await world.behind('select stage from records.offender where id = $1', [id]))[0]!['stage'];

describe('linkParticipant', () => {
  it('links both ways, once, with the fields of the link', async () => {
    const link: LinkParticipant = { victimAndOffender: { victimId, offenderId, relationship: 'Acquainted', victimPaid: 'Unknown' } };
    const { record, id } = await links.link(investigator, link);
    expect(record.name).toBe('VictimOffenderRelation');
    expect(await world.behind('select victim_id, offender_id, relationship, victim_paid from records.victim_offender_relation where id = $1', [id]))
      .toEqual([{ victim_id: victimId, offender_id: offenderId, relationship: 'Acquainted', victim_paid: 'Unknown' }]);
    expect(await refusalOf(links.link(investigator, link))).toBe('REJECTED ALREADY_LINKED');
  });

  it('links victims and offenders to another crime, and a crime to a further case', async () => {
    const other = await new CaseCommands(world.change).open(investigator, {});
    const further = await new CrimeCommands(world.change).report(investigator, { caseId: other });
    for (const file of [other, caseId]) await tasked(investigator, file, stranger.viewer.officer);
    const many: LinkParticipant[] = [
      { victimInCrime: { victimId, crimeId: further, exploitationForms: ['ForcedBegging'], period: '2020/2022' } },
      { offenderInCrime: { offenderId, crimeId: further, roles: ['Transporter'] } },
      { crimeInCase: { crimeId: further, caseId, since: '2026' } },
    ];
    for (const link of many) expect(await refusalOf(links.link(investigator, link))).toBe('accepted');
  });

  it('answers the same for hidden and missing ends, and stores nothing', async () => {
    const before = await world.behind('select count(*) from records.history');
    for (const id of [victimId, newId(), 'x']) {
      expect(await refusalOf(links.link(stranger, { victimInCrime: { victimId: id, crimeId } }))).toBe('NOT_FOUND');
    }
    const own = await new CaseCommands(world.change).open(stranger, {});
    const ownCrime = await new CrimeCommands(world.change).report(stranger, { caseId: own });
    expect(await refusalOf(links.link(stranger, { victimInCrime: { victimId, crimeId: ownCrime } }))).toBe('NOT_FOUND');
    expect(await refusalOf(links.link(stranger, { crimeInCase: { caseId: own, crimeId } }))).toBe('NOT_FOUND');
    expect(await world.behind(`select count(*) from records.history where record like '%Involvement' and officer = $1`, [stranger.viewer.officer])).toEqual([{ count: '0' }]);
    expect(before).toHaveLength(1);
  });

  it('refuses values outside their lists and a link of nothing', async () => {
    expect(await refusalOf(links.link(investigator, {}))).toBe('BAD_REQUEST');
    expect(await refusalOf(links.link(investigator, { offenderInCrime: { offenderId, crimeId, roles: ['Boss'] } as never }))).toBe('REJECTED ALREADY_LINKED');
    const fresh = await new OffenderCommands(world.change).register(investigator, { kind: 'LegalPerson' });
    expect(await refusalOf(links.link(investigator, { offenderInCrime: { offenderId: fresh, crimeId } }))).toBe('NOT_FOUND');
  });

  it('made twice at once is stored once', async () => {
    const further = await new CrimeCommands(world.change).report(investigator, { caseId });
    const link: LinkParticipant = { victimInCrime: { victimId, crimeId: further } };
    const both = await Promise.all([refusalOf(links.link(investigator, link)), refusalOf(links.link(investigator, link))]);
    expect(both.sort()).toEqual(['REJECTED ALREADY_LINKED', 'accepted']);
  });
});

describe('charge and recordVerdict', () => {
  const charge = (change: object = {}, by = investigator): Promise<Id> =>
    charges.charge(by, { offenderId, caseId, article: 'Art144_1', chargedOn: '2026-02-01', ...change } as never);
  const verdict = (chargeId: Id, outcome: string, change: object = {}): Promise<Id> =>
    verdicts.record(prosecutor, { chargeId, outcome, decidedOn: '2026-06-01', ...change } as never);

  it('move the stage of the offender from suspect to accused to convicted, and to acquitted on appeal', async () => {
    const first = await charge();
    expect(await stageOf(offenderId)).toBe('Accused');
    await verdict(first, 'Convicted', { courtId: world.court, sanctions: ['Imprisonment', 'Fine'], imprisonmentMonths: 96, fineManats: 3000, final: 'No' });
    expect(await stageOf(offenderId)).toBe('Convicted');
    await verdict(first, 'Acquitted', { decidedOn: '2026-07-01' });
    expect(await stageOf(offenderId)).toBe('Acquitted');
    const second = await charge({ article: 'Art243' }, prosecutor);
    await verdict(second, 'Convicted');
    await verdict(first, 'Dismissed', { decidedOn: '2026-08' });
    expect(await stageOf(offenderId)).toBe('Convicted');
    expect(await world.behind(`select before, after from records.history where record_id = $1 and field = 'stage' order by at, number`, [offenderId]))
      .toEqual([{ before: null, after: 'Suspect' }, { before: 'Suspect', after: 'Accused' }, { before: 'Accused', after: 'Convicted' },
        { before: 'Convicted', after: 'Acquitted' }, { before: 'Acquitted', after: 'Convicted' }]);
  });

  it('refuse an offender without a part in a crime of the case, wrong dates and a closed case', async () => {
    const other = await new CaseCommands(world.change).open(investigator, { openedOn: '2026-01-01' });
    expect(await refusalOf(charge({ caseId: other }))).toBe('REJECTED OFFENDER_NOT_IN_CASE');
    expect(await refusalOf(charge({ chargedOn: '2026-01-09' }))).toBe('REJECTED CHARGE_BEFORE_CASE');
    expect(await refusalOf(charge({ chargedOn: '2026-01' }))).toBe('accepted');
    expect(await refusalOf(charge({ chargedOn: '2999' }))).toBe('REJECTED DATE_IN_FUTURE');
    expect(await refusalOf(charge({ article: 'Art1' }))).toBe('REJECTED CODE_NOT_IN_LIST');
    await world.behind(`update records."case" set stage = 'Closed' where id = $1`, [caseId]);
    expect(await refusalOf(charge())).toBe('REJECTED CASE_IS_CLOSED');
    await world.behind(`update records."case" set stage = 'Trial' where id = $1`, [caseId]);
  });

  it('do not tell of a crime that is sealed: the offender then has no part in the case', async () => {
    const sealedCase = await new CaseCommands(world.change).open(investigator, { openedOn: '2026-01-01' });
    const sealed = await new CrimeCommands(world.change).report(investigator, { caseId: sealedCase });
    await tasked(investigator, sealedCase, stranger.viewer.officer);
    await links.link(investigator, { offenderInCrime: { offenderId, crimeId: sealed } });
    await world.behind('update records.crime set sealed = true where id = $1', [sealed]);
    expect(await refusalOf(charge({ caseId: sealedCase }))).toBe('REJECTED OFFENDER_NOT_IN_CASE');
  });

  it('answer the same for hidden and missing rows', async () => {
    const made = await charge();
    expect(await refusalOf(charge({}, stranger))).toBe('NOT_FOUND');
    expect(await refusalOf(charge({ caseId: newId() }, stranger))).toBe('NOT_FOUND');
    const outsider: Given = { viewer: await world.officer('PROSECUTOR'), question: QUESTION };
    for (const chargeId of [made, newId()]) {
      expect(await refusalOf(verdicts.record(outsider, { chargeId, outcome: 'Convicted', decidedOn: '2026-06' }))).toBe('NOT_FOUND');
    }
    expect(await refusalOf(verdicts.record(investigator, { chargeId: made, outcome: 'Convicted', decidedOn: '2026-06' }))).toBe('FORBIDDEN');
  });

  it('refuse a verdict before the charge, sanctions that do not fit, and a court that is none', async () => {
    const made = await charge();
    expect(await refusalOf(verdict(made, 'Convicted', { decidedOn: '2026-01-31' }))).toBe('REJECTED VERDICT_BEFORE_CHARGE');
    expect(await refusalOf(verdict(made, 'Acquitted', { sanctions: ['Fine'] }))).toBe('REJECTED SANCTION_WITHOUT_CONVICTION');
    expect(await refusalOf(verdict(made, 'Convicted', { sanctions: ['LiquidationOfLegalPerson'] }))).toBe('REJECTED SANCTION_OF_LEGAL_PERSON');
    expect(await refusalOf(verdict(made, 'Convicted', { imprisonmentMonths: 12 }))).toBe('REJECTED MONTHS_WITHOUT_IMPRISONMENT');
    expect(await refusalOf(verdict(made, 'Convicted', { courtId: world.department }))).toBe('REJECTED COURT_IS_NO_COURT');
    expect(await refusalOf(verdict(made, 'Convicted', { courtId: newId() }))).toBe('NOT_FOUND');
  });
});
