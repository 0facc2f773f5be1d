/**
 * attacks.md, rows 86, 104 and 105: the whole service under load, its processes killed in turn: an API, the worker, the database server at once.
 * Whatever was acknowledged is in the log and stored; whatever was disclosed is on record, by viewer, row and field; the lanes, the
 * tree and a stranger's verifier find the log whole; and the same processes go on after the database is back.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealKeys } from '#assembly';
import { auditKeyFromFile, exportLog, verifierKey, verifyLane, type AuditEntry } from '#audit';
import { provideDatabase, provideLogins, startEmbedded, type EmbeddedServer } from '#persistence';

import { answerOf, startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, until, type SmallCase } from '../support/case-over-http.js';
import { Dice } from '../support/dice.js';
import { apiLogins, startApiProgram, startProgram, type Program } from '../support/program.js';
import { openTestVault, testKeyFile } from '../support/vault.js';

const LONG = process.env['QALXAN_LONG'] === '1';
const KILLS = LONG ? 500 : 6;
const OPERATIONS = LONG ? 100_000 : 300;
/** Asked a tenth of a second apart, this is the ten seconds of row 105. */
const ATTEMPTS = 100;
const LOGINS = ['one', 'two', 'three', 'four'];
const FIELDS = ['familyName', 'givenName', 'birthDate', 'documentNumber', 'sex', 'status', 'pseudonym'];

interface Officer extends SmallCase { readonly client: Client; readonly name: string }
interface Receipt { readonly lane: string; readonly number: number; readonly hash: string }

const dice = new Dice(86);
const folder = mkdtempSync(join(tmpdir(), 'qalxan-killed-'));
const receipts: Receipt[] = [];
const disclosed = new Set<string>();
const acknowledged: { record: 'victim' | 'case'; id: string }[] = [];
const wrong: string[] = [];
const counts = { answered: 0, refused: 0, lost: 0, kills: 0, attempts: 0 };
let server: EmbeddedServer;
let api: Api;
let officers: Officer[];
let apis: (Program & { readonly url: string })[];
let worker: Program;

