/**
 * Takes every value that tells who somebody was out of the rows under a human, and out of their history. What only counts, such as
 * status, region or form of exploitation, stays: figures hold. Not through the ORM and its journal, because a journal
 * keeps what was there before.
 */
import type { Id } from '#kernel';
import { columnOf, hasColumn, isSealed, lookupOf, type AnyRecord, type Field } from '#record';

import type { Journal } from './journal.js';
import type { Query } from './sight.js';
import { idsUnder } from './subjects.js';

/** On whose word somebody is erased. */
export interface ErasureOrder {
  /** The human: the id under whose key the rows are sealed. */
  readonly subject: Id;
  /** Without: the database's own clock. Given by a restore, which applies an earlier order again. */
  readonly at?: Date;
  readonly officer: Id | null;
  readonly approval: Id | null;
  readonly basis: string | null;
}

/** @returns the fields of a record that do not outlast the human: all that is sealed, and the clear ones that say who it is. */
export function erasedFields({ fields }: AnyRecord): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(fields).filter(([, field]) => isSealed(field) || (field.needClass === 'OFFENDER_IDENTITY' && hasColumn(field)));
}

/**
 * Writes the order, and carries out what can be done in a transaction. Keys are destroyed after it. Safe to repeat.
 * @param records all records there are. @throws whatever the database throws.
 */
export async function eraseRows(records: readonly AnyRecord[], order: ErasureOrder, journal: Journal, query: Query): Promise<void> {
  const { subject, at, officer, approval, basis } = order;
  await query(`insert into records.erasure (subject, at, officer, approval, basis) values ($1, coalesce($2::timestamptz, now()), $3, $4, $5)
    on conflict do nothing`, [subject, at?.toISOString() ?? null, officer, approval, basis]);
  const concerned = records.filter((record) => erasedFields(record).length > 0);
  for (const record of concerned) await eraseIn(record, subject, journal, query);
  const names = concerned.flatMap((record) => erasedFields(record).map(([name]) => `${record.name}.${name}`));
  await query('select records.blank_history($1, $2::text[])', [subject, names]);
}

async function eraseIn(record: AnyRecord, subject: Id, journal: Journal, query: Query): Promise<void> {
  const fields = erasedFields(record);
  const table = `records."${record.table}"`;
  const filled = fields.map(([name, field]) => `case when "${columnOf(name, field)}" is not null then '${name}' end`).join(', ');
  const rows = await query(`select id, array_remove(array[${filled}], null) as filled from ${table} where id in (${idsUnder(record, '$1::uuid')}) order by id for update`, [subject]);
  if (rows.length === 0) return;
  for (const { id, filled: names } of rows) for (const name of names as string[]) journal.takeErased(record, id as Id, name);
  const columns = fields.flatMap(([name, field]) => [columnOf(name, field), lookupOf(name, field)?.column ?? []].flat());
  await query(`update ${table} set ${columns.map((column) => `"${column}" = null`).join(', ')} where id = any($1::uuid[])`, [rows.map(({ id }) => id)]);
}
