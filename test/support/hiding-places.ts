/**
 * Every place of a database server in which a value may be left lying: what a dump of it holds, the files of its data folder, its log, the
 * statements it remembers and those it shows while they run. For a server of the test's own: its files are looked at from outside.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '#persistence';

/** One thing to be searched, and where it was found. */
export interface Place {
  readonly where: string;
  readonly bytes: Buffer;
}

const place = (where: string, text: string): Place => ({ where, bytes: Buffer.from(text, 'utf8') });

/** @returns every row of every table, those of the catalogue with its samples of values too: no less than a dump has, as text. */
export async function dumpOf(adminUrl: string): Promise<Place[]> {
  return withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%' order by 1`);
    const places: Place[] = [];
    for (const { name } of rows) {
      const dumped = await admin.query<{ row: string }>(`select t::text as row from ${name} t`);
      places.push(place(`dump of ${name}`, dumped.rows.map(({ row }) => row).join('\n')));
    }
    return places;
  });
}

/** @returns the files under a folder of the server, after all that is in memory was written. */
export async function filesOf(adminUrl: string, folder: string): Promise<Place[]> {
  await withClient(adminUrl, (admin) => admin.query('checkpoint'));
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const file = join(entry.parentPath, entry.name);
    try {
      return [{ where: `file ${file.slice(folder.length + 1)}`, bytes: readFileSync(file) }];
    } catch (error) {
      // The server takes files away while we look.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

/** @returns the statements that pg_stat_statements remembers. The server must have been started with it. */
export async function statementsOf(adminUrl: string): Promise<Place> {
  return withClient(adminUrl, async (admin) => {
    await admin.query('create extension if not exists pg_stat_statements');
    return place('pg_stat_statements', (await admin.query<{ query: string }>('select query from pg_stat_statements')).rows.map(({ query }) => query).join('\n'));
  });
}

/** Notes what pg_stat_activity shows until told to end. @returns what ends it and gives all that was shown. */
export function watchActivity(adminUrl: string): () => Promise<Place> {
  const shown = new Set<string>();
  const going = { on: true };
  const watching = withClient(adminUrl, async (admin) => {
    while (going.on) {
      for (const { query } of (await admin.query<{ query: string }>('select query from pg_stat_activity where pid <> pg_backend_pid()')).rows) shown.add(query);
      await wait(5);
    }
  });
  return async () => {
    going.on = false;
    await watching;
    return place('pg_stat_activity', [...shown].join('\n'));
  };
}
