/**
 * The log from its first entry to a stranger's verdict: written by lanes, sealed, anchored to a file and a witness of its own process,
 * exported, and checked by the verifier as its users run it, before and after somebody with every right in the database changed it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AuditLane, exportLog, readVerifierKey, verifierKey, Witness } from '#audit';
import { withClient } from '#persistence';

import { laneOptions, someEntry } from '../support/audit-entries.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { sealing, tamperWith, type Sealing } from '../support/sealing.js';

const HOOKS = ['--import', './test/crash/source-hooks.ts'];
const folder = mkdtempSync(join(tmpdir(), 'qalxan-verified-'));
let database: FreshDatabase;
let log: Sealing;
let witness: { readonly process: ChildProcess; readonly url: string; readonly key: string };

beforeAll(async () => {
  database = await freshDatabase();
  log = sealing(database);
  witness = await startWitness();
  const sealer = log.sealer({ witness: theWitness() });
  for (const count of [3, 40, 2]) {
    const lane = await AuditLane.open(laneOptions(database));
    await Promise.all(Array.from({ length: count }, () => lane.append(someEntry())));
    await lane.close();
    await sealer.seal();
  }
  await sealer.close();
});
afterAll(async () => {
  witness.process.kill();
  log.remove();
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

describe('a stranger with the verifier', () => {
  it('finds that an untouched log holds', async () => {
    expect(await verdict()).toMatchObject({ code: 0, holds: true, entries: 45, lanes: 3, anchored: 45 });
  });

  it('finds the witness\'s signature on the newest anchor', async () => {
    const note = join(folder, 'note');
    const [newest] = (await withClient(database.adminUrl, (admin) => admin.query<{ note: string }>('select note from audit.anchoring order by id desc limit 1'))).rows;
    writeFileSync(note, newest?.note ?? '');
    expect(await verdict('--note', note, '--witness-key', witness.key)).toMatchObject({ code: 0, holds: true });
  });

  it.each([
    ['another act', `update audit.entry set body = replace(body, 'READ', 'WALK') where (lane, number) = (select lane, number from audit.leaf where index = 7)`, 7],
    ['another time', `update audit.entry set recorded_at = recorded_at + interval '1 ms' where (lane, number) = (select lane, number from audit.leaf where index = 11)`, 11],
    ['an entry taken out', 'delete from audit.entry where (lane, number) = (select lane, number from audit.leaf where index = 20)', 20],
    ['an entry and its leaf taken out', `delete from audit.entry where (lane, number) = (select lane, number from audit.leaf where index = 30); delete from audit.leaf where index = 30`, 30],
    ['a tail cut off everywhere', 'delete from audit.checkpoint where size > 3; delete from audit.anchoring where size > 3; delete from audit.leaf where index >= 3', 3],
  ])('names the first bad entry: %s', async (_, statement, index) => {
    await kept(statement, async () => {
      const { code, holds, findings } = await verdict();
      expect({ code, holds, first: findings[0]?.index }).toEqual({ code: 1, holds: false, first: index });
    });
  });

  it('finds no witness for a log that was set back and written again', async () => {
    const forge = `update audit.entry set body = replace(body, 'READ', 'WALK') where (lane, number) = (select lane, number from audit.leaf where index = 7)`;
    await kept(`${forge}; delete from audit.checkpoint; delete from audit.anchoring; delete from audit.leaf; delete from audit.node`, async () => {
      const forger = sealing(database);
      const sealer = forger.sealer({ signer: log.signer, witness: theWitness() });
      await expect(sealer.seal()).rejects.toThrow('FORKED');
      await sealer.close();
      forger.remove();
    });
  });
});

interface Verdict {
  readonly code: number | null;
  readonly holds: boolean;
  readonly findings: readonly { readonly index: number | null; readonly words: string }[];
}

async function verdict(...more: string[]): Promise<Verdict> {
  const file = join(folder, 'export.txt');
  let text = '';
  const key = verifierKey(log.signer.keys.log);
  await exportLog({ connectionString: database.access.auditor }, key, (part) => {
    text += part;
    return Promise.resolve();
  });
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...HOOKS, 'apps/verifier/src/main.ts', file, '--key', key, '--anchors', log.anchorPath, '--json', ...more], { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return { code: status, ...(JSON.parse(stdout) as Omit<Verdict, 'code'>) };
}

/** Tampers, looks, and puts everything back. */
async function kept(statement: string, look: () => Promise<void>): Promise<void> {
  const tables = ['entry', 'leaf', 'checkpoint', 'anchoring'];
  await tamperWith(database, tables.map((table) => `create table public.kept_${table} as table audit.${table}`).join(';'));
  try {
    await tamperWith(database, statement);
    await look();
  } finally {
    const order = ['anchoring', 'checkpoint', 'leaf', 'entry'];
    await tamperWith(database, [
      ...order.map((table) => `delete from audit.${table}`),
      ...order.toReversed().map((table) => `insert into audit.${table} overriding system value table public.kept_${table}`),
      ...order.map((table) => `drop table public.kept_${table}`),
    ].join(';'));
  }
}

function theWitness(): Witness {
  const key = readVerifierKey(witness.key);
  if (!key) throw new Error('the witness has no key');
  return new Witness({ url: witness.url, key });
}

async function startWitness(): Promise<typeof witness> {
  const child = spawn(process.execPath, [...HOOKS, 'apps/verifier/src/witness.ts'], {
    env: { ...process.env, PORT: '0', QALXAN_WITNESS_FOLDER: join(folder, 'witness'), QALXAN_WITNESS_LOG_KEY: verifierKey(log.signer.keys.log) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  while (!said.includes('Its key: ')) await once(child.stdout, 'data');
  return { process: child, url: /http:\S+/.exec(said)?.[0] ?? '', key: /Its key: (\S+)/.exec(said)?.[1] ?? '' };
}
