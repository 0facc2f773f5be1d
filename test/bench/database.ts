/** The measured databases: filled once for each size and kept as templates; every run works on a copy of its own. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  asLogin, derivedAccess, derivePassword, inDatabase, migrate, provideDatabase, provideLogins, shutDatabase, startEmbedded, withClient,
  type DatabaseAccess, type EmbeddedServer,
} from '#persistence';
import { MIGRATIONS } from '../../migrations/index.js';
import { openAccounts, TASKED } from './accounts.js';
import { casesOf, fillDataset, giveTaskings, type Size } from './dataset.js';
import { openBenchVault } from './identities.js';

/** Changes when the dataset or the tables do: an older template is not used. */
const DATASET = 4;
const SHAPE = createHash('sha256').update(MIGRATIONS.map((one) => String(typeof one === 'object' && 'class' in one ? one.class : one)).join()).digest('hex').slice(0, 8);

export interface Ground {
  readonly server: EmbeddedServer;
  /** Holds the server's folder, and what the product keeps on a machine. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts the server with the product's own settings: every commit is flushed. QALXAN_BENCH_DATA keeps it for the next run. */
export async function openGround(): Promise<Ground> {
  const kept = process.env.QALXAN_BENCH_DATA;
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'qalxan-bench-'));
  const server = await startEmbedded({ folder });
  return {
    server, folder,
    stop: async () => {
      await server.stop();
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface BenchDatabase {
  readonly access: DatabaseAccess;
  /** The application's rights, and row security does not stop it. */
  readonly unwalled: string;
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** @returns a fresh copy of the world of that size. @param mark tells copies of one run apart. */
export async function copyOf(ground: Ground, size: Size, say: (sentence: string) => void, mark = ''): Promise<BenchDatabase> {
  const { server } = ground;
  const template = `bench_${size.victims}_${DATASET}_${SHAPE}`;
  const name = `run_${size.victims}_${process.pid}${mark}`;
  await withClient(server.adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (rowCount === 0) {
      say(`filling a world of ${size.victims} victims`);
      await admin.query(`drop database if exists ${template} with (force)`);
      await fill(ground, template, size);
      await admin.query(`alter database ${template} with is_template true`);
    }
    await admin.query(`create database ${name} template ${template} strategy file_copy`);
    await shutDatabase(admin, name);
  });
  const adminUrl = inDatabase(server.adminUrl, name);
  await withClient(adminUrl, openAccounts);
  return {
    adminUrl,
    access: derivedAccess(adminUrl, server.secret),
    unwalled: await unwalledLogin(adminUrl, server),
    drop: () => withClient(server.adminUrl, async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
    }),
  };
}

/** The servers that are measured against stand in front of open tables, as they usually do. */
async function unwalledLogin(adminUrl: string, { secret }: EmbeddedServer): Promise<string> {
  const password = derivePassword(secret, 'bench');
  await withClient(adminUrl, async (admin) => {
    const { rowCount } = await admin.query(`select from pg_roles where rolname = 'bench_unwalled'`);
    if (rowCount === 0) await admin.query(`create role bench_unwalled login bypassrls password ${admin.escapeLiteral(password)} in role qalxan_app`);
  });
  return asLogin(adminUrl, 'bench_unwalled', password);
}

async function fill({ server, folder }: Ground, name: string, size: Size): Promise<void> {
  const adminUrl = await provideDatabase(server.adminUrl, name);
  const access = await provideLogins(adminUrl, server.secret);
  await migrate(access);
  const vault = await openBenchVault(access.vault, folder);
  await withClient(adminUrl, async (admin) => {
    await fillBench(admin, size, vault);
    await admin.query('vacuum analyze');
  });
  await vault.close();
}

/** Fills an empty, migrated database with world, officers, taskings, and the other servers' log. Runs as superuser. */
export async function fillBench(admin: Parameters<typeof fillDataset>[0], size: Size, vault: Parameters<typeof fillDataset>[2]): Promise<void> {
  await fillDataset(admin, size, vault);
  await openAccounts(admin);
  for (const { taskings, officers } of TASKED) for (const officer of officers) await giveTaskings(admin, officer, Math.min(taskings, casesOf(size)));
  await admin.query(PLAIN_LOG);
}

/** The log of the two servers that are measured against: one plain row for each request. */
const PLAIN_LOG = `
  create schema bench;
  create table bench.log (id bigint generated always as identity primary key, at timestamptz not null default now(), officer text not null, question text not null, ids uuid[] not null);
  grant usage on schema bench to qalxan_app;
  grant insert, select on bench.log to qalxan_app`;
