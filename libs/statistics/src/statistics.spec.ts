import { Victim, Offender } from '#casework';
import { CodedError, say, type Id } from '#kernel';
import type { GraphQLError } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openFigures, type Figures } from '../../../test/support/figures.js';
import { statisticsOf, SUBJECTS, Statistics, type Subject } from './index.js';

const COORDINATOR = ['NATIONAL_COORDINATOR'] as const;
const FIELDS = '{ total known overlapping inputDigest dimensions { name unknown unknownPercent } rows { keys { value label { az } } count percent validPercent cumulativePercent } }';

interface Table {
  total: number; known: number; overlapping: boolean; inputDigest: string;
  dimensions: { name: string; unknown: number; unknownPercent: number | null }[];
  rows: { keys: { value: string | null; label: { az: string } }[]; count: number; percent: number; validPercent: number | null; cumulativePercent: number | null }[];
}

const codeOf = ({ originalError }: GraphQLError): string | undefined => (originalError as { code?: string } | undefined)?.code;

describe('statistics', () => {
  let figures: Figures;
  let sealedOffender: Id;

  const table = async (of: string): Promise<Table> => {
    const { data, errors } = await figures.ask(COORDINATOR, `{ statistics(of: ${of}) ${FIELDS} }`);
    expect(errors).toBeUndefined();
    return (data as { statistics: Table }).statistics;
  };
  const counts = async (of: string): Promise<(string | number | null)[][]> =>
    (await table(of)).rows.map(({ keys, count }) => [...keys.map(({ value }) => value), count]);

  /** Five victims that count and one under a seal; offenders of each kind; hand-countable. */
  beforeAll(async () => {
    figures = await openFigures();
    const put: Figures['put'] = (name, row) => figures.put(name, row);
    const personId = await put('person', {});
    const agencyId = await put('agency', { name: 'İdarə', role: 'AntiTraffickingDepartment' });
    const caseId = await put('case', { number: 'C-1', agencyId, openedOn: '2020-02-01' });
    const crime = await put('crime', { caseId, region: 'Baku', article: 'Art144_1', registeredOn: '2020' });
    const secondCrime = await put('crime', { region: 'Baku' });
    const sealedCrime = await put('crime', { region: 'Karabakh', sealed: true });
    const victim = (row: Record<string, unknown>, at: number): Promise<Id> => put('victim', { personId, pseudonym: `V-${at}`, ...row });
    const ids: Id[] = [];
    for (const [at, row] of [
      { registeredOn: '2019-05', sex: 'Female', exploitationForms: ['SexualExploitation', 'ForcedLabour'] },
      { registeredOn: '2019', sex: 'Female', exploitationForms: ['ForcedLabour', 'SexualExploitation'] },
      { registeredOn: '2014/2018', sex: 'Male', exploitationForms: ['ForcedLabour'] },
      { registeredOn: '2020-01-31', sex: null, exploitationForms: null },
      { registeredOn: null, sex: 'Male', exploitationForms: ['ForcedBegging'] },
      { registeredOn: '2019', sex: 'Female', exploitationForms: ['ForcedLabour'], sealed: true },
    ].entries()) ids.push(await victim(row, at));
    const woman = await put('offender', { sex: 'Female' });
    const man = await put('offender', { sex: 'Male' });
    const nobodyKnows = await put('offender', {});
    sealedOffender = await put('offender', { sex: 'Male', sealed: true });
    const relate = (victimAt: number, offenderId: Id, victimPaid: string | null): Promise<Id> =>
      put('victim_offender_relation', { victimId: ids[victimAt], offenderId, victimPaid });
    await relate(0, woman, 'Yes');
    await relate(0, man, 'No');
    await relate(0, nobodyKnows, 'Unknown');
    await relate(1, woman, 'Unknown');
    await relate(1, sealedOffender, 'No');
    await relate(2, sealedOffender, 'Yes');
    await relate(3, nobodyKnows, null);
    await relate(5, man, 'Yes');
    for (const at of [0, 1, 5]) await put('victim_involvement', { victimId: ids[at], crimeId: crime });
    await put('victim_involvement', { victimId: ids[0], crimeId: secondCrime });
    for (const offenderId of [woman, nobodyKnows]) await put('offender_involvement', { offenderId, crimeId: secondCrime });
    for (const at of [1, 2]) await put('victim_involvement', { victimId: ids[at], crimeId: sealedCrime });
    await put('offender_involvement', { offenderId: man, crimeId: crime, roles: ['Transporter', 'Exploiter'] });
    await put('offender_involvement', { offenderId: sealedOffender, crimeId: crime, roles: ['Abuser'] });
    await put('offender_involvement', { offenderId: man, crimeId: sealedCrime, roles: ['Kidnapper'] });
    const chargeId = await put('charge', { offenderId: man, caseId, article: 'Art144_1', chargedOn: '2020-03-01' });
    const sealedCharge = await put('charge', { offenderId: sealedOffender, caseId, article: 'Art144_1', chargedOn: '2020-03-01' });
    for (const id of [chargeId, sealedCharge]) await put('verdict', { chargeId: id, outcome: 'Convicted', decidedOn: '2021-01-01' });
  });
  afterAll(() => figures.close());

  it('counts plain codes with Unknown as a category, last, and percentages half up', async () => {
    const sexes = await table('{ victims: { by: [SEX] } }');
    expect(sexes).toMatchObject({ total: 5, known: 4, overlapping: false, dimensions: [{ name: 'sex', unknown: 1, unknownPercent: 20 }] });
    expect(sexes.rows).toEqual([
      { keys: [{ value: 'Female', label: { az: 'Qadın' } }], count: 2, percent: 40, validPercent: 50, cumulativePercent: 50 },
      { keys: [{ value: 'Male', label: { az: 'Kişi' } }], count: 2, percent: 40, validPercent: 50, cumulativePercent: 100 },
      { keys: [{ value: null, label: { az: 'Naməlum' } }], count: 1, percent: 20, validPercent: null, cumulativePercent: null },
    ]);
  });

  it('cuts dates to their year and leaves periods of years alone', async () => {
    expect(await counts('{ victims: { by: [YEAR_REGISTERED] } }')).toEqual([['2014/2018', 1], ['2019', 2], ['2020', 1], [null, 1]]);
  });

  it('counts a set under each of its values, says that rows overlap, and counts each row once in the total', async () => {
    const forms = await table('{ victims: { by: [EXPLOITATION_FORM] } }');
    expect(forms).toMatchObject({ total: 5, known: 4, overlapping: true });
    expect(forms.rows.map(({ keys, count, cumulativePercent }) => [keys[0]?.value, count, cumulativePercent]))
      .toEqual([['ForcedLabour', 3, null], ['SexualExploitation', 2, null], ['ForcedBegging', 1, null], [null, 1, null]]);
  });

  it('counts a whole set as one category, whatever order it is stored in', async () => {
    expect(await counts('{ victims: { by: [EXPLOITATION_FORMS] } }'))
      .toEqual([['ForcedLabour', 1], ['ForcedLabour;SexualExploitation', 2], ['ForcedBegging', 1], [null, 1]]);
  });

  it('knows presence and unknown, never absence', async () => {
    expect(await counts('{ victims: { by: [FORCED_LABOUR] } }')).toEqual([['Yes', 3], [null, 2]]);
  });

  it('gathers known values over a relation, leaving sealed rows out on the way', async () => {
    expect(await counts('{ victims: { by: [OFFENDER_SEXES] } }')).toEqual([['Female;Male', 1], ['Male', 1], [null, 3]]);
    expect(await counts('{ victims: { by: [PAID_OFFENDERS] } }')).toEqual([['Yes;No', 1], [null, 4]]);
    expect(await counts('{ victims: { by: [REGION] } }')).toEqual([['Baku', 2], [null, 3]]);
    expect(await counts('{ victims: { by: [OFFENDER_EXPLOITER] } }')).toEqual([['Yes', 2], [null, 3]]);
    expect(await counts('{ victims: { by: [OFFENDER_TRANSACTION] } }')).toEqual([['Yes', 2], [null, 3]]);
    expect(await counts('{ victims: { by: [OFFENDER_CONTROL] } }')).toEqual([[null, 5]]);
    expect(await counts('{ offenders: { by: [ROLE] } }')).toEqual([['Transporter', 1], ['Exploiter', 1], [null, 2]]);
  });

  it('leaves out what hangs on a sealed row', async () => {
    expect(await counts('{ charges: { by: [ARTICLE, OFFENDER_KIND] } }')).toEqual([['Art144_1', 'NaturalPerson', 1]]);
    expect(await counts('{ verdicts: { by: [OUTCOME, ARTICLE] } }')).toEqual([['Convicted', 'Art144_1', 1]]);
    expect(await counts('{ crimes: { by: [REGION] } }')).toEqual([['Baku', 2]]);
    expect(await counts('{ cases: { by: [YEAR_OPENED, CRIME_REGION] } }')).toEqual([['2020', 'Baku', 1]]);
  });

  it('crosses dimensions, and narrows by conditions in which null is Unknown', async () => {
    expect(await counts('{ victims: { by: [SEX, YEAR_REGISTERED] } }'))
      .toEqual([['Female', '2019', 2], ['Male', '2014/2018', 1], ['Male', null, 1], [null, '2020', 1]]);
    expect(await counts('{ victims: { by: [YEAR_REGISTERED], where: { sex: [Male, null] } } }')).toEqual([['2014/2018', 1], ['2020', 1], [null, 1]]);
    expect(await counts('{ victims: { by: [SEX], where: { exploitationForm: [SexualExploitation, ForcedBegging] } } }')).toEqual([['Female', 2], ['Male', 1]]);
    expect(await counts('{ victims: { by: [SEX], where: { offenderSexes: [Male], yearRegistered: ["2019"] } } }')).toEqual([['Female', 2]]);
    expect(await counts('{ victims: { by: [] } }')).toEqual([[5]]);
    expect(await counts('{ victims: { by: [SEX], where: { sex: [Other] } } }')).toEqual([]);
  });

  it('puts each count on record before it answers, without ids or values', async () => {
    figures.entries.length = 0;
    await table('{ victims: { by: [SEX, OFFENDER_SEXES], where: { status: [Presumed] } } }');
    expect(figures.entries).toMatchObject([{
      act: 'COUNT', outcome: 'ANSWERED', question: { root: 'statistics' }, detail: { groups: 4 },
      touched: [{ record: 'Victim', ids: [], disclosed: ['sex', 'crimes.offenders.sex', 'status'], withheld: [] }],
    }]);
  });

  it.each([['SHELTER_WORKER'], ['ASSISTANCE_WORKER'], ['DONOR'], ['ADMINISTRATOR']] as const)('refuses %s, on record', async (role) => {
    figures.entries.length = 0;
    const { data, errors } = await figures.ask([role], `{ statistics(of: { victims: { by: [SEX] } }) ${FIELDS} }`);
    expect(data).toBeNull();
    expect(errors?.map(codeOf)).toEqual(['FORBIDDEN']);
    expect(figures.entries).toMatchObject([{ act: 'COUNT', outcome: 'REFUSED', touched: [{ disclosed: [], withheld: ['sex'] }] }]);
  });

  it.each([
    ['five dimensions', '{ victims: { by: [SEX, STATUS, MAJORITY, AGE_BAND, SECTOR] } }'],
    ['a dimension twice', '{ victims: { by: [SEX, SEX] } }'],
    ['a condition without values', '{ victims: { by: [SEX], where: { status: [] } } }'],
    ['a condition of null', '{ victims: { by: [SEX], where: { status: null } } }'],
  ])('refuses %s', async (_, of) => {
    const { errors } = await figures.ask(COORDINATOR, `{ statistics(of: ${of}) ${FIELDS} }`);
    expect(errors?.map(codeOf)).toEqual(['BAD_REQUEST']);
  });

  it('is not in the language to ask about two subjects, or for what is not countable', async () => {
    for (const question of ['{ victims: { by: [] }, cases: { by: [] } }', '{ victims: { by: [FAMILY_NAME] } }', '{ victims: { by: [], where: { birthDate: ["1990"] } } }']) {
      expect((await figures.ask(COORDINATOR, `{ statistics(of: ${question}) ${FIELDS} }`)).errors).toHaveLength(1);
    }
  });

  it('answers alike, digest included, in a world that differs only under seals', async () => {
    const questions = SUBJECTS.flatMap(({ key, statistics }) => statistics.map(({ dimension: { name } }) =>
      `{ ${key}: { by: [${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}] } }`));
    const all = async (): Promise<string> => JSON.stringify(await Promise.all(questions.map(table)));
    const before = await all();
    await figures.behind(`update records.victim set sex = 'Other', registered_on = '1999', exploitation_forms = null where sealed`);
    await figures.behind(`update records.offender set sex = 'Other', kind = 'LegalPerson' where sealed`);
    await figures.behind(`update records.crime set region = 'Nakhchivan', article = 'Art106', purposes = '{Other}' where sealed`);
    await figures.behind(`update records.charge set article = 'Art106' where offender_id = $1`, [sealedOffender]);
    await figures.behind(`update records.offender_involvement set roles = '{Smuggler}' where offender_id = $1`, [sealedOffender]);
    await figures.behind(`insert into records.victim (id, person_id, pseudonym, status, sex, recorded_at, minor, sealed, evidential)
      select gen_random_uuid(), person_id, 'S-' || n, 'Potential', 'Other', now(), true, true, true from records.victim, generate_series(1, 3) n where sealed`);
    expect(await all()).toBe(before);
  });

  it('gives no figure that cannot be put on record', async () => {
    const append = figures.audit.append.bind(figures.audit);
    figures.audit.append = () => Promise.reject(new CodedError('UNAVAILABLE'));
    const { data, errors } = await figures.ask(COORDINATOR, `{ statistics(of: { victims: { by: [SEX] } }) ${FIELDS} }`);
    figures.audit.append = append;
    expect(data).toBeNull();
    expect(errors?.map(codeOf)).toEqual(['UNAVAILABLE']);
  });

  it('refuses more groups than it can answer, on record', async () => {
    await figures.behind(`insert into records.victim (id, person_id, pseudonym, status, sex, registered_on, recorded_at, minor, sealed, evidential)
      select gen_random_uuid(), (select id from records.person limit 1), 'M-' || n, 'Potential', (array['Male', 'Female'])[1 + n % 2],
        lpad((1000 + n / 2)::text, 4, '0'), now(), true, false, true from generate_series(1, 10100) n`);
    figures.entries.length = 0;
    const { errors } = await figures.ask(COORDINATOR, `{ statistics(of: { victims: { by: [YEAR_REGISTERED, SEX] } }) ${FIELDS} }`);
    expect(errors?.map(({ originalError }) => originalError)).toMatchObject([{ code: 'BAD_REQUEST', rule: 'TOO_MANY_GROUPS' }]);
    expect(figures.entries).toMatchObject([{ act: 'COUNT', outcome: 'REFUSED' }]);
  });
});

