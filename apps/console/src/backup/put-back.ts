/**
 * Puts a backup into an empty, migrated database, in one transaction: files, counts, tombstones and the audit log are all held against
 * what they must be before it commits, so a restore is either whole and true or has not happened.
 */
import { join } from 'node:path';

import { copyIn } from '#persistence';
import type { Tombstone } from '#vault';
import type { Client } from 'pg';

import type { Manifest } from './manifest.js';
import { readSealed } from './sealed-file.js';
import { appliedMigrations, columnsOf, nameOf, storedTables, type StoredTable } from './strong-login.js';

/** Why a restore did not happen. The message is a stable word and, after it, what it is about. */
export class NotRestored extends Error {
  override readonly name = 'NotRestored';

  constructor(readonly rule: 'OTHER_MIGRATIONS' | 'NOT_EMPTY' | 'OTHER_TABLES' | 'FILE_CHANGED' | 'ROWS_MISSING', readonly about: string, options?: ErrorOptions) {
    super(`${rule}: ${about}`, options);
  }
}

export interface PutBack {
  readonly client: Client;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly key: Buffer;
  /** Who was erased, from the list that is kept outside every backup. */
  readonly tombstones: readonly Tombstone[];
  /** Looks at the log as it stands now, inside the transaction; throws when it is not what was signed. */
  readonly check: () => Promise<void>;
}

/** @returns how many erasures the backup did not know of. @throws NotRestored, or what `check` throws; the database is as before then. */
export async function putBack({ client, folder, manifest, key, tombstones, check }: PutBack): Promise<number> {
  await client.query('begin');
  try {
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local timezone = \'UTC\'');
    const tables = await fitting(client, manifest);
    // Foreign keys and ordinary triggers rest in a replica; those that are always on are switched off by name and on again.
    await client.query('set local session_replication_role = replica');
    const always = await switchOff(client, tables);
    for (const [place, table] of tables.entries()) await load(client, folder, manifest, place, table, key);
    for (const { schema, name, last } of manifest.sequences) {
      await client.query('select setval($1::regclass, $2::bigint)', [`${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`, last]);
    }
    await endWhatWasUnderWay(client);
    const erased = await eraseAgain(client, tombstones);
    for (const statement of always) await client.query(statement);
    await client.query('set local session_replication_role = origin');
    await check();
    await client.query('commit');
    return erased;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** @returns the tables in the manifest's order. */
async function fitting(client: Client, { migrations, tables }: Manifest): Promise<readonly StoredTable[]> {
  const applied = await appliedMigrations(client);
  const other = [...applied.filter((name) => !migrations.includes(name)), ...migrations.filter((name) => !applied.includes(name))];
  if (other.length > 0) throw new NotRestored('OTHER_MIGRATIONS', other.join(', '));
  const here = await storedTables(client);
  const written = (table: StoredTable): string => `${table.schema}.${table.table}(${table.columns.join()})`;
  const [ours, theirs] = [here.map(written), tables.map(written)];
  if (ours.join() !== theirs.join()) throw new NotRestored('OTHER_TABLES', ours.filter((one) => !theirs.includes(one)).join(' '));
  for (const table of here) {
    await client.query(`lock table ${nameOf(client, table)} in access exclusive mode`);
    const { rows: [row] } = await client.query<{ filled: boolean }>(`select exists (select from ${nameOf(client, table)}) as filled`);
    if (row?.filled !== false) throw new NotRestored('NOT_EMPTY', `${table.schema}.${table.table}`);
  }
  return here;
}

/** @returns the statements that switch the triggers on again. */
async function switchOff(client: Client, tables: readonly StoredTable[]): Promise<readonly string[]> {
  const on: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ name: string }>(
      `select tgname::text as name from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgenabled = 'A' order by 1`, [nameOf(client, table)]);
    for (const { name } of rows) {
      const trigger = client.escapeIdentifier(name);
      await client.query(`alter table ${nameOf(client, table)} disable trigger ${trigger}`);
      on.push(`alter table ${nameOf(client, table)} enable always trigger ${trigger}`);
    }
  }
  return on;
}

async function load(client: Client, folder: string, manifest: Manifest, place: number, table: StoredTable, key: Buffer): Promise<void> {
  const stored = manifest.tables[place];
  if (!stored) throw new NotRestored('OTHER_TABLES', table.table);
  const statement = `copy ${nameOf(client, table)} (${columnsOf(client, table)}) from stdin`;
  const rows = await readSealed(join(folder, stored.file.name), stored.file, place, key, (from) => copyIn(client, statement, from)).catch((cause: unknown) => {
    throw new NotRestored('FILE_CHANGED', stored.file.name, { cause });
  });
  if (rows !== stored.rows) throw new NotRestored('ROWS_MISSING', `${table.schema}.${table.table}`);
}

/** What was open then is not open now: nobody is signed in, and no approval of that time can be used a second time. */
async function endWhatWasUnderWay(client: Client): Promise<void> {
  await client.query(`update identity.session set revoked_at = now(), revoked_reason = 'RESTORED' where revoked_at is null`);
  await client.query('update identity.approval set expires_at = least(expires_at, now()), used_in = null');
}

/** As `Erasure.applyTombstones` of the vault does it, but before anybody can see the keys. */
async function eraseAgain(client: Client, tombstones: readonly Tombstone[]): Promise<number> {
  const [subjects, at] = [tombstones.map(({ subject }) => subject), tombstones.map((tombstone) => tombstone.at.toISOString())];
  const { rowCount } = await client.query(
    'insert into vault.erasure (subject, at) select * from unnest($1::uuid[], $2::timestamptz[]) on conflict do nothing', [subjects, at]);
  await client.query(
    `update vault.data_key k set wrapped = null, retired_at = coalesce(retired_at, now()), destroyed_at = now()
      where destroyed_at is null and exists (select from vault.erasure e where e.subject = k.subject)`);
  return rowCount ?? 0;
}