beforeAll(async () => {
  server = await startEmbedded({ folder, settings: { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', shared_buffers: '64MB', io_method: 'sync' } });
  const adminUrl = await provideDatabase(server.adminUrl, 'killed');
  const access = await provideLogins(adminUrl, server.secret);
  api = await startApi({ QALXAN_DEMO: 'no' }, { name: 'killed', access, adminUrl, drop: () => server.stop('immediate') });
  officers = [];
  for (const login of LOGINS) {
    await api.officer(login, 'INVESTIGATOR');
    const client = await api.signIn(login);
    officers.push({ client, name: `Uydurma-${login}`, ...await makeCase(client, `Uydurma-${login}`) });
  }
  apis = await Promise.all([oneApi(), oneApi()]);
  worker = oneWorker();
}, 120_000);
afterAll(async () => {
  await Promise.all([...apis, worker].map((program) => program.end('SIGKILL')));
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (): Record<string, string> => ({
  ...apiLogins(api.database.access), QALXAN_DATA: api.folder, QALXAN_KEY_FILE: testKeyFile(api.folder), QALXAN_WALL_KEY_FILE: join(api.folder, 'wall.key'),
});
const oneApi = (): Promise<Program & { readonly url: string }> => startApiProgram(api.folder, settings());
const oneWorker = (): Program => startProgram('worker', api.folder, { ...settings(), DATABASE_OWNER_URL: api.database.access.owner!, DATABASE_SEALER_URL: api.database.access.sealer! });

/** Asks one of the processes. @returns null when the connection was lost before the answer was whole. */
async function ask({ token }: Client, query: string, variables: object): Promise<ApiAnswer | null> {
  try {
    return await answerOf(await fetch(dice.pick(apis).url, {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${token}`, 'x-qalxan-purpose': encodeURIComponent(PURPOSE) },
    }));
  } catch {
    return null;
  }
}

/** What an answer acknowledges: its receipts, and each value that it shows. */
function take(answer: ApiAnswer | null): answer is ApiAnswer {
  if (answer === null) counts.lost += 1;
  else if (answer.status === 200 && answer.errors.length === 0) {
    counts.answered += 1;
    receipts.push(...(answer.extensions['audit'] ?? []) as Receipt[]);
    return true;
  } else {
    counts.refused += 1;
    if (answer.status !== 503) wrong.push(`${answer.status} ${answer.text.slice(0, 300)}`);
  }
  return false;
}

async function read({ client, victim, name }: Officer): Promise<void> {
  const fields = dice.some(FIELDS, 1 + dice.below(4));
  const answer = await ask(client, `query ($id: ID!) { victim(id: $id) { id familyName ${fields.join(' ')} } }`, { id: victim });
  if (!take(answer)) return;
  const shown = answer.data?.['victim'] as Record<string, unknown> | null;
  if (shown?.['familyName'] !== name) wrong.push('another victim, or none');
  for (const field of ['familyName', ...fields]) disclosed.add(`${client.officer} Victim ${victim} ${field}`);
}

async function write({ client, crime }: Officer): Promise<void> {
  const victim = dice.chance(0.5);
  const answer = victim
    ? await ask(client, 'mutation ($input: RegisterVictimInput!) { made: registerVictim(input: $input) { id } }', { input: { crimeId: crime, familyName: 'Qondarma', birthDate: '1991' } })
    : await ask(client, 'mutation { made: openCase(input: { articles: [Art144_1] }) { id } }', {});
  if (take(answer)) acknowledged.push({ record: victim ? 'victim' : 'case', id: (answer.data?.['made'] as { id: string }).id });
}

async function load(officer: Officer, going: { on: boolean }): Promise<void> {
  while (going.on) {
    const before = counts.answered;
    await (dice.chance(0.15) ? write(officer) : read(officer));
    if (counts.answered === before) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function tell(): void {
  const part = Math.min(counts.kills / KILLS, counts.answered / OPERATIONS);
  if (LONG) process.stderr.write(`${(part * 100).toFixed(1)} %: ${counts.kills} of ${KILLS} kills, ${counts.answered} of ${OPERATIONS} operations, ${counts.refused} refused, ${counts.lost} lost\n`);
}

const more = (answers: number): Promise<void> => {
  const enough = counts.answered + answers;
  return until(() => Promise.resolve(counts.answered >= enough || wrong.length > 0));
};

const KILL: readonly (() => Promise<void>)[] = [
  async () => {
    const at = dice.below(apis.length);
    await apis[at]!.end('SIGKILL');
    apis[at] = await oneApi();
  },
  async () => {
    await worker.end('SIGKILL');
    worker = oneWorker();
  },
  async () => {
    const pids = apis.map(({ process: one }) => one.pid);
    await server.restart('immediate');
    // The same processes answer again, each of them.
    for (const { url } of [...apis]) {
      let attempt = 0;
      while ((await fetch(url.replace('graphql', 'health/ready'))).status !== 200 && attempt < ATTEMPTS) {
        attempt += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      counts.attempts = Math.max(counts.attempts, attempt);
    }
    expect(apis.map(({ process: one }) => [one.pid, one.exitCode])).toEqual(pids.map((pid) => [pid, null]));
  },
];

it('goes on, whatever of it is killed', async () => {
  const going = { on: true };
  const loads = officers.flatMap((officer) => [load(officer, going), load(officer, going)]);
  try {
    while ((counts.kills < KILLS || counts.answered < OPERATIONS) && wrong.length === 0) {
      await more(5 + dice.below(30));
      if (counts.kills < KILLS) {
        await KILL[counts.kills % KILL.length]!();
        counts.kills += 1;
      }
      if (!LONG || counts.kills % 5 === 0) tell();
    }
    await more(20);
  } finally {
    going.on = false;
    await Promise.all(loads);
  }
  expect(wrong).toEqual([]);
  expect(counts.attempts).toBeLessThan(ATTEMPTS);
}, LONG ? 14_400_000 : 240_000);

it('has logged and stored all that it acknowledged, and nothing without its entry', async () => {
  const logged = new Set((await api.behind(`select concat_ws(' ', lane, number, encode(hash, 'hex')) as receipt from audit.entry`)).map(({ receipt }) => receipt));
  expect(receipts.length).toBeGreaterThanOrEqual(OPERATIONS);
  expect(receipts.filter(({ lane, number, hash }) => !logged.has(`${lane} ${number} ${hash}`))).toEqual([]);

  const stored = new Set((await api.behind(`select 'case ' || id as row from records."case" union all select 'victim ' || id from records.victim`)).map(({ row }) => row));
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(acknowledged.filter(({ record, id }) => !stored.has(`${record} ${id}`))).toEqual([]);
  expect(await api.behind(`select r.id from (select id from records."case" union all select id from records.victim) r where not exists (select from records.history h where h.record_id = r.id)
    union all select h.id from records.history h where not exists (select from audit.entry e where e.lane = h.lane and e.number = h.number)`)).toEqual([]);
});

it('can open all that was sealed and acknowledged', async () => {
  const victims = acknowledged.filter(({ record }) => record === 'victim').map(({ id }) => id);
  const rows = await api.behind('select id, family_name from records.victim where id = any($1)', [victims]);
  const vault = await openTestVault(api.database);
  try {
    const names = await vault.open(rows.map((row) => ({ cell: { table: 'victim', row: String(row['id']), column: 'family_name' }, envelope: row['family_name'] as Buffer })));
    expect(names).toEqual(victims.map(() => 'Qondarma'));
  } finally {
    await vault.close();
  }
});

it('has on record every field of every row that anybody was shown', async () => {
  const onRecord = new Set<string>();
  for (const { body } of await api.behind(`select body from audit.entry where body like '%"disclosed"%'`)) {
    const { actor, touched, outcome } = JSON.parse(String(body)) as AuditEntry;
    if (outcome === 'REFUSED') continue;
    for (const { record, ids, disclosed: fields } of touched) for (const id of ids) for (const field of fields) onRecord.add(`${actor?.officer ?? ''} ${record} ${id} ${field}`);
  }
  expect(disclosed.size).toBeGreaterThan(10);
  expect([...disclosed].filter((shown) => !onRecord.has(shown))).toEqual([]);
});

it('has a log that a stranger finds whole', async () => {
  await Promise.all(apis.map((one) => one.end('SIGTERM')));
  const key = await auditKeyFromFile(join(api.folder, 'audit.key'));
  for (const { id } of await api.behind('select id from audit.lane')) {
    expect(await verifyLane({ connectionString: api.database.access.auditor }, key, String(id))).toMatchObject({ sound: true });
  }
  const [{ entries }] = (await api.behind('select count(*)::int as entries from audit.entry')) as [{ entries: number }];
  await until(async () => Number((await api.behind('select coalesce(max(size), 0) as size from audit.anchoring'))[0]?.['size']) === entries);
  expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
  const [{ note }] = (await api.behind('select note from audit.anchoring order by size desc limit 1')) as [{ note: string }];
  expect(note).toContain(`\n${entries}\n`);

  const trusted = verifierKey((await sealKeys(api.assembly.settings.seal)).log);
  const file = join(folder, 'export.txt');
  const parts: string[] = [];
  await exportLog({ connectionString: api.database.access.auditor }, trusted, (part) => Promise.resolve(void parts.push(part)));
  writeFileSync(file, parts.join(''));
  const { status, stdout } = spawnSync(process.execPath, [
    '--import', './test/crash/source-hooks.ts', 'apps/verifier/src/main.ts', file, '--key', trusted, '--anchors', join(api.folder, 'anchors.txt'), '--json',
  ], { encoding: 'utf8', maxBuffer: 100_000_000 });
  expect([status, (JSON.parse(stdout) as { entries: number }).entries]).toEqual([0, entries]);
  expect(readFileSync(join(api.folder, 'anchors.txt'), 'utf8').split('\n').length).toBeGreaterThan(2);
}, LONG ? 600_000 : 120_000);
