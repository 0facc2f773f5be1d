/**
 * Under whose key a row is sealed: that of the human it is about, found along the declared `sealedUnder` links. So destroying one
 * key erases everything about a human, also what hangs on a facet, such as the reasons of a decision.
 */
import { CodedError, type Id } from '#kernel';
import { columnOf, type AnyRecord, type Field } from '#record';

import type { Row } from './journal.js';
import type { Query } from './sight.js';

/** A row that is to be sealed: its id, and the links it has or will have. */
export interface Owned {
  readonly record: AnyRecord;
  readonly row: Row;
}

/**
 * @param known rows that the database may not have yet, by id.
 * @returns for each row, in order, the id whose key seals it.
 */
export async function subjectsOf(owned: readonly Owned[], known: ReadonlyMap<Id, Row>, query: Query): Promise<readonly Id[]> {
  const subjects = new Array<Id>(owned.length);
  // Rows whose link leads to a record that is itself sealed under another: asked for together, by record.
  const onwards = new Map<AnyRecord, number[]>();
  owned.forEach(({ record, row }, at) => {
    const target = ownerOf(record)?.field.target?.();
    const link = record.sealedUnder === null ? null : row[record.sealedUnder] as Id | null | undefined;
    subjects[at] = link ?? row['id'] as Id;
    if (link && target?.sealedUnder) onwards.set(target, [...onwards.get(target) ?? [], at]);
  });
  for (const [record, places] of onwards) {
    const rows = await linkedRows(record, [...new Set(places.map((at) => subjects[at] as Id))], known, query);
    const further = await subjectsOf(places.map((at) => ({ record, row: rows.get(subjects[at] as Id) ?? missing() })), known, query);
    places.forEach((at, index) => { subjects[at] = further[index] ?? missing(); });
  }
  return subjects;
}

/** @returns the SQL of the ids of the record's rows that stand under the key of the subject, a parameter as `$1`. */
export function idsUnder(record: AnyRecord, subject: string): string {
  const owner = ownerOf(record);
  const table = `records."${record.table}"`;
  if (!owner) return `select id from ${table} where id = ${subject}`;
  const link = `"${columnOf(owner.name, owner.field)}"`;
  const target = owner.field.target?.();
  const above = target?.sealedUnder ? `in (${idsUnder(target, subject)})` : `= ${subject}`;
  return `select id from ${table} where ${link} ${above} or (${link} is null and id = ${subject})`;
}

async function linkedRows(record: AnyRecord, ids: readonly Id[], known: ReadonlyMap<Id, Row>, query: Query): Promise<ReadonlyMap<Id, Row>> {
  const rows = new Map<Id, Row>(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? {}] as const] : [])));
  const asked = ids.filter((id) => !rows.has(id));
  const owner = ownerOf(record);
  if (asked.length === 0 || !owner) return rows;
  const found = await query(`select id, "${columnOf(owner.name, owner.field)}" as owner from records."${record.table}" where id = any($1::uuid[])`, [asked]);
  for (const { id, owner: link } of found) rows.set(id as Id, { id, [owner.name]: link });
  return rows;
}

function ownerOf(record: AnyRecord): { readonly name: string; readonly field: Field } | null {
  const field = record.sealedUnder === null ? undefined : record.fields[record.sealedUnder];
  return field && record.sealedUnder !== null ? { name: record.sealedUnder, field } : null;
}

function missing(): never {
  throw new CodedError('INTERNAL', 'SUBJECT_NOT_FOUND');
}
