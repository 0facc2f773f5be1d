/** Trusted documents: a stolen token of a machine asks what its program asks, and nothing else; and nobody alone decides what that is. */
import { createHash } from 'node:crypto';
import type { Id } from '#kernel';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { withApproval } from '../support/approval.js';

const LISTED = 'query Daily { cases { totalCount } }';
const MAKE = 'mutation ($o: ID!) { makeMachine(officer: $o) }';
const TRUST = 'mutation ($o: ID!, $d: String!) { trustDocument(officer: $o, document: $d) }';
const DISTRUST = 'mutation ($o: ID!, $h: String!) { distrustDocument(officer: $o, sha256: $h) }';
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

let api: Api;
let ann: Client;
let ben: Client;
let robot: Id;
let machine: Client;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  for (const login of ['ann', 'ben']) await api.officer(login, 'ADMINISTRATOR');
  [ann, ben] = [await api.signIn('ann'), await api.signIn('ben')];
  robot = await api.officer('robot', 'UNIT_HEAD');
});
afterAll(() => api.close());

const codes = ({ errors }: ApiAnswer): unknown[] => errors.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']].filter(Boolean).join(' '));
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${machine.token}` });
const refusedRules = async (): Promise<unknown[]> => (await api.behind(`select body::jsonb -> 'detail' ->> 'rule' as rule, body::jsonb -> 'question' ->> 'hash' as hash from audit.entry where officer = $1 and body::jsonb ->> 'outcome' = 'REFUSED' order by recorded_at desc limit 1`, [robot]));

it('is made by two, and ends the sessions it had', async () => {
  const before = await api.signIn('robot');
  expect(codes(await ann.ask(TRUST, { o: robot, d: LISTED }))).toEqual(['REJECTED NOT_A_MACHINE']);
  expect(codes(await ann.ask(MAKE, { o: robot }))).toEqual(['APPROVAL_REQUIRED']);
  expect((await before.ask(LISTED)).status).toBe(200);
  expect((await withApproval(ann, ben, MAKE, { o: robot })).answer.data).toEqual({ makeMachine: true });
  expect((await before.ask(LISTED)).status).toBe(401);
  expect(codes(await ann.ask(MAKE, { o: robot }))).toEqual(['REJECTED MACHINE']);
  expect(codes(await ann.ask(MAKE, { o: ann.officer }))).toEqual(['REJECTED SELF_CHANGE']);
  machine = await api.signIn('robot');
});

it('sends nothing before two have listed something, and then exactly that', async () => {
  expect([(await machine.ask(LISTED)).status, codes(await machine.ask(LISTED))]).toEqual([403, ['FORBIDDEN DOCUMENT_NOT_TRUSTED']]);
  expect(codes(await ann.ask(TRUST, { o: robot, d: LISTED }))).toEqual(['APPROVAL_REQUIRED']);
  expect((await machine.ask(LISTED)).status).toBe(403);
  expect((await withApproval(ann, ben, TRUST, { o: robot, d: LISTED })).answer.data).toEqual({ trustDocument: sha256(LISTED) });
  const answer = await machine.ask(LISTED);
  expect([answer.status, answer.data]).toEqual([200, { cases: { totalCount: 0 } }]);
  expect((await api.post({ documentId: `sha256:${sha256(LISTED)}` }, bearer())).data).toEqual(answer.data);
  expect(codes(await ann.ask(TRUST, { o: robot, d: LISTED }))).toEqual(['REJECTED DOCUMENT_LISTED']);
});

it.each([`${LISTED} `, LISTED.replace('Daily', 'Weekly'), '{ __schema { types { name } } }', 'mutation { signOut }', 'mutation { proveAgain(input: {}) }', '{ not graphql'])(
  'sends no %j, and every try is on record by its hash', async (document) => {
    expect([(await machine.ask(document)).status, codes(await machine.ask(document))]).toEqual([403, ['FORBIDDEN DOCUMENT_NOT_TRUSTED']]);
    expect(await refusedRules()).toEqual([{ rule: 'DOCUMENT_NOT_TRUSTED', hash: sha256(document) }]);
  });

it('never counts as having proved who it is', async () => {
  expect((await api.assembly.identity.sessions.viewerOf(machine.token))!).toMatchObject({ machine: true });
  expect((await api.assembly.identity.sessions.viewerOf(machine.token))!.provedAt).toBeUndefined();
});

it('is not asked for by others, and lists only GraphQL of a size that can be read', async () => {
  await api.officer('curious', 'ANALYST', 'INVESTIGATOR');
  const curious = await api.signIn('curious');
  for (const [query, more] of [[MAKE, {}], [TRUST, { d: LISTED }], [DISTRUST, { h: sha256(LISTED) }]] as const) expect(codes(await curious.ask(query, { o: robot, ...more }))).toEqual(['FORBIDDEN']);
  for (const d of ['', '{ not graphql', `{ cases { totalCount } } #${'x'.repeat(8_000)}`]) expect(codes(await ann.ask(TRUST, { o: robot, d }))).toEqual(['REJECTED DOCUMENT']);
});

it('is not made by whoever holds the database login of the application', async () => {
  const insert = api.assembly.pool.query('insert into identity.trusted_document (officer_id, hash, document) values ($1, $2, $3)', [robot, sha256('{ me { officer } }'), '{ me { officer } }']);
  await expect(insert).rejects.toMatchObject({ code: '42501' });
  await expect(api.assembly.pool.query('delete from identity.machine')).rejects.toMatchObject({ code: '42501' });
});

it('loses a document with the next request', async () => {
  expect((await ann.ask(DISTRUST, { o: robot, h: sha256(LISTED) })).data).toEqual({ distrustDocument: true });
  expect((await machine.ask(LISTED)).status).toBe(403);
  expect(codes(await ann.ask(DISTRUST, { o: robot, h: sha256(LISTED) }))).toEqual(['NOT_FOUND']);
});