describe('at start-up', () => {
  const boot = (subject: Subject): (() => Statistics) => () => new Statistics({ wall: undefined as never, audit: undefined as never }, [subject]);
  const of = (record: typeof Victim | typeof Offender, how: Parameters<ReturnType<typeof statisticsOf>>[1], twice = false): Subject => {
    const one = statisticsOf(record)('odd', how, say('Odd', 'Qəribə'), say('Odd', 'Qəribə'), 'ours');
    return { key: 'odd', record, unit: say('Odd', 'Qəribə'), definition: say('Odd', 'Qəribə'), statistics: twice ? [one, one] : [one] };
  };

  it.each([
    ['a birth date', of(Victim, { kind: 'YEAR', field: 'birthDate' }), /VICTIM_IDENTITY/],
    ['a gender, which is identity', of(Victim, { kind: 'VALUE', field: 'gender' }), /VICTIM_IDENTITY/],
    ['a place of residence', of(Victim, { kind: 'VALUE', field: 'residenceRegion' }), /WHEREABOUTS/],
    ['health', of(Victim, { kind: 'VALUE', field: 'fitForInterview' }), /HEALTH/],
    ['the join of facets', of(Victim, { kind: 'COMBINATION', path: 'person', field: 'id' }), /JOIN/],
    ['an id', of(Victim, { kind: 'VALUE', field: 'id' }), /ID/],
    ['free text', of(Victim, { kind: 'VALUE', field: 'collectedFrom' }), /not counted/],
    ['an instant', of(Victim, { kind: 'YEAR', field: 'recordedAt' }), /not counted/],
    ['a narrative over a relation', of(Victim, { kind: 'COMBINATION', path: 'crimes', field: 'meansTold' }), /NARRATIVE/],
    ['staff', of(Offender, { kind: 'COMBINATION', path: 'taskings', field: 'purpose' }), /STAFF/],
    ['a field that does not exist', of(Victim, { kind: 'VALUE', field: 'shoeSize' }), /does not exist/],
    ['a path that is no relation', of(Victim, { kind: 'EACH', path: 'sex', field: 'sex' }), /no relation/],
    ['a code outside the list', of(Victim, { kind: 'PRESENCE', field: 'exploitationForms', codes: ['Slavery'] }), /not in the list/],
    ['a presence of nothing', of(Victim, { kind: 'PRESENCE', field: 'exploitationForms' }), /codes/],
    ['one name twice', of(Victim, { kind: 'VALUE', field: 'sex' }, true), /twice/],
  ])('refuses %s', (_, subject, reason) => {
    expect(boot(subject)).toThrow(reason);
  });

  it('lists every statistic file under a subject', () => {
    const folder = import.meta.dirname;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const subjects = files.filter((file) => file.endsWith('.subject.ts')).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    for (const file of files.filter((one) => one.endsWith('.statistic.ts'))) {
      expect(subjects).toContain(`./${file.split('/').at(-1)?.replace(/\.ts$/, '.js') ?? ''}`);
    }
  });
});
