/** Explained decisions through GraphQL: the words, whom one may ask about, that it is on record, and that no row has a say. */
import { registry } from '#casework';
import { newId, type Id } from '#kernel';
import { ROLE_ORDER, type Role, type Viewer } from '#policy';
import type { ExecutionResult } from 'graphql';

import { viewerWith } from '../../../../test/support/door.js';
import { humanOf } from '../../../../test/support/human.js';
import { openReadings, type Readings } from '../../../../test/support/readings.js';

const ASK = `query Why($record: RecordName!, $field: String!, $officer: ID) { accessDecision(record: $record, field: $field, officer: $officer) {
  record field label { en az } outcome rowExists needClass needClassLabel { en az } grain conflict
  rules { role { name } level label { en } child narrowedOut opens } withheld { reason releasedBy label { en az } releasedByLabel { az } }
  ways { needs { kind label { en az } } } readBy { name } sealOrders { en } } }`;

interface Told {
  readonly outcome: string;
  readonly withheld: { readonly reason: string; readonly releasedBy: string } | null;
  readonly rules: readonly { readonly role: { readonly name: Role }; readonly opens: boolean }[];
  readonly ways: readonly { readonly needs: readonly { readonly kind: string }[] }[];
  readonly readBy: readonly { readonly name: Role }[];
}

let at: Readings;
let near: Id;
let far: Id;
const agency = newId();
const colleague = newId();
const stranger = newId();
const from = (role: Role, ...roles: Role[]): Viewer => ({ ...viewerWith([role, ...roles]), agency });

beforeAll(async () => {
  at = await openReadings();
  [near, far] = [agency, newId()];
  for (const [id, name] of [[near, 'Near'], [far, 'Far']]) await at.behind(`insert into records.agency (id, name, role) values ($1, $2, 'Police')`, [id, name]);
  for (const [id, of, name] of [[colleague, near, 'colleague'], [stranger, far, 'stranger']]) {
    await at.behind(`insert into records.officer (id, name, agency_id, active) values ($1, 'Officer', $2, true)`, [id, of]);
    await at.behind(`insert into identity.credential (officer_id, login, password_hash, password_set_at, personnel_number) values ($1, $2, '$argon2id$none', now(), $3)`, [id, name!.toLowerCase(), humanOf(name!.toLowerCase())]);
    for (const role of ['ANALYST', 'INVESTIGATOR']) await at.behind('insert into identity.officer_role (id, officer_id, role, granted_at) values ($1, $2, $3, now())', [newId(), id, role]);
  }
});
afterAll(() => at.close());

const ask = (viewer: Viewer, record: string, field: string, officer?: string): Promise<ExecutionResult> => at.ask(viewer, ASK, { record, field, ...(officer !== undefined && { officer }) });
const told = ({ data, errors }: ExecutionResult): Told => {
  expect(errors).toBeUndefined();
  return (data as { accessDecision: Told }).accessDecision;
};
const refused = ({ data, errors }: ExecutionResult): unknown[] => [data ?? null, errors?.[0]?.message];

it('tells an officer, in both languages, which cell decided, what would be needed and who may release it', async () => {
  const unpurposed: Viewer = { ...from('INVESTIGATOR'), purpose: null };
  expect(told(await ask(unpurposed, 'Victim', 'familyName'))).toMatchObject({
    record: 'Victim', field: 'familyName', outcome: 'NEVER', rowExists: 'WHEN', needClass: 'VICTIM_IDENTITY', needClassLabel: { en: 'Who the victim is', az: 'Qurbanın kimliyi' }, grain: 'EXACT', conflict: null,
    rules: [{ role: { name: 'INVESTIGATOR' }, level: 'TE', child: 'T', narrowedOut: false, opens: false }],
    withheld: { reason: 'PURPOSE_REQUIRED', releasedBy: 'YOURSELF', label: { az: 'Bu sahəni oxumaq üçün məqsəd göstərin' } },
    ways: [{ needs: [{ kind: 'PURPOSE' }, { kind: 'TASKING_ON_PERSON', label: { en: 'A live tasking on this very person' } }] }, { needs: [{ kind: 'PURPOSE' }, { kind: 'TASKING_ON_CASE' }] }],
    sealOrders: { en: expect.stringContaining('seal order') as string },
  });
  const analyst = told(await ask(from('ANALYST'), 'Victim', 'familyName'));
  expect(analyst).toMatchObject({ outcome: 'NEVER', withheld: { reason: 'NOT_GRANTED', releasedBy: 'NATIONAL_COORDINATOR' }, ways: [{ needs: [{ kind: 'ROLE' }] }] });
  expect(analyst.readBy.map(({ name }) => name)).toContain('SHELTER_WORKER');
  expect(analyst.readBy.map(({ name }) => name)).not.toContain('ANALYST');
  expect(told(await ask(from('NATIONAL_COORDINATOR'), 'Victim', 'familyName')).ways.map(({ needs }) => needs.map(({ kind }) => kind))).toEqual([['BREAK_GLASS', 'ADULT']]);
  expect(told(await ask(from('PROSECUTOR'), 'Crime', 'summary')).ways[0]?.needs.map(({ kind }) => kind)).toEqual(['TASKING_ON_CASE', 'CLEARED_FOR_COURT']);
});

