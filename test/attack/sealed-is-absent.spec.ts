/**
 * A seal beats every role: what a court or prosecutor has sealed and what never was are one answer to the byte, for every role, the
 * officer who was tasked, the one who gave the order and whoever still holds ids, from the next request on.
 */
import { newId, type Id } from '#kernel';
import { ROLE_ORDER } from '#policy';

import { startApi, type Api, type Client } from '../support/api.js';
import { makeCase, PURPOSE, type SmallCase } from '../support/case-over-http.js';

const ORDER = 'mutation Seal($input: OrderSealInput!) { orderSeal(input: $input) { id sealOrder { scope reference victim { id } } } }';
const QUESTIONS = [
  'query($victim: ID!) { victim(id: $victim) { pseudonym familyName status withheld { field reason } } }',
  'query($offender: ID!) { offender(id: $offender) { familyName stage crimes { totalCount edges { node { id } } } } }',
  'query($person: ID!) { person(id: $person) { id victims { totalCount } offenders { totalCount } } }',
  '{ victims(first: 50) { totalCount edges { cursor node { id pseudonym status } } pageInfo { endCursor hasNextPage } } }',
  '{ offenders(first: 50) { totalCount edges { cursor node { id stage } } } }',
  'query { people { totalCount edges { node { id } } } }',
  '{ statusDecisions { totalCount edges { node { id victim { id } } } } }',
  '{ charges { totalCount edges { node { id offender { id } } } } }',
  '{ taskings(first: 50) { totalCount edges { node { id victim { id } case { id } } } } }',
  '{ sealOrders { totalCount edges { node { id scope until victim { id } person { id } } } } }',
  'query($crime: ID!) { crime(id: $crime) { number revision victims { totalCount edges { node { id } } } offenders { totalCount edges { node { id } } } victimInvolvements { totalCount } } }',
  '{ cases(first: 5) { totalCount edges { node { id revision charges { totalCount } crimes(first: 5) { edges { node { victims(first: 5) { totalCount } offenders(first: 5) { totalCount } } } } } } } }',
  'query($victim: ID!) { history(record: Victim, id: $victim) { totalCount edges { node { field command before after } } } }',
  'query($caseId: ID!) { caseLinks(case: $caseId) { total links { id offenders victims } } }',
  'query($caseId: ID!) { history(record: Case, id: $caseId) { totalCount edges { node { field command } } } }',
  '{ statistics(of: { victims: { by: [STATUS, SEX] } }) { total known rows { count } } }',
  '{ statistics(of: { offenders: { by: [STAGE] } }) { total known rows { count } } }',
  'mutation($victim: ID!) { decideVictimStatus(input: { victimId: $victim, status: Recognised, decidedOn: "2026-01-10" }) { id } }',
  'mutation($victim: ID!, $offender: ID!) { linkParticipant(input: { victimAndOffender: { victimId: $victim, offenderId: $offender } }) { id } }',
  'mutation($person: ID!) { registerVictim(input: { personId: $person }) { id } }',
  'mutation($victim: ID!) { correctVictim(input: { id: $victim, revision: "0", patch: { familyName: "x" }, reason: "a long enough reason" }) { id } }',
  'mutation($victim: ID!) { orderSeal(input: { of: { victim: $victim }, basis: CourtOrder, reference: "1", orderedOn: "2026-01-01" }) { id } }',
] as const;

let api: Api;
let made: SmallCase;
let person: Id;
const clients = new Map<string, Client>();
beforeAll(async () => {
  api = await startApi();
  for (const role of ROLE_ORDER) {
    await api.officer(`of-${role.toLowerCase()}`, role);
    clients.set(role, await api.signIn(`of-${role.toLowerCase()}`));
  }
  await api.behind(`update records.agency set role = 'Prosecution' where id = (select agency_id from records.officer where id = $1)`, [client('SUPERVISING_PROSECUTOR').officer]);
  made = await makeCase(client('INVESTIGATOR'));
  const other = await makeCase(client('INVESTIGATOR'), 'Yadzadə');
  await api.behind('insert into records.offender_involvement (id, offender_id, crime_id) values ($1, $2, $3)', [newId(), made.offender, other.crime]);
  const [row] = await api.behind('update records.offender set person_id = v.person_id from records.victim v where v.id = $1 and offender.id = $2 returning v.person_id', [made.victim, made.offender]);
  person = row?.['person_id'] as Id;
  await client('INVESTIGATOR').ask('mutation($input: ChargeInput!) { charge(input: $input) { id } }', { input: { offenderId: made.offender, caseId: made.caseId, article: 'Art144_1', chargedOn: '2026-01-10' } }, PURPOSE);
}, 60_000);
afterAll(() => api.close());

