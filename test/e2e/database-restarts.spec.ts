/**
 * attacks.md, row 105: the database stopped and started under load, gently and at once. Meanwhile an answer is complete or 503;
 * afterwards the same process answers again; and every answer that was given is in the audit log, every stored row in the history.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditKeyFromFile, verifyLane } from '#audit';
import { provideDatabase, provideLogins, startEmbedded, type EmbeddedServer } from '#persistence';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, until } from '../support/case-over-http.js';

const NO_ANSWER = '{"errors":[{"message":"The service cannot answer now","extensions":{"code":"UNAVAILABLE"}}]}';
const folder = mkdtempSync(join(tmpdir(), 'qalxan-restart-'));

let server: EmbeddedServer;
let api: Api;
beforeAll(async () => {
  server = await startEmbedded({ folder, settings: { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: '32MB', io_method: 'sync' } });
  const adminUrl = await provideDatabase(server.adminUrl, 'restarts');
  const access = await provideLogins(adminUrl, server.secret);
  api = await startApi({ QALXAN_DEMO: 'no' }, { name: 'restarts', access, adminUrl, drop: () => server.stop('immediate') });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const OPEN_CASE = 'mutation { openCase(input: { articles: [Art144_1] }) { id case { articles } } }';
const answers: ApiAnswer[] = [];
const opened = (): string[] => answers.flatMap(({ data }) => (data?.['openCase'] ? [(data['openCase'] as { id: string }).id] : []));

/** Asks one question again and again until told to stop. What it is answered must be `complete`, or 503. */
async function keepAsking(going: { on: boolean }, complete: unknown, ask: () => Promise<ApiAnswer>): Promise<void> {
  while (going.on) {
    const answer = await ask();
    answers.push(answer);
    if (answer.status === 503) {
      expect(answer.text.trimEnd()).toBe(NO_ANSWER);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } else {
      expect([answer.status, answer.errors, answer.data]).toEqual([200, [], complete]);
    }
  }
}

async function investigatorsWithCases(logins: readonly string[]): Promise<{ client: Client; victim: string }[]> {
  return Promise.all(logins.map(async (login) => {
    await api.officer(login, 'INVESTIGATOR');
    const client = await api.signIn(login);
    return { client, victim: (await makeCase(client, `Uydurma-${login}`)).victim };
  }));
}

it('answers completely or not at all while the server restarts, and goes on afterwards', async () => {
  const officers = await investigatorsWithCases(['one', 'two', 'three']);
  const going = { on: true };
  const load = officers.flatMap(({ client, victim }, at) => [
    keepAsking(going, { victim: { familyName: `Uydurma-${['one', 'two', 'three'][at]!}`, crimes: { totalCount: 1 } } },
      () => client.ask('query ($id: ID!) { victim(id: $id) { familyName crimes { totalCount } } }', { id: victim }, PURPOSE)),
    keepAsking(going, { statistics: { total: 3 } }, () => client.ask('{ statistics(of: { victims: { by: [SEX] } }) { total } }')),
    keepAsking(going, { openCase: { id: expect.any(String) as string, case: { articles: ['Art144_1'] } } }, () => client.ask(OPEN_CASE)),
  ]);
  const answersOf = (status: number): number => answers.filter((answer) => answer.status === status).length;
  const more = (status: number, than: number): Promise<void> => until(() => Promise.resolve(answersOf(status) > than || !going.on));
  const restarts = (async () => {
    for (const mode of ['fast', 'immediate'] as const) {
      await more(200, answersOf(200) + 60);
      const refused = answersOf(503);
      await server.restart(mode);
      expect(answersOf(503)).toBeGreaterThan(refused);
      const written = opened().length;
      await until(() => Promise.resolve(opened().length > written + 5 || !going.on));
    }
    await more(200, answersOf(200) + 60);
  })().finally(() => { going.on = false; });
  // A load that meets a wrong answer stops everything.
  await Promise.all([restarts, ...load.map((one) => one.finally(() => { going.on = false; }))]);
}, 120_000);

it('gave no answer that is not in the log, and stored nothing that is not in the history', async () => {
  const inLog = new Set((await api.behind(`select concat_ws(' ', lane, number, encode(hash, 'hex')) as receipt from audit.entry`)).map(({ receipt }) => receipt));
  const receipts = answers.filter(({ status }) => status === 200).map(({ extensions }) => (extensions['audit'] ?? []) as { lane: string; number: number; hash: string }[]);
  expect(receipts.every(({ length }) => length > 0)).toBe(true);
  expect(receipts.flat().filter(({ lane, number, hash }) => !inLog.has(`${lane} ${number} ${hash}`))).toEqual([]);
  const lanes = new Set(receipts.flat().map(({ lane }) => lane));
  expect(lanes.size).toBeGreaterThanOrEqual(3);
  const key = await auditKeyFromFile(join(api.folder, 'audit.key'));
  for (const lane of lanes) expect(await verifyLane({ connectionString: api.database.access.auditor }, key, lane)).toMatchObject({ sound: true });

  const stored = new Set((await api.behind('select id from records."case"')).map(({ id }) => id));
  expect(opened().filter((id) => !stored.has(id))).toEqual([]);
  expect(await api.behind(`select c.id from records."case" c where not exists (select from records.history h where h.record_id = c.id)
    union all select h.id from records.history h where not exists (select from audit.entry e where e.lane = h.lane and e.number = h.number)`)).toEqual([]);
});