it('gives the reasons that the rows give, for every role', async () => {
  const crime = newId();
  await at.behind('insert into records.crime (id, recorded_at, evidential) values ($1, now(), false)', [crime]);
  for (const role of ROLE_ORDER) {
    const viewer = from(role);
    const names = Object.entries(registry.record('Crime').fields).filter(([, { kind, target }]) => kind !== 'many' && kind !== 'through' && !target).map(([name]) => name);
    const { data } = await at.ask(viewer, `query($id: ID!) { crime(id: $id) { ${names.join(' ')} withheld { field reason releasedBy } } }`, { id: crime });
    const row = (data as { crime: { withheld: { field: string; reason: string; releasedBy: string }[] } | null }).crime;
    for (const { field, reason, releasedBy } of row?.withheld ?? []) expect(told(await ask(viewer, 'Crime', field)).withheld).toMatchObject({ reason, releasedBy });
    for (const field of names.filter((name) => row !== null && !row.withheld.some((one) => one.field === name))) expect([field, told(await ask(viewer, 'Crime', field)).outcome]).not.toEqual([field, 'NEVER']);
  }
});

it('tells the same whatever the database holds', async () => {
  const viewer = from('INVESTIGATOR');
  const before = await ask(viewer, 'Victim', 'familyName');
  await at.behind(`with people as (insert into records.person (id, recorded_at) select gen_random_uuid(), now() from generate_series(1, 20) returning id)
    insert into records.victim (id, person_id, recorded_at, pseudonym, status, minor, sealed) select gen_random_uuid(), id, now(), left(id::text, 8), 'Potential', true, id::text < '8' from people`);
  expect(await ask(viewer, 'Victim', 'familyName')).toEqual(before);
});

it('tells a supervisor about an officer of the own agency, and nobody else of anybody', async () => {
  for (const [viewer, officer] of [[from('UNIT_HEAD'), colleague], [from('SUPERVISING_PROSECUTOR'), colleague], [from('ADMINISTRATOR'), stranger], [from('AUDITOR'), stranger]] as const) {
    const of = told(await ask(viewer, 'Victim', 'pseudonym', officer));
    expect(of.rules.map(({ role, opens }) => [role.name, opens])).toEqual([['INVESTIGATOR', true], ['ANALYST', true]]);
    expect(of.outcome).toBe('WHEN');
  }
  for (const officer of [stranger, newId(), 'x', '']) expect(refused(await ask(from('UNIT_HEAD'), 'Victim', 'pseudonym', officer))).toEqual([null, 'Not found']);
  expect(refused(await ask(from('AUDITOR'), 'Victim', 'pseudonym', newId()))).toEqual([null, 'Not found']);
  const mayNot = ROLE_ORDER.filter((role) => !['UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'ADMINISTRATOR', 'AUDITOR'].includes(role));
  for (const role of mayNot) expect([role, ...refused(await ask(from(role), 'Victim', 'pseudonym', colleague))]).toEqual([role, null, 'Not allowed']);
});

it('is on record, answered or refused, with the field and the officer and no value', async () => {
  at.entries.length = 0;
  await ask(from('UNIT_HEAD'), 'Victim', 'phone', colleague);
  await ask(from('ANALYST'), 'Victim', 'phone', colleague);
  await ask(from('ANALYST'), 'Victim', 'phone');
  expect(at.entries).toMatchObject([
    { act: 'READ', outcome: 'ANSWERED', question: { root: 'accessDecision', operation: 'Why' }, touched: [{ record: 'Officer', ids: [colleague], disclosed: [], withheld: [] }], detail: { record: 'Victim', field: 'phone' } },
    { act: 'READ', outcome: 'REFUSED', touched: [{ record: 'Officer', ids: [colleague] }] },
    { act: 'READ', outcome: 'ANSWERED', touched: [], detail: { record: 'Victim', field: 'phone' } },
  ]);
});

it('is a bad request about what there is not, without a hint', async () => {
  for (const field of ['familyNam', '', 'constructor', '__proto__', 'id '.repeat(50)]) expect(refused(await ask(from('ANALYST'), 'Victim', field))).toEqual([null, 'Bad request']);
  expect((await ask(from('ANALYST'), 'Victims', 'id')).errors).toHaveLength(1);
});
