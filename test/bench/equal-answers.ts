/**
 * Declares tests that a measured server answers as the bare one does, on a tiny world. One file for each server: Nest
 * gathers GraphQL types for a whole process, and two servers in one would mix theirs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '#persistence';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { answerOf, type ServerKind } from './answer.js';
import { fillBench } from './database.js';
import { openBenchVault } from './identities.js';
import { startBare } from './servers/bare.server.js';
import type { Running, Start } from './servers/running.js';
import { comparable, WORKLOADS } from './workloads.js';

const TINY = { victims: 300, offenders: 120, crimes: 150, crimesPerCase: 5 };

export function answersAsBareDoes(kind: ServerKind, start: (given: Start) => Promise<Running>): void {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-bench-spec-'));
  let database: FreshDatabase;
  let bare: Running;
  let other: Running;

  beforeAll(async () => {
    database = await freshDatabase();
    const { access } = database;
    const vault = await openBenchVault(access.vault, folder);
    await withClient(database.adminUrl, (admin) => fillBench(admin, TINY, vault));
    await vault.close();
    bare = await startBare({ unwalled: database.adminUrl });
    other = await start({ access, unwalled: database.adminUrl, folder, without: [] });
  });

  afterAll(async () => {
    await bare.stop();
    await other.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(WORKLOADS)('gives the same data for $key, $words', async (workload) => {
    for (const n of [0, 1, 5]) {
      const expected = await answerOf('bare', bare.url, workload, n, TINY);
      expect(JSON.stringify(expected).length).toBeGreaterThan(100);
      expect(comparable(await answerOf(kind, other.url, workload, n, TINY))).toEqual(comparable(expected));
    }
  });
}
