/** Ordering and lifting seals, on a real database through the real doors: what is closed, for how long, and who may open it. */
import {
  Case, CaseCommands, ChargeCommands, Crime, CrimeCommands, liftExpiredSeals, LinkCommands, Offender, OffenderCommands, Person, SealOrder, SealOrderCommands,
  Tasking, TaskingCommands, Victim, VictimCommands, type Given, type OrderSeal, type SealTarget,
} from '#casework';
import { fixedClock, newId, type Id } from '#kernel';
import type { AnyRecord } from '#record';
import { openWorld, QUESTION, refusalOf, type World } from '../../../../test/support/casework-world.js';

let world: World;
let judge: Given;
let prosecutor: Given;
let investigator: Given;
let orders: SealOrderCommands;
let victims: VictimCommands;
beforeAll(async () => {
  world = await openWorld();
  const prosecution = newId();
  await world.behind(`insert into records.agency (id, name, role) values ($1, 'Prokurorluq', 'Prosecution')`, [prosecution]);
  const at = async (agency: Id, ...roles: Parameters<World['officer']>): Promise<Given> => ({ viewer: { ...await world.officer(...roles), agency }, question: QUESTION });
  judge = await at(world.court, 'JUDGE');
  prosecutor = await at(prosecution, 'SUPERVISING_PROSECUTOR');
  investigator = await at(world.department, 'INVESTIGATOR');
  orders = new SealOrderCommands(world.change);
  victims = new VictimCommands(world.change);
});
afterAll(() => world.close());

const order = (by: Given, of: SealTarget, more: Partial<OrderSeal> = {}): Promise<Id> =>
  orders.order(by, { of, basis: 'ProsecutorOrder', reference: 'Qərar 12', orderedOn: '2026-01-05', ...more });
const lift = (by: Given, id: Id): Promise<string> => refusalOf(orders.lift(by, { id, reason: 'the danger has passed' }));
const sees = async (by: Given, record: AnyRecord, id: Id): Promise<boolean> =>
  (await world.change.run(by.viewer, { command: by.viewer.roles.includes('INVESTIGATOR') ? 'openCase' : 'orderSeal', question: QUESTION }, (unit) => unit.see(record, id))) !== null;

interface Made { readonly caseId: Id; readonly crime: Id; readonly victim: Id; readonly offender: Id; readonly person: Id }

/** A human who is victim and offender of one case. */
async function human(): Promise<Made> {
  const caseId = await new CaseCommands(world.change).open(investigator, { openedOn: '2026-01-01' });
  const crime = await new CrimeCommands(world.change).report(investigator, { caseId });
  const victim = await victims.register(investigator, { crimeId: crime, majority: 'Adult', familyName: 'Uydurmazadə' });
  const [row] = await world.behind('select person_id from records.victim where id = $1', [victim]);
  const person = row?.['person_id'] as Id;
  const offender = await new OffenderCommands(world.change).register(investigator, { kind: 'NaturalPerson', crimeId: crime, personId: person, birthDate: '1980' });
  return { caseId, crime, victim, offender, person };
}

