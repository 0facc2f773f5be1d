/** Puts a world into a real database, as superuser and in bulk: what the read door is then asked about. */
import { registry } from '#casework';
import type { Id } from '#kernel';
import { withClient } from '#persistence';
import type { AnyRecord } from '#record';
import type { Vault } from '#vault';

import { insertStored } from './sealed-rows.js';
import { rowsOf, type Row, type World } from './worlds.js';

/** Inserts every row of the world; one statement a record. The database's own checks apply. */
export async function insertWorld(adminUrl: string, world: World, vault: Vault): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    // Values are of the kind of their field and nothing more: that a review is by somebody else is not among it.
    await admin.query('alter table records.emergency_opening drop constraint if exists reviewed_by_somebody_else');
    // What is sealed in a world is said by its marks; a made-up order shall not turn them.
    await admin.query('alter table records.seal_order disable trigger user');
    const query = (text: string, values: unknown[]): Promise<unknown> => admin.query(text, values);
    for (const record of registry.records) await insertStored(query, vault, record, rowsOf(world, record.name), (row) => subjectIn(world, record, row));
    await admin.query('alter table records.seal_order enable trigger user');
    await admin.query('analyze');
  });
}

/** The human whose key seals the row, along `sealedUnder`. */
function subjectIn(world: World, record: AnyRecord, row: Row): Id {
  const link = record.sealedUnder === null ? null : row[record.sealedUnder] as Id | null;
  const target = link === null ? undefined : record.fields[record.sealedUnder ?? '']?.target?.();
  const above = target && world.get(target.name)?.get(link ?? '');
  return target && above ? subjectIn(world, target, above) : row.id;
}

/** Takes every row of every record away. */
export async function removeRows(adminUrl: string): Promise<void> {
  const tables = registry.records.map(({ table }) => `records."${table}"`).join(', ');
  await withClient(adminUrl, (admin) => admin.query(`truncate ${tables} cascade`));
}
