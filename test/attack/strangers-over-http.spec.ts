/** attacks.md, rows 22 and 23, over HTTP: whoever is not signed in gets one answer to everything but the few public documents. */
import { readFileSync } from 'node:fs';
import { PUBLIC_DOCUMENTS, SIGN_IN_DOCUMENT } from '#identity';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';

import { startApi, type Api } from '../support/api.js';
import { operationOf, rootFields, servedSchema } from '../support/operations.js';

const STRANGER = '{"errors":[{"message":"Sign in first","extensions":{"code":"UNAUTHENTICATED"}}]}';
const APPENDED = ['__typename', '__schema { types { name } }', '__type(name: "Victim") { name }', '_entities(representations: []) { __typename }', '_service { sdl }'];

let api: Api;
let schema: GraphQLSchema;
beforeAll(async () => {
  api = await startApi();
  await api.officer('client');
  schema = await servedSchema(await api.signIn('client'));
});
afterAll(() => api.close());

const operations = (): string[] => rootFields(schema).flatMap(({ kind, field }) => ['', ...APPENDED].map((more) => operationOf(kind, field, more)));

it('the written schema is the one that is served', () => {
  const written = readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8').replace(/^(#.*\n|\n)+/, '');
  expect(printSchema(lexicographicSortSchema(schema)).trim()).toBe(written.trim());
});

it('every question and command is answered the same 401, with whatever is appended, and leaves one gathered entry in the log', async () => {
  const before = await api.behind('select count(*)::int as n from audit.entry');
  const asked = operations();
  expect(asked.length).toBeGreaterThan(50 * (1 + APPENDED.length));
  const answers = await Promise.all([...asked, ...APPENDED.map((field) => `{ ${field} }`), 'no document', '{ health }', '{ version }', '{ settings }'].map((query) => api.post({ query })));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`401 ${STRANGER}`]));
  expect(await api.behind(`select count(*)::int as n from audit.entry where body::jsonb -> 'question' ->> 'root' <> 'edge'`)).toEqual(before);
  const gathered = await api.behind(`select body::jsonb ->> 'actor' as actor, body::jsonb -> 'detail' ->> 'refusal' as refusal from audit.entry where body::jsonb -> 'question' ->> 'root' = 'edge'`);
  expect(new Set(gathered.map(({ actor, refusal }) => `${String(actor)} ${String(refusal)}`))).toEqual(new Set(['null UNAUTHENTICATED']));
  expect(gathered.length).toBeLessThan(10);
});

it('the public documents are seven texts, and each only signs in', async () => {
  const admitted = await Promise.all(PUBLIC_DOCUMENTS.map(({ document }) => api.post({ query: document, variables: { input: {} } })));
  expect(admitted.map(({ text }) => text === STRANGER)).toEqual([false, false, false, false, false, false, false]);
  for (const { document } of PUBLIC_DOCUMENTS) expect((await api.post({ query: `${document} ` })).text).toBe(STRANGER);
});

it('the first public document is that text and no other', async () => {
  const variables = { input: { login: 'client', password: 'wrong' } };
  expect((await api.post({ query: SIGN_IN_DOCUMENT, variables })).errors).toMatchObject([{ extensions: { code: 'SIGN_IN_FAILED' } }]);
  for (const query of [`${SIGN_IN_DOCUMENT} `, `# ${SIGN_IN_DOCUMENT}`, SIGN_IN_DOCUMENT.replace('token', 'token __typename'), `${SIGN_IN_DOCUMENT} query Q { me { officer } }`, SIGN_IN_DOCUMENT.replaceAll('input', 'given')]) {
    expect(query).not.toBe(SIGN_IN_DOCUMENT);
    const { status, text } = await api.post({ query, variables, operationName: 'Q' });
    expect([status, text]).toEqual([401, STRANGER]);
  }
});

it('what answers without a session beside it says nothing but yes or no', async () => {
  for (const [path, body] of [['live', '{"status":"live"}'], ['ready', '{"status":"ready"}']]) expect(await (await fetch(`${api.url}/health/${path!}`)).text()).toBe(body);
  for (const path of ['/', '/health', '/version', '/settings', '/metrics', '/admin', '/.env', '/graphql/', '/schema/api.graphql']) {
    const answer = await fetch(api.url + path);
    expect([path, answer.status >= 400, (await answer.text()).length < 200]).toEqual([path, true, true]);
  }
});