describe('orderSeal', () => {
  it('closes every facet of a human to everybody, the one who was tasked and the one who ordered too, and the case stays', async () => {
    const made = await human();
    await order(prosecutor, { personOfVictim: made.victim }, { until: new Date(Date.now() + 86_400_000).toISOString() });
    for (const by of [investigator, prosecutor]) {
      expect(await sees(by, Victim, made.victim)).toBe(false);
      expect(await sees(by, Offender, made.offender)).toBe(false);
      expect(await sees(by, Person, made.person)).toBe(false);
      expect(await sees(by, Case, made.caseId)).toBe(true);
      expect(await sees(by, Crime, made.crime)).toBe(true);
    }
  });

  it('leaves whoever still holds ids with the answer of what never was', async () => {
    const made = await human();
    const head: Given = { viewer: await world.officer('UNIT_HEAD'), question: QUESTION };
    const task = { officerId: investigator.viewer.officer, victimId: made.victim, purpose: 'Investigation', legalBasis: 'CourtOrder', endsAt: new Date(Date.now() + 3_600_000).toISOString() } as const;
    const tasking = await new TaskingCommands(world.change).assign(head, task);
    await order(prosecutor, { personOfOffender: made.offender });
    const never = newId();
    for (const [victimId, offenderId, personId, id] of [[made.victim, made.offender, made.person, tasking], [never, never, never, never]] as const) {
      const writes = [
        () => victims.decideStatus(investigator, { victimId, status: 'Recognised', decidedOn: '2026-01-10' }),
        () => victims.register(investigator, { crimeId: made.crime, personId }),
        () => new ChargeCommands(world.change).charge(investigator, { offenderId, caseId: made.caseId, article: 'Art144_1', chargedOn: '2026-01-10' }),
        () => new LinkCommands(world.change).link(investigator, { victimInCrime: { victimId, crimeId: made.crime } }),
        () => new LinkCommands(world.change).link(investigator, { victimAndOffender: { victimId, offenderId } }),
        () => new TaskingCommands(world.change).assign(head, { ...task, victimId }),
        () => new TaskingCommands(world.change).end(head, { id, reason: 'another officer took over' }),
        () => order(prosecutor, { victim: victimId }),
        () => order(prosecutor, { personOfOffender: offenderId }),
      ];
      for (const write of writes) expect(await refusalOf(write())).toBe('NOT_FOUND');
    }
    expect(await refusalOf(world.change.run(head.viewer, { command: 'assignTasking', question: QUESTION }, (unit) => unit.visible(Tasking, tasking)))).toBe('NOT_FOUND');
  });

  it('covers one facet alone when that is what it says', async () => {
    const made = await human();
    await order(prosecutor, { victim: made.victim });
    expect([await sees(investigator, Victim, made.victim), await sees(investigator, Offender, made.offender)]).toEqual([false, true]);
  });

  it('seals a facet that comes later from birth, also beside the commands', async () => {
    const made = await human();
    await order(prosecutor, { personOfVictim: made.victim });
    const later = newId();
    await world.behind(`insert into records.victim (id, pseudonym, status, person_id, recorded_at, minor) values ($1, $2, 'Presumed', $3, now(), false)`, [later, `V-${later.slice(0, 8)}`, made.person]);
    expect(await sees(prosecutor, Victim, later)).toBe(false);
  });

  it('closes a case with its own crimes and whoever is charged in it, whose stage and history speak of the charge', async () => {
    const made = await human();
    const other = await human();
    const shared = await new CrimeCommands(world.change).report(investigator, { caseId: made.caseId });
    await world.behind('insert into records.crime_in_case (id, crime_id, case_id) values ($1, $2, $3)', [newId(), shared, other.caseId]);
    await new ChargeCommands(world.change).charge(investigator, { offenderId: made.offender, caseId: made.caseId, article: 'Art144_1', chargedOn: '2026-01-10' });
    const id = await order(prosecutor, { case: made.caseId });
    expect(await sees(prosecutor, Case, made.caseId)).toBe(false);
    expect(await sees(prosecutor, Crime, made.crime)).toBe(false);
    expect(await sees(prosecutor, Offender, made.offender)).toBe(false);
    expect(await sees(prosecutor, Crime, shared)).toBe(true);
    expect(await sees(prosecutor, Offender, other.offender)).toBe(true);
    expect(await lift(prosecutor, id)).toBe('accepted');
    for (const [record, row] of [[Case, made.caseId], [Crime, made.crime], [Offender, made.offender]] as const) expect(await sees(prosecutor, record, row)).toBe(true);
  });

  it('is given by a court or a prosecuting body, in its own name, not ahead of the order', async () => {
    const { victim } = await human();
    const inPolice = { ...prosecutor, viewer: { ...prosecutor.viewer, agency: world.department } };
    expect(await refusalOf(order(inPolice, { victim }))).toBe('REJECTED NOT_A_SEALING_BODY');
    expect(await refusalOf(order(investigator, { victim }))).toBe('FORBIDDEN');
    expect(await refusalOf(order(prosecutor, { victim }, { orderedOn: '2999-01-01' }))).toBe('REJECTED SEAL_IN_FUTURE');
    expect(await refusalOf(order(prosecutor, { victim }, { until: '2020-01-01T00:00:00Z' }))).toBe('REJECTED SEAL_ENDS_BEFORE_START');
    expect(await refusalOf(order({ ...prosecutor, viewer: { ...prosecutor.viewer, provedAt: Date.now() - 600_000 } }, { victim }))).toBe('REAUTH_REQUIRED');
    const company = await new OffenderCommands(world.change).register(investigator, { kind: 'LegalPerson' });
    expect(await refusalOf(order(prosecutor, { personOfOffender: company }))).toBe('REJECTED NO_HUMAN_BEHIND');
    // A judge reaches what he is tasked with.
    expect(await refusalOf(order(judge, { victim }))).toBe('NOT_FOUND');
  });

  it('is told to the officer who gave it and to nobody else; its entry and the history of the row name nothing that is closed', async () => {
    const { victim } = await human();
    const [before] = await world.behind('select count(*)::int as n from records.history where record_id = $1', [victim]);
    const id = await order(prosecutor, { victim });
    expect(await sees(prosecutor, SealOrder, id)).toBe(true);
    for (const role of ['SUPERVISING_PROSECUTOR', 'JUDGE'] as const) {
      const colleague: Given = { viewer: { ...await world.officer(role), agency: prosecutor.viewer.agency }, question: QUESTION };
      expect(await sees(colleague, SealOrder, id)).toBe(false);
    }
    const entries = await world.behind(`select body from audit.entry where body like '%' || $1 || '%'`, [id]);
    expect(entries.map(({ body }) => (JSON.parse(String(body)) as { touched: unknown }).touched)).toContainEqual([{ record: 'SealOrder', ids: [id], disclosed: [], withheld: [] }]);
    expect(entries.filter(({ body }) => String(body).includes(victim))).toEqual([]);
    expect(await world.behind('select count(*)::int as n from records.history where record_id = $1', [victim])).toEqual([before]);
  });
});

