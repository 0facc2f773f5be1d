/** An installation as an operator of production would make it, on a fresh database: every secret in a file, every login given. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';
import { openSealing, readSettings } from '#assembly';
import { AuditLane, Sealer } from '#audit';

import { runConsole } from '../../apps/console/src/program.js';
import { laneOptions, someEntry } from './audit-entries.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { TEST_WALL_KEY_HEX } from './wall.js';
import { testKeyFile } from './vault.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Production {
  readonly database: FreshDatabase;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs the console, with the environment changed as asked. */
  run(args: readonly string[], change?: Readonly<Record<string, string | undefined>>): Promise<Said>;
  /** Writes entries by a lane of its own and seals the log, as the worker does. */
  writeAndSeal(entries: number): Promise<void>;
  /** @returns the environment with the logins of another database, and everything else the same. */
  on(other: FreshDatabase): NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export async function production(): Promise<Production> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-production-'));
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production', LANG: 'en_US.UTF-8', ...urls(database),
    QALXAN_AUDIT_KEY_FILE: file('audit', randomBytes(32)),
    QALXAN_CURSOR_SECRET_FILE: file('cursor', randomBytes(32).toString('hex')),
    QALXAN_WALL_KEY_FILE: file('wall', TEST_WALL_KEY_HEX),
    QALXAN_KEY_FILE: testKeyFile(folder),
    QALXAN_SEAL_KEY_FILE: file('seal', String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))),
    QALXAN_ANCHOR_FILE: join(folder, 'anchors.txt'),
    QALXAN_TOMBSTONES_FILE: file('tombstones', ''),
  };
  const seal = async (): Promise<void> => {
    const sealer = new Sealer({ connection: { connectionString: database.access.sealer! }, ...await openSealing(readSettings(env).seal) });
    await sealer.seal();
    await sealer.close();
  };
  return {
    database, folder, env,
    run: (args, change = {}) => heard(() => runConsole(args, { ...env, ...change })),
    writeAndSeal: async (entries) => {
      const lane = await AuditLane.open(laneOptions(database));
      for (let count = 0; count < entries; count += 1) await lane.append(someEntry());
      await lane.close();
      await seal();
    },
    on: (other) => ({ ...env, ...urls(other) }),
    close: async () => {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function urls({ access }: FreshDatabase): Record<string, string> {
  const { owner = '', app, audit, auditor, sealer = '', vault } = access;
  return { DATABASE_OWNER_URL: owner, DATABASE_URL: app, DATABASE_AUDIT_URL: audit, DATABASE_AUDITOR_URL: auditor, DATABASE_SEALER_URL: sealer, DATABASE_VAULT_URL: vault };
}

async function heard(work: () => Promise<number>): Promise<Said> {
  const said = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true; });
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true; });
  try {
    return { code: await work(), ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
