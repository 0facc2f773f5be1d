import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { auditKeyFromFile, verifyLane } from '#audit';
import { withClient } from '#persistence';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const ROUNDS = 4;
const HERE = import.meta.dirname;

/** attacks.md, row 86: what was acknowledged is a subset of what is stored, and the chain holds. */
describe('a process that is killed while it writes to the audit log', () => {
  let database: FreshDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'qalxan-crash-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** @returns the receipts that the child printed before it was killed, after at least `enough` of them. */
  const runAndKill = async (keyFile: string, enough: number): Promise<string[]> => {
    const child = spawn(
      process.execPath,
      ['--conditions=source', '--import', join(HERE, 'source-hooks.ts'), join(HERE, 'audit-lane.child.ts'), database.access.audit, keyFile],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (lines.length === enough) child.kill('SIGKILL');
    }
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    return lines.filter((line) => /^\S{36} \d+ [0-9a-f]{64}$/.test(line));
  };

  it('has stored all that it acknowledged', async () => {
    const keyFile = join(folder, 'audit.key');
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await runAndKill(keyFile, 50 + round * 377);
      const stored = await withClient(database.adminUrl, async (admin) => {
        const { rows } = await admin.query<{ receipt: string }>(
          `select concat_ws(' ', lane, number, encode(hash, 'hex')) as receipt from audit.entry`);
        return new Set(rows.map(({ receipt }) => receipt));
      });
      expect(acknowledged.filter((receipt) => !stored.has(receipt))).toEqual([]);
      const lane = acknowledged[0]!.split(' ')[0]!;
      const check = await verifyLane({ connectionString: database.access.auditor }, await auditKeyFromFile(keyFile), lane);
      expect(check).toMatchObject({ sound: true });
    }
  });
});
