/**
 * The real worker, killed again and again while the log is written. What was signed stays true: every entry stands in the tree once, every
 * anchored state is a beginning of the next, and a worker that is asked to stop ends with 0.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AuditWriter, leafHash, LogCheck, nodeHash } from '#audit';
import { withClient } from '#persistence';

import { laneOptions, someEntry } from '../support/audit-entries.js';
import { until } from '../support/case-over-http.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { testKeyFile } from '../support/vault.js';

const ROOT = join(import.meta.dirname, '../..');
const KILLS = process.env['QALXAN_LONG'] === '1' ? 100 : 2;

let database: FreshDatabase;
let folder: string;
const said: string[] = [];
const running = new Set<ChildProcess>();
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'qalxan-worker-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function startWorker(): ChildProcess {
  const { owner, app, audit, auditor, vault, sealer } = database.access;
  const child = spawn(process.execPath, ['--conditions=source', '--import', join(ROOT, 'test/crash/source-hooks.ts'), join(ROOT, 'apps/worker/src/main.ts')], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'development', DATABASE_OWNER_URL: owner, DATABASE_URL: app, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_VAULT_URL: vault, DATABASE_SEALER_URL: sealer,
      QALXAN_DATA: folder, QALXAN_KEY_FILE: testKeyFile(folder),
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => said.push(line));
  return child;
}

interface Line { readonly size: number; readonly checkpoint: string; readonly leaves: string }
const lines = (): Line[] => {
  try {
    return readFileSync(join(folder, 'anchors.txt'), 'utf8').split('\n').slice(0, -1).flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Line] : []));
  } catch {
    return [];
  }
};
const root = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length < 2) return leaves[0] ?? leafHash(Buffer.alloc(0));
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(root(leaves.slice(0, k)), root(leaves.slice(k)));
};

it('goes on where the killed one was, and signs nothing that is not a continuation', async () => {
  const writer = new AuditWriter(laneOptions(database));
  let written = 0;
  const load = { goesOn: true };
  const writing = (async () => {
    while (load.goesOn) {
      await Promise.all(Array.from({ length: 20 }, () => writer.append(someEntry())));
      written += 20;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = lines().length;
    const child = startWorker();
    // Somewhere between its first pass and its third, wherever that is.
    await until(() => Promise.resolve(lines().length > before + kill % 3 || child.exitCode !== null));
    expect([child.exitCode, said]).toEqual([null, expect.anything()]);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  load.goesOn = false;
  await writing;
  await writer.close();

  const last = startWorker();
  await until(() => Promise.resolve(lines().at(-1)?.size === written));
  const ended = once(last, 'exit');
  last.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(said.join('\n')).not.toMatch(/seal\.refused|seal\.gap|stop\.failed/);

  const leaves: Buffer[] = [];
  for (const [place, { size, checkpoint, leaves: added }] of lines().entries()) {
    const joined = Buffer.from(added, 'base64');
    for (let at = 0; at < joined.length; at += 32) leaves.push(joined.subarray(at, at + 32));
    expect(leaves).toHaveLength(size);
    if (size > 0 && (place % 7 === 0 || size === written)) expect(checkpoint.split('\n').slice(1, 3)).toEqual([String(size), root(leaves).toString('base64')]);
  }
  await withClient(database.access.auditor, async (client) => {
    const check = new LogCheck(client, 0);
    await check.upTo(written);
    check.compareRoot(written, root(leaves));
    expect((await client.query('select count(*)::int as missing from audit.entry e where not exists (select from audit.leaf l where (l.lane, l.number) = (e.lane, e.number))')).rows)
      .toEqual([{ missing: 0 }]);
  });
}, 180_000);
