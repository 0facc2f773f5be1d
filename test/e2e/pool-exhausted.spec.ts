/**
 * attacks.md, row 106: every connection to the database held by others, and statements that take too long. Who asks meanwhile is told
 * 503 and not left hanging, nothing of a command is stored, and no connection is lost by it.
 */
import { withClient } from '#persistence';
import type { Pool } from 'pg';

import { startApi, type Api, type Client } from '../support/api.js';
import { makeCase, PURPOSE, stored, type SmallCase } from '../support/case-over-http.js';

const CONNECTIONS = 4;
const NO_ANSWER = '{"errors":[{"message":"The service cannot answer now","extensions":{"code":"UNAVAILABLE"}}]}';
const OPEN_CASE = 'mutation { openCase(input: { articles: [Art144_1] }) { id } }';
const REPORT = 'mutation ($c: ID!) { reportCrime(input: { caseId: $c, acts: [Recruitment] }) { id } }';
const READ = 'query ($id: ID!) { victim(id: $id) { familyName } }';

let api: Api;
let pool: Pool;
let investigator: Client;
let other: Client;
let own: SmallCase;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no', QALXAN_POOL_SIZE: String(CONNECTIONS), QALXAN_STATEMENT_TIMEOUT_MS: '600' });
  ({ pool } = api.assembly);
  await api.officer('investigator', 'INVESTIGATOR');
  await api.officer('other', 'INVESTIGATOR');
  investigator = await api.signIn('investigator');
  other = await api.signIn('other');
  own = await makeCase(investigator);
});
afterAll(() => api.close());

const whileLocked = (tables: string, work: () => Promise<void>): Promise<void> => withClient(api.database.adminUrl, async (holder) => {
  await holder.query(`begin; lock table ${tables} in access exclusive mode`);
  await work();
});

/** The pool as it must be between tests: every connection free, nobody waiting. */
const expectAllFree = (): void => expect([pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0]);

it('with every connection held, all are told 503 while they are held, and answered when they are free again', async () => {
  const before = await stored(api);
  const held = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
  const asked = Promise.all([
    investigator.ask(READ, { id: own.victim }, PURPOSE), investigator.ask(OPEN_CASE), other.ask('{ statistics(of: { victims: { by: [SEX] } }) { total } }'), other.ask(OPEN_CASE),
  ]);
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${api.url}/health/ready`);
  const answers = await asked;
  expect(pool.idleCount).toBe(0);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', failed: ['database'] }]);
  for (const client of held) client.release();
  for (const { status, text } of answers) expect([status, text.trimEnd()]).toEqual([503, NO_ANSWER]);
  expect(await stored(api)).toEqual(before);
  expect((await investigator.ask(READ, { id: own.victim }, PURPOSE)).data).toEqual({ victim: { familyName: 'Uydurmazadə' } });
  expectAllFree();
});

it('the last connection taken between a command\'s admission and its transaction: 503, nothing stored', async () => {
  const before = await stored(api);
  const held = await Promise.all(Array.from({ length: CONNECTIONS - 1 }, () => pool.connect()));
  // One connection for both: each command needs it twice, for who asks and for the transaction.
  const answers = await Promise.all(Array.from({ length: 6 }, () => investigator.ask(OPEN_CASE)));
  for (const client of held) client.release();
  for (const { status, text } of answers) expect([[200, text], [503, `${NO_ANSWER}\n`], [503, NO_ANSWER]]).toContainEqual([status, text]);
  const made = answers.filter(({ status }) => status === 200).length;
  expect(await api.behind('select count(*)::int as n from records."case"')).toEqual([{ n: made + Number(String(before['records."case"']).split(' ')[0]) }]);
  expectAllFree();
});

it('waits for the database no longer than row 106 allows', () => {
  expect(pool.options).toMatchObject({ max: CONNECTIONS, statement_timeout: 600 });
  expect(pool.options.connectionTimeoutMillis).toBeLessThanOrEqual(2_000);
});

it('statements that take too long are ended: 503, nothing stored, and those who ask for something else are answered afterwards', async () => {
  const before = await stored(api);
  await whileLocked('records.victim, records.crime', async () => {
    const answers = await Promise.all([
      investigator.ask(READ, { id: own.victim }, PURPOSE), investigator.ask('{ crimes { totalCount } }'),
      investigator.ask('query ($id: ID!) { caseLinks(case: $id) { total } }', { id: own.caseId }),
      other.ask('{ statistics(of: { victims: { by: [SEX] } }) { total } }'),
      investigator.ask('query ($id: ID!) { history(record: Victim, id: $id) { totalCount } }', { id: own.victim }),
      investigator.ask(REPORT, { c: own.caseId }), investigator.ask(REPORT, { c: own.caseId }),
    ]);
    for (const { status, text } of answers) expect([status, text.trimEnd()]).toEqual([503, NO_ANSWER]);
  });
  expect(await stored(api)).toEqual(before);
  expect((await investigator.ask(REPORT, { c: own.caseId })).status).toBe(200);
  expectAllFree();
});
