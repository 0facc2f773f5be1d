/** Takes a backup: every table as of one instant, encrypted, with a manifest. The product may go on working meanwhile. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { newId } from '#kernel';
import { copyOut } from '#persistence';
import type { KeyProvider } from '#vault';
import type { Client } from 'pg';

import { FOLDERS, keyContext, writeManifest, type Manifest } from './manifest.js';
import { BACKUP_KEY_BYTES, writeSealed } from './sealed-file.js';
import { appliedMigrations, columnsOf, nameOf, storedTables } from './strong-login.js';

/**
 * @param folder must not exist; it is made for the owner alone, and taken away again when the backup fails.
 * @param told is called after each table.
 * @throws Error with code EEXIST when the folder is there already.
 */
export async function takeBackup(client: Client, provider: KeyProvider, folder: string, told: (table: string, rows: number) => void): Promise<Manifest> {
  await mkdir(folder, { mode: 0o700 });
  const key = randomBytes(BACKUP_KEY_BYTES);
  try {
    for (const part of Object.values(FOLDERS)) await mkdir(join(folder, part), { mode: 0o700 });
    const manifest = await asOfOneInstant(client, () => everything(client, provider, folder, key, told));
    await writeManifest(folder, manifest, key);
    return manifest;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    key.fill(0);
  }
}

async function asOfOneInstant<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only');
  // With it off, a row that row security would hide is an error and not a gap.
  await client.query('set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local timezone = \'UTC\'');
  const result = await work();
  await client.query('commit');
  return result;
}

async function everything(client: Client, provider: KeyProvider, folder: string, key: Buffer, told: (table: string, rows: number) => void): Promise<Manifest> {
  const id = newId();
  const [wrapped] = await provider.wrap([{ key, context: keyContext(id) }]);
  if (!wrapped) throw new Error('the key provider gave no answer');
  const tables: Manifest['tables'] = [];
  for (const [place, table] of (await storedTables(client)).entries()) {
    const name = `${table.schema === 'vault' ? FOLDERS.keys : FOLDERS.data}/${table.schema}.${table.table}`;
    const statement = `copy ${nameOf(client, table)} (${columnsOf(client, table)}) to stdout`;
    const { file, told: rows } = await writeSealed(join(folder, name), name, place, key, (into) => copyOut(client, statement, into));
    tables.push({ schema: table.schema, table: table.table, columns: [...table.columns], rows, file });
    told(`${table.schema}.${table.table}`, rows);
  }
  const { rows: sequences } = await client.query<Manifest['sequences'][number]>(
    `select s.schemaname as schema, s.sequencename as name, s.last_value::text as last from pg_sequences s
      where s.last_value is not null and s.schemaname = any($1::text[]) order by 1, 2`, [[...new Set(tables.map(({ schema }) => schema))]]);
  const { rows: [newest] } = await client.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1');
  const { rows: [server] } = await client.query<{ version: number; at: Date }>(`select current_setting('server_version_num')::int as version, now() as at`);
  if (!server) throw new Error('the server does not say who it is');
  return {
    format: 1, id, madeAt: server.at.toISOString(), server: server.version, migrations: [...await appliedMigrations(client)], tables, sequences: [...sequences],
    checkpoint: newest?.note ?? null, key: { wrapped: wrapped.wrapped.toString('base64'), wrappingKey: wrapped.wrappingKey },
  };
}
