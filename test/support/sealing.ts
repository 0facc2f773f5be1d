/** A sealer for tests, with a key and an anchor file of its own, over a fresh database. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnchorFile, CheckpointSigner, readCheckpoint, Sealer, type Checkpoint, type SealerOptions } from '#audit';
import { withClient } from '#persistence';
import type { FreshDatabase } from './database.js';

export interface Sealing {
  readonly signer: CheckpointSigner;
  /** PEM of the key. */
  readonly pem: string;
  readonly anchorPath: string;
  /** @returns a sealer that knows only what lies in the database and the anchor file, as after a restart. */
  sealer(change?: Partial<SealerOptions>): Sealer;
  /** Seals once with a sealer of its own. */
  seal(change?: Partial<SealerOptions>): Promise<void>;
  /** @returns the lines of the anchor file, each with what its checkpoint says. */
  lines(): readonly { readonly size: number; readonly checkpoint: string; readonly leaves: string; readonly at: string; readonly said: Checkpoint | null }[];
  remove(): void;
}

export function sealing(database: FreshDatabase): Sealing {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-seal-'));
  const anchorPath = join(folder, 'anchors.txt');
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = new CheckpointSigner('qalxan.test/audit', privateKey);
  const sealer = (change: Partial<SealerOptions> = {}): Sealer =>
    new Sealer({ connection: { connectionString: database.access.sealer! }, signer, anchors: new AnchorFile(anchorPath), ...change });
  return {
    signer, anchorPath, sealer,
    pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    seal: async (change) => {
      const one = sealer(change);
      try {
        await one.seal();
      } finally {
        await one.close();
      }
    },
    lines: () => readFileSync(anchorPath, 'utf8').split('\n').filter((line) => line !== '').map((line) => {
      const read = JSON.parse(line) as { size: number; checkpoint: string; leaves: string; at: string };
      return { ...read, said: readCheckpoint(read.checkpoint, signer.keys) };
    }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Does as a database administrator could: past the triggers that refuse changes of the log and the tree. */
export function tamperWith(database: FreshDatabase, statement: string): Promise<unknown> {
  const tables = ['lane', 'entry', 'leaf', 'node', 'checkpoint', 'anchoring'].map((table) => `audit.${table}`);
  return withClient(database.adminUrl, (admin) => admin.query(`
    ${tables.map((table) => `alter table ${table} disable trigger all;`).join('')}
    ${statement};
    ${tables.map((table) => `alter table ${table} enable always trigger append_only;`).join('')}
    alter table audit.entry enable always trigger no_gaps; alter table audit.leaf enable always trigger no_gaps`));
}
