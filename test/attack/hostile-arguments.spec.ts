/**
 * attacks.md, rows 57, 66, 73, 74 and 84: every argument the schema has is given SQL, objects where scalars belong, numbers and dates that are
 * none. Nothing fails inside, nothing is found that was not asked for, and whatever is asked stands in the log under the one who asked.
 */
import { isListType, isNonNullType, isScalarType, type GraphQLInputType } from 'graphql';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE } from '../support/case-over-http.js';
import { leavesOf, operationOf, rootFields, servedSchema, type Leaf, type RootField } from '../support/operations.js';

const SQL = [`' or '1'='1`, `'); drop table records.victim cascade; --`, `1 or pg_sleep(30)`, `\\'; select 1 --`, `$1 $2 :v ?`, `{"__raw":true,"sql":"1=1"}`, 'x" or "1"="1', '*'];
const OBJECTS = [{ $gt: '' }, { __raw: true, sql: '1=1' }, [[{ a: 1 }]], [{ $ne: null }]];
const DATES = ['0000', '9999-12-31', '275760-09-13', '2016-12-31T23:59:60Z', '2024-02-30', '-1', '2024-03-31T02:30:00[Europe/Berlin]', '+010000-01-01T00:00:00Z', 'now', 'infinity', ''];
const NUMBERS = [2 ** 53, -1, 2147483647, 2147483648, 1e9, 1.5, 'NaN', '1', -2147483649];

let api: Api;
let investigator: Client;
let analyst: Client;
let victim: string;
let roots: readonly { readonly kind: 'query' | 'mutation'; readonly field: RootField }[];
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  await api.officer('investigator', 'INVESTIGATOR');
  await api.officer('analyst', 'ANALYST');
  investigator = await api.signIn('investigator');
  analyst = await api.signIn('analyst');
  ({ victim } = await makeCase(investigator));
  roots = rootFields(await servedSchema(analyst));
});
afterAll(() => api.close());

const named = (type: GraphQLInputType): string => {
  let inner = type;
  while (isNonNullType(inner) || isListType(inner)) inner = inner.ofType;
  return isScalarType(inner) ? inner.name : 'enum';
};
const inList = (type: GraphQLInputType, value: unknown): unknown => (isNonNullType(type) ? inList(type.ofType, value) : isListType(type) ? [inList(type.ofType, value)] : value);

interface Asked { readonly what: string; readonly value: unknown; readonly query: string; readonly variables: object }
/** Each leaf of the given scalars, with each value; in `npm test` every thirty-seventh of these, in the long run all. */
const STEP = process.env['QALXAN_LONG'] === '1' ? 1 : 37;
const askedOf = (kinds: readonly string[], values: readonly unknown[], wrapped = true): Asked[] => roots.flatMap(({ kind, field }) =>
  leavesOf(field).filter(({ type }: Leaf) => kinds.includes(named(type))).flatMap((leaf) => values.map((value) => ({
    what: `${field.name} ${leaf.path.join('.')}`, value, query: operationOf(kind, field, '', leaf), variables: { v: wrapped ? inList(leaf.type, value) : value },
  })))).filter((_, at) => at % STEP === 0);

