/**
 * A database of one's own for every test. One server serves the whole run; it is started by the first test that asks, so
 * that pure tests pay nothing. The first also migrates a template; every other database is a copy of it, made in
 * milliseconds. Works with several workers: of those who come first, one builds and the others wait.
 */
import { randomBytes } from 'node:crypto';
import {
  accessIn, derivedAccess, inDatabase, migrate, provideDatabase, provideLogins, shutDatabase, startEmbedded, withClient, type DatabaseAccess, type EmbeddedServer,
} from '#persistence';
import { installWallKey } from '#wall';

import { TEST_WALL_KEY } from './wall.js';

export interface FreshDatabase {
  readonly name: string;
  readonly access: DatabaseAccess;
  /** The superuser's URL of this database: for looking behind the curtain, never for the code under test. */
  readonly adminUrl: string;
  /** Ends whatever still uses the database, and drops it. */
  drop(): Promise<void>;
}

const TEMPLATE = 'qalxan_template';
const LOCK = 7_161_904; // advisory lock of building the template, any constant

/** Nothing here survives a crash, and nothing needs to. */
const FAST = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', wal_level: 'minimal', max_wal_senders: '0',
  shared_buffers: '64MB', io_method: 'sync', max_wal_size: '2GB',
};

interface Ground {
  readonly server: EmbeddedServer;
  readonly template: DatabaseAccess;
}
let ground: Promise<Ground> | undefined;

/** @returns a new, migrated, empty database. Call `drop()` after the test. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { server, template } = await (ground ??= prepare());
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.adminUrl, async (admin) => {
    await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
    await shutDatabase(admin, name);
  });
  return {
    name,
    access: accessIn(template, name),
    adminUrl: inDatabase(server.adminUrl, name),
    drop: () => withClient(server.adminUrl, async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
    }),
  };
}

async function prepare(): Promise<Ground> {
  const { QALXAN_TEST_FOLDER: folder, QALXAN_TEST_OWNER: owner } = process.env;
  if (folder === undefined || owner === undefined) throw new Error('Jest did not run test/support/global-set-up.ts');
  const server = await startEmbedded({ folder, ownerPid: Number(owner), settings: FAST });
  await withClient(server.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [TEMPLATE]);
    if (rowCount === 1) return;
    await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
    await migrate(await provideLogins(await provideDatabase(server.adminUrl, TEMPLATE), server.secret));
    await withClient(derivedAccess(inDatabase(server.adminUrl, TEMPLATE), server.secret).owner, (owner) => installWallKey(async (text, values) => (await owner.query<Record<string, unknown>>(text, [...values])).rows, TEST_WALL_KEY));
    // The mark says "complete": a template whose building was interrupted does not have it and is built again.
    await admin.query(`alter database ${TEMPLATE} with is_template true`);
  });
  return { server, template: derivedAccess(inDatabase(server.adminUrl, TEMPLATE), server.secret) };
}
