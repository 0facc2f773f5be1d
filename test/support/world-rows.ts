/** Puts a world into a real database, as superuser and in bulk: what the read door is then asked about. */
import { registry } from '#casework';
import { withClient } from '#persistence';
import { columnOf, hasColumn } from '#record';

import { rowsOf, type World } from './worlds.js';

/** Inserts every row of the world; one statement a record. The database's own checks apply. */
export async function insertWorld(adminUrl: string, world: World): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    // What is sealed in a world is said by its marks; a made-up order shall not turn them.
    await admin.query('alter table records.seal_order disable trigger user');
    for (const record of registry.records) {
      const columns = Object.entries(record.fields).filter(([, field]) => hasColumn(field)).map(([name, field]) => ({ name, column: columnOf(name, field) }));
      const rows = rowsOf(world, record.name).map((row) => Object.fromEntries(columns.map(({ name, column }) => [column, row[name] ?? null])));
      const list = columns.map(({ column }) => `"${column}"`).join(', ');
      const table = `records."${record.table}"`;
      await admin.query(`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)]);
    }
    await admin.query('alter table records.seal_order enable trigger user');
    await admin.query('analyze');
  });
}

/** Takes every row of every record away. */
export async function removeRows(adminUrl: string): Promise<void> {
  const tables = registry.records.map(({ table }) => `records."${table}"`).join(', ');
  await withClient(adminUrl, (admin) => admin.query(`truncate ${tables} cascade`));
}