describe('a seal ends', () => {
  it('for what no other live order covers', async () => {
    const made = await human();
    const first = await order(prosecutor, { victim: made.victim });
    const second = await order(prosecutor, { personOfOffender: made.offender });
    expect(await lift(prosecutor, second)).toBe('accepted');
    expect([await sees(investigator, Victim, made.victim), await sees(investigator, Offender, made.offender)]).toEqual([false, true]);
    expect(await lift(prosecutor, first)).toBe('accepted');
    expect([await sees(investigator, Victim, made.victim), await sees(investigator, Person, made.person)]).toEqual([true, true]);
    expect(await lift(prosecutor, first)).toBe('REJECTED SEAL_LIFTED');
  });

  it('by the body that ordered it alone, and another officer of that body may lift it', async () => {
    const { victim } = await human();
    const id = await order(prosecutor, { victim });
    for (const missing of [newId(), 'x']) expect(await lift(judge, missing)).toBe('NOT_FOUND');
    expect(await lift(judge, id)).toBe('NOT_FOUND');
    const colleague: Given = { viewer: { ...await world.officer('SUPERVISING_PROSECUTOR'), agency: prosecutor.viewer.agency }, question: QUESTION };
    expect(await lift(colleague, id)).toBe('accepted');
  });

  it('when its time has run out and the clock has lifted it, with nobody as its lifter; renewed in time it goes on', async () => {
    const [ending, renewed] = [await human(), await human()];
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const first = await order(prosecutor, { victim: ending.victim }, { until });
    const second = await order(prosecutor, { victim: renewed.victim }, { until });
    await order(prosecutor, { order: second });
    await liftExpiredSeals(world.change, fixedClock(new Date(Date.now() + 3_000_000)));
    expect(await sees(investigator, Victim, ending.victim)).toBe(false);
    await liftExpiredSeals(world.change, fixedClock(new Date(Date.now() + 4_000_000)));
    expect([await sees(investigator, Victim, ending.victim), await sees(investigator, Victim, renewed.victim)]).toEqual([true, false]);
    expect(await world.behind('select officer, command from records.history where record_id = $1 and before is not distinct from null and field = $2', [first, 'liftedAt'])).toEqual([{ officer: null, command: 'liftSeal' }]);
    const [entry] = await world.behind(`select body from audit.entry where body like '%liftExpiredSeals%' and body like '%' || $1 || '%'`, [first]);
    expect(JSON.parse(String(entry?.['body']))).toMatchObject({ act: 'CHANGE', outcome: 'ACCEPTED', actor: null, purpose: null });
  });
});

it('two who seal one row at the same moment: one order, and the other finds nothing', async () => {
  const { victim } = await human();
  const other: Given = { viewer: { ...await world.officer('SUPERVISING_PROSECUTOR'), agency: prosecutor.viewer.agency }, question: QUESTION };
  const outcomes = await Promise.all([prosecutor, other].map((by) => refusalOf(order(by, { victim }))));
  expect([...outcomes].sort()).toEqual(['NOT_FOUND', 'accepted']);
});
