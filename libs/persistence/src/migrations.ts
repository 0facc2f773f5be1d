/**
 * Brings the database's shape up to date, under the owner login, which nothing else uses. The migrations are classes in
 * a list: the same list serves the compiled product and the tests, which run it from source.
 */
import { ADVISORY_LOCK } from '#kernel';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { MIGRATIONS } from '../../../migrations/index.js';
import { DatabaseRefusal, type DatabaseAccess } from './database-access.js';
import { ormBasics } from './orm.js';
import { withClient } from './server-check.js';

/** Where applied migrations are written down: a schema of its own, which the application may read. */
export const MIGRATION_TABLE = 'migration.applied';

export interface MigrationState {
  /** Known to this program, not yet applied. */
  readonly pending: readonly string[];
  /** Applied, but not known to this program: the database is newer than the program. */
  readonly unknown: readonly string[];
}

/** @returns the state of the shape, as the application's login sees it. */
export async function migrationState(access: DatabaseAccess): Promise<MigrationState> {
  const applied = await withClient(access.app, appliedMigrations);
  const known = MIGRATIONS.map((migration) => migration.name);
  return { pending: known.filter((name) => !applied.includes(name)), unknown: applied.filter((name) => !known.includes(name)) };
}

/** @returns the names of the migrations that have not been applied, oldest first. */
export async function pendingMigrations(access: DatabaseAccess): Promise<readonly string[]> {
  return (await migrationState(access)).pending;
}

/** Throws DatabaseRefusal unless the database has exactly the shape this program knows. */
export async function refuseUnmigrated(access: DatabaseAccess): Promise<void> {
  const { pending, unknown } = await migrationState(access);
  if (unknown.length > 0) throw new DatabaseRefusal(`The database is newer than this program: it has ${unknown.join(', ')}`);
  if (pending.length > 0) throw new DatabaseRefusal(`Run "npm run migrate" first; not applied yet: ${pending.join(', ')}`);
}

/**
 * Applies what is pending, all or nothing. Of two processes at once, one migrates and the other waits and finds nothing to do.
 * @returns the names applied now. Throws DatabaseRefusal when there is no owner URL or the database is newer.
 */
export async function migrate(access: DatabaseAccess): Promise<readonly string[]> {
  const { owner } = access;
  if (owner === undefined) throw new DatabaseRefusal('Migrating needs DATABASE_OWNER_URL');
  const { unknown } = await migrationState(access);
  if (unknown.length > 0) throw new DatabaseRefusal(`The database is newer than this program: it has ${unknown.join(', ')}`);
  return withClient(owner, async (lock) => {
    await lock.query('select pg_advisory_lock($1)', [ADVISORY_LOCK.MIGRATING]);
    const orm = new MikroORM({
      ...ormBasics([]),
      clientUrl: owner,
      // The owner finds no row of records unless he says that he migrates (libs/wall/decisions/0001).
      driverOptions: { connectionString: owner, application_name: 'qalxan migrate', options: '-c qalxan.migrating=yes' },
      extensions: [Migrator],
      migrations: { migrationsList: [...MIGRATIONS], tableName: MIGRATION_TABLE, snapshot: false, silent: true },
    });
    try {
      return (await orm.migrator.up()).map((applied) => applied.name);
    } finally {
      await orm.close(true);
    }
  });
}

async function appliedMigrations(client: Client): Promise<string[]> {
  try {
    const { rows } = await client.query<{ name: string }>(`select name from ${MIGRATION_TABLE} order by id`);
    return rows.map((row) => row.name);
  } catch (error) {
    // No such table: nothing was ever applied. No right to it: the first migration, which grants it, was not applied.
    if (['42P01', '3F000', '42501'].includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}