/** Asks all, a few at a time. @returns the answers that are not as `fine` says. */
async function unlike(client: Client, asked: readonly Asked[], fine: (answer: ApiAnswer, one: Asked) => boolean): Promise<string[]> {
  const bad: string[] = [];
  const rest = [...asked];
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
      const answer = await client.ask(one.query, one.variables as Record<string, unknown>, PURPOSE);
      if (!fine(answer, one)) bad.push(`${one.what} ${JSON.stringify(one.value)}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }));
  return bad;
}
const sound = ({ status, text }: ApiAnswer): boolean => status < 500 && !/INTERNAL|syntax error|pg_|relation "|SQL/.test(text);
const refused = (answer: ApiAnswer): boolean => answer.status === 400 && answer.text.trim() === '{"errors":[{"message":"Bad request","extensions":{"code":"BAD_REQUEST"}}]}';
/** Refused by the planner, which names the field and nothing else. */
const deniedAll = ({ data, errors }: ApiAnswer): boolean => errors.length === 1 && errors[0]?.extensions?.['code'] === 'BAD_REQUEST' && Object.values(data ?? {}).every((one) => one === null);
/** Rows that a question found. */
const found = ({ data }: ApiAnswer): number => Object.values(data ?? {}).reduce<number>((sum, page) => sum + ((page as { totalCount?: number } | null)?.totalCount ?? 0), 0);

it('the questions of this test find what there is', async () => {
  expect(found(await analyst.ask('query ($v: String) { offenders(filter: { familyName: { eq: $v } }) { totalCount } }', { v: 'Qondarmalı' }, PURPOSE))).toBe(1);
});

it('SQL is text: in every filter it finds nothing', async () => {
  const filters = askedOf(['String', 'ID'], SQL).filter(({ what }) => / filter\./.test(what) && !/\.(?:not|and|or)\./.test(what));
  expect(filters.length).toBeGreaterThan(20);
  for (const client of [analyst, investigator]) expect(await unlike(client, filters, (answer) => sound(answer) && found(answer) === 0)).toEqual([]);
}, 120_000);

it('and in every other argument it is refused, or kept as text; no row that was there is touched', async () => {
  const rows = (): Promise<Record<string, unknown>[]> => api.behind('select xmin::text, id from records.victim where id = $1', [victim]);
  const before = await rows();
  const others = askedOf(['String', 'ID'], SQL).filter(({ what }) => !/ filter\./.test(what));
  expect(others.length).toBeGreaterThan(20);
  expect(await unlike(investigator, others, sound)).toEqual([]);
  expect(await rows()).toEqual(before);
}, 120_000);

it('an object or a list is no scalar', async () => {
  const asked = askedOf(['String', 'ID', 'Int', 'Boolean', 'PartialDate', 'Instant', 'enum'], OBJECTS, false);
  expect(asked.length).toBeGreaterThan(30);
  expect(await unlike(investigator, asked, refused)).toEqual([]);
}, 120_000);

it('a date that is none is refused, wherever it stands', async () => {
  const asked = askedOf(['PartialDate', 'Instant'], DATES);
  expect(asked.length).toBeGreaterThan(4);
  expect(await unlike(investigator, asked, sound)).toEqual([]);
  const year = (v: string) => analyst.ask('query ($v: PartialDate) { crimes(filter: { committedOn: { eq: $v } }) { totalCount } }', { v }, PURPOSE);
  for (const v of ['0000', '275760-09-13', '2024-02-30', '-1', 'now', '']) expect([v, refused(await year(v)) || (await year(v)).status < 500 && found(await year(v)) === 0]).toEqual([v, true]);
}, 120_000);

it('a number that is none is refused; a page is no larger than a page, whatever is asked for', async () => {
  const asked = askedOf(['Int'], NUMBERS);
  expect(asked.length).toBeGreaterThan(4);
  expect(await unlike(investigator, asked, sound)).toEqual([]);
  for (const first of [-1, 1_000_000, 1e9, 2147483647]) {
    expect([first, deniedAll(await analyst.ask('query ($v: Int) { offenders(first: $v) { edges { node { id } } } }', { v: first }))]).toEqual([first, true]);
  }
  const nested = '{ cases(first: 100) { edges { node { crimes(first: 100) { edges { node { victims(first: 100) { edges { node { crimes(first: 100) { edges { node { id } } } } } } } } } } } } }';
  expect(deniedAll(await analyst.ask(nested))).toBe(true);
}, 120_000);

it('whoever gives a command or asks is on record as himself, whatever he gives: nothing that is given sets or leaves out the entry', async () => {
  const names = /^(?:actor|act|recordedAt|lane|number|hash|receipt|audit|log|skip\w*|silent|session|createdBy|updatedBy|role_?of|asOfficer|onBehalfOf)$/i;
  const inputs = roots.flatMap(({ kind, field }) => (kind === 'mutation' ? leavesOf(field).map(({ path }) => path.at(-1) ?? '') : []));
  expect(inputs.length).toBeGreaterThan(100);
  expect(inputs.filter((name) => names.test(name))).toEqual([]);

  const entries = (): Promise<Record<string, unknown>[]> => api.behind('select lane, number, officer from audit.entry');
  let before = await entries();
  const unlogged: string[] = [];
  // What is asked about one's own account alone tells of no record and of nobody else.
  for (const { kind, field } of roots.filter(({ field: { name } }) => !/^(?:signOut|me|factors|recoveryCodesLeft)$|SignIn$|^signIn|Proof$/.test(name))) {
    const answer = await investigator.ask(operationOf(kind, field), { actor: 'x', officer: 'x' });
    const after = await entries();
    const added = after.slice(before.length);
    if (answer.status === 200 && added.length === 0) unlogged.push(`${field.name}: ${answer.text.slice(0, 120)}`);
    if (after.filter(({ officer }) => officer === investigator.officer).length !== before.filter(({ officer }) => officer === investigator.officer).length + added.length) unlogged.push(`${field.name}: under another name`);
    before = after;
  }
  expect(unlogged).toEqual([]);
}, 120_000);
