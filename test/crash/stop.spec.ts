/**
 * attacks.md, row 103: SIGTERM while a hundred questions are under way. The process is the real one, started from its sources.
 * Everybody is answered or cleanly refused, what was answered is on record in a sound lane, and the process ends with 0.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { auditKeyFromFile, verifyLane } from '#audit';
import { withClient } from '#persistence';

import { startApi, type Api } from '../support/api.js';
import { makeCase, PURPOSE, until } from '../support/case-over-http.js';
import { testKeyFile } from '../support/vault.js';

const ROOT = join(import.meta.dirname, '../..');
const LOGINS = ['a-one', 'a-two', 'a-three', 'a-four', 'a-five'];
const READ = 'query ($id: ID!) { victim(id: $id) { familyName } }';
const WRITE = 'mutation ($v: ID!) { decideVictimStatus(input: { victimId: $v, status: Recognised, decidedOn: "2024-05-01", reasons: "Sübutlar kifayətdir" }) { id } }';

let api: Api;
let child: ChildProcess | undefined;
let folder: string;
const said: string[] = [];
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  folder = mkdtempSync(join(tmpdir(), 'qalxan-stop-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the API as `npm start` does, on the database of this test. @returns where it listens. */
async function startProcess(): Promise<{ process: ChildProcess; url: string }> {
  const { app, audit, auditor, vault } = api.database.access;
  const started = spawn(process.execPath, ['--conditions=source', '--import', join(ROOT, 'test/crash/source-hooks.ts'), join(ROOT, 'apps/api/src/main.ts')], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'development', DATABASE_URL: app, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault,
      QALXAN_DATA: folder, QALXAN_KEY_FILE: testKeyFile(folder), QALXAN_WALL_KEY_FILE: join(api.folder, 'wall.key'), QALXAN_DEMO: 'no', QALXAN_ANCHOR_MAX_AGE_S: '0', PORT: '0',
    },
  });
  child = started;
  for (const stream of [started.stdout, started.stderr]) createInterface(stream).on('line', (line) => said.push(line));
  await until(() => Promise.resolve(started.exitCode !== null || said.some((line) => line.includes('/graphql'))));
  const url = /http:\S+\/graphql/.exec(said.join('\n'))?.[0];
  if (url === undefined) throw new Error(`the process did not start: ${said.join(' / ')}`);
  return { process: started, url };
}

interface Asked {
  /** Resolves when the question has left this process. */
  readonly sent: Promise<unknown>;
  readonly answer: Promise<{ readonly status: number; readonly text: string }>;
}

/** Sends a question on a connection of its own. */
function send(url: string, token: string, body: string): Asked {
  const asking = request(url, {
    method: 'POST', agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-qalxan-purpose': encodeURIComponent(PURPOSE), connection: 'keep-alive' },
  });
  const answer = once(asking, 'response').then(async ([response]: IncomingMessage[]) => ({ status: response!.statusCode!, text: await text(response!) }));
  const sent = once(asking, 'finish').catch(() => undefined);
  asking.end(body);
  return { sent, answer };
}

it('answers what is under way, refuses what is new, closes its lane and ends with 0', async () => {
  const people = await Promise.all(LOGINS.map(async (login) => {
    await api.officer(login, 'INVESTIGATOR');
    const client = await api.signIn(login);
    return { client, ...(await makeCase(client, `Uydurma-${login}`)), login };
  }));
  const { process: started, url } = await startProcess();
  const ask = (token: string, query: string, variables: object): Asked => send(url, token, JSON.stringify({ query, variables }));

  const underWay = await withClient(api.database.adminUrl, async (holder) => {
    await holder.query('begin; lock table records.victim in access exclusive mode');
    const asked = people.flatMap(({ client, victim, login }) => [
      ...Array.from({ length: 19 }, () => ({ ...ask(client.token, READ, { id: victim }), login })), { ...ask(client.token, WRITE, { v: victim }), login: null },
    ]);
    await Promise.all(asked.map(({ sent }) => sent));
    // Two turns of its loop later the process has read what was sent before.
    for (let turn = 0; turn < 2; turn += 1) expect((await fetch(url.replace('graphql', 'health/live'))).status).toBe(200);
    await until(async () => (await holder.query(`select from pg_locks where not granted and relation = 'records.victim'::regclass`)).rowCount! >= 10);
    started.kill('SIGTERM');
    await until(() => Promise.resolve(said.some((line) => line.includes('stop.asked'))));
    await expect(ask(people[0]!.client.token, '{ me { officer } }', {}).answer).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    return asked;
  });
  const exit = once(started, 'exit');
  const answers = await Promise.all(underWay.map(async ({ answer, login }) => ({ ...await answer, login })));
  expect(answers).toHaveLength(100);
  const receipts = answers.flatMap(({ status, text: body, login }) => {
    const { data, errors, extensions } = JSON.parse(body) as { data?: unknown; errors?: unknown; extensions?: { audit: { lane: string; number: number }[] } };
    if (status === 503) expect(errors).toEqual([{ message: 'The service cannot answer now', extensions: { code: 'UNAVAILABLE' } }]);
    else expect([status, errors, data]).toEqual([200, undefined, login === null ? { decideVictimStatus: { id: expect.any(String) as string } } : { victim: { familyName: `Uydurma-${login}` } }]);
    return extensions?.audit ?? [];
  });
  expect(receipts.length).toBeGreaterThan(50);

  expect(await exit).toEqual([0, null]);
  expect(said.some((line) => line.includes('stop.done'))).toBe(true);
  expect(said.join('\n')).not.toMatch(/stop\.failed|Uydurma/);
  const lane = receipts[0]!.lane;
  const [{ last }] = (await api.behind('select max(number)::int as last from audit.entry where lane = $1', [lane])) as [{ last: number }];
  expect(receipts.every((receipt) => receipt.lane === lane && receipt.number <= last)).toBe(true);
  const key = await auditKeyFromFile(join(folder, 'audit.key'));
  expect(await verifyLane({ connectionString: api.database.access.auditor }, key, lane)).toMatchObject({ sound: true });
  expect(await api.behind('select h.id from records.history h where not exists (select from audit.entry e where e.lane = h.lane and e.number = h.number)')).toEqual([]);
});