function client(role: string): Client {
  return clients.get(role)!;
}

/** Everything everybody is answered, but for where it stands in the log. */
async function answers(ids: Readonly<Record<string, Id>>, purpose: string): Promise<string[]> {
  return (await Promise.all([...clients].map(async ([role, one]) => {
    const told: string[] = [];
    for (const question of QUESTIONS) {
      const names = [...question.matchAll(/\$(\w+): ID!/g)].map(([, name]) => String(name));
      const { status, text } = await one.ask(question, Object.fromEntries(names.map((name) => [name, ids[name]])), purpose);
      told.push(`${role} ${question} ${status} ${text.replace(/"audit":\[[^\]]*\]/, '')}`);
    }
    return told;
  }))).flat();
}

it('is what never was, for every role and every question, over a stated reason and over a tasking on what is sealed', async () => {
  const ids = { ...made, person } as unknown as Record<string, Id>;
  const head = client('UNIT_HEAD');
  const investigator = client('INVESTIGATOR');
  const tasked = await head.ask('mutation($input: AssignTaskingInput!) { assignTasking(input: $input) { id } }', {
    input: { officerId: investigator.officer, victimId: made.victim, purpose: 'Investigation', legalBasis: 'CourtOrder', endsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  const tasking = `tasking:${(tasked.data?.['assignTasking'] as { id: Id }).id}`;
  const seen = await investigator.ask(QUESTIONS[0], { victim: made.victim }, tasking);
  expect(seen.text).toContain('Uydurmazadə');

  const sealed = await client('SUPERVISING_PROSECUTOR').ask(ORDER, { input: { of: { personOfVictim: made.victim }, basis: 'ProsecutorOrder', reference: '7', orderedOn: '2026-01-01' } });
  expect(sealed.data).toMatchObject({ orderSeal: { sealOrder: { scope: 'Person', reference: '7', victim: null } } });
  expect((await investigator.ask(QUESTIONS[0], { victim: made.victim }, PURPOSE)).data).toEqual({ victim: null });
  const [withReason, withTasking] = [await answers(ids, PURPOSE), await answers(ids, tasking)];
  expect(withReason.filter((text) => text.includes(made.victim) || text.includes(made.offender) || text.includes(person))).toEqual([]);

  // Every question is one that somebody is answered, every command one that somebody may give: what is compared is no row of refusals.
  const sound = (question: string): string => (question.startsWith('mutation') ? '"NOT_FOUND"' : '{"data":{');
  expect(QUESTIONS.filter((question) => !withReason.some((text) => text.includes(` ${question} `) && text.includes(sound(question))))).toEqual([]);

  await remove();
  expect(await answers(ids, PURPOSE)).toEqual(withReason);
  expect(await answers(ids, tasking)).toEqual(withTasking);
  // The questions are the same for an id that nobody ever had.
  const never = { ...ids, victim: newId(), offender: newId(), person: newId() };
  expect(await answers(never, PURPOSE)).toEqual(withReason);
}, 240_000);

/** Makes the world in which the person never was; the order remains, with nobody to cover. */
async function remove(): Promise<void> {
  await api.behind(`do $$ begin
    set local session_replication_role = replica;
    update records.seal_order set person_id = null;
    delete from records.victim_involvement where victim_id = '${made.victim}';
    delete from records.offender_involvement where offender_id = '${made.offender}';
    delete from records.charge where offender_id = '${made.offender}';
    delete from records.tasking where victim_id = '${made.victim}';
    delete from records.victim where id = '${made.victim}';
    delete from records.offender where id = '${made.offender}';
    delete from records.person where id = '${person}';
  end $$`);
}
