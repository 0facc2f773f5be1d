/**
 * attacks.md, rows 63, 67, 68, 70, 71 and 72: text that is a pattern, a query, a page, a line of a log, or not what it looks like. It is
 * kept to the letter or refused by a rule, found literally, and does nothing to whoever reads it later.
 */
import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, type SmallCase } from '../support/case-over-http.js';

let api: Api;
let investigator: Client;
let analyst: Client;
let small: SmallCase;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no', QALXAN_IDENTITY_BUDGET: '1000' });
  await api.officer('investigator', 'INVESTIGATOR');
  await api.officer('analyst', 'ANALYST');
  investigator = await api.signIn('investigator');
  analyst = await api.signIn('analyst');
  small = await makeCase(investigator);
});
afterAll(() => api.close());

const register = (familyName: string): Promise<ApiAnswer> => investigator.ask(
  'mutation ($input: RegisterOffenderInput!) { registerOffender(input: $input) { id } }',
  { input: { kind: 'NaturalPerson', crimeId: small.crime, familyName, roles: ['Transporter'] } }, PURPOSE);
const search = async (operator: string, value: string): Promise<string[] | string> => {
  const { data, status } = await analyst.ask(`query ($v: String) { offenders(first: 50, filter: { familyName: { ${operator}: $v } }) { edges { node { familyName } } } }`, { v: value }, PURPOSE);
  const page = data?.['offenders'] as { edges: { node: { familyName: string } }[] } | null | undefined;
  return page ? page.edges.map(({ node }) => node.familyName).sort() : String(status);
};

it('patterns are letters', async () => {
  for (const name of ['Yüz%faiz', 'Yüzdəfaiz', 'Alt_xətt', 'Altxxətt', String.raw`Geri\xətt`, 'Geriyəxətt']) expect((await register(name)).errors).toEqual([]);
  expect(await search('startsWith', 'Yüz%')).toEqual(['Yüz%faiz']);
  expect(await search('contains', '_')).toEqual(['Alt_xətt']);
  expect(await search('contains', '\\')).toEqual([String.raw`Geri\xətt`]);
  expect(await search('contains', '%')).toEqual(['Yüz%faiz']);
});

it.each(['$.a ? (@ == 1)', 'a & b | !c:*', `{"a":1}`, `@> '{}'`, '(', '[a-z]+', '.*', '^', String.raw`\m`, '<->', "''"])('%j is text in a search, and finds nothing', async (text) => {
  expect(await search('contains', text)).toEqual([]);
  expect(await search('startsWith', text)).toEqual([]);
});

it.each([
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}${7*7}<%= 7*7 %>', '[x](javascript:alert(1))', `=cmd|'/c calc'!A0`, '@SUM(1+1)', "Əliyev\u0301 S\u0327", 'Ａｌｉ', '👩‍👩‍👧‍👦', 'а́pple (Cyrillic а)',
  'a\u200Bb', '\u{1F600}'.repeat(10), 'null', 'undefined', 'true', '00123', '1e5', 'Robert\'); DROP TABLE students;--',
])('%j is kept to the letter, and handed out as JSON that no browser runs', async (name) => {
  const made = await register(name);
  expect(made.errors).toEqual([]);
  const { id } = made.data?.['registerOffender'] as { id: string };
  const shown = await investigator.ask('query ($id: ID!) { offender(id: $id) { familyName } }', { id }, PURPOSE);
  expect(shown.data).toEqual({ offender: { familyName: name } });
  expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual(['application/graphql-response+json; charset=utf-8', 'nosniff']);
});

it.each([
  ['a NUL', 'a\u0000b', 400], ['a bidirectional override', 'a\u202Eb', 'TEXT_NOT_ALLOWED'], ['an isolate', 'a\u2066b', 'TEXT_NOT_ALLOWED'], ['a byte order mark', '\uFEFFa', 'TEXT_NOT_ALLOWED'], ['an escape', 'a\u001b[31mb', 'TEXT_NOT_ALLOWED'],
  ['half a character', 'a\ud800', 400], ['a line of a log', 'a\n{"level":"info","event":"forged.event"}', 'TEXT_NOT_ALLOWED'],
])('%s is refused by a rule and not by a failure', async (_, name, why) => {
  const { status, errors } = await register(name);
  expect(typeof why === 'number' ? status : errors[0]?.extensions?.['rule']).toBe(why);
});

it('names of victims are found however their letters are composed, and no other name is', async () => {
  const found = async (v: string): Promise<number> => {
    const { data } = await investigator.ask('query ($v: String) { victims(filter: { familyName: { eq: $v } }) { totalCount } }', { v }, PURPOSE);
    return (data?.['victims'] as { totalCount: number }).totalCount;
  };
  const composed = 'Uydurmazadə';
  expect([await found(composed), await found(composed.normalize('NFD')), await found(composed.toUpperCase()), await found('Uуdurmazadə'), await found('Uydurmazad')]).toEqual([1, 1, 1, 0, 0]);
});

it('a log has one line for one event, whatever is logged about', async () => {
  const before = api.logged.length;
  const tricks = ['\n{"event":"forged.event"}', '\u001b[31m', '%s%n', '\u2028', '\r\nSet-Cookie: a=b'];
  for (const trick of tricks) {
    await api.post({ query: `mutation { signIn(input: { login: ${JSON.stringify(trick)}, password: "x" }) { token } }` });
    await investigator.ask(`{ nothing${trick} }`);
    await investigator.ask('{ victims { totalCount } }', { [trick]: trick }, `reason:ThreatToLife;Qurbanın həyatına real təhlükə var ${trick}`);
  }
  for (const line of api.logged.slice(before)) {
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\u2028]/u);
    expect(line.endsWith('\n')).toBe(true);
    expect((JSON.parse(line) as { event: string }).event).not.toBe('forged.event');
  }
  expect(await api.behind(`select count(*)::int as n from audit.entry where body ~ '\\n|\\u001b'`)).toEqual([{ n: 0 }]);
});

it.each(['eq', 'startsWith', 'contains'])('texts made to hold up a pattern do not: %s', async (operator) => {
  for (const text of [`${'a'.repeat(50_000)}!`, '((a+)+)+$'.repeat(100), 'ə\u0301'.repeat(20_000), '%_'.repeat(20_000)]) {
    expect([[], '400', '413']).toContainEqual(await search(operator, text));
  }
});
