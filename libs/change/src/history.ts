/** Writes changes to `records.history`, in the transaction that makes them, each with the audit entry that came before. */
import type { Receipt } from '#audit';
import { newId, type Id } from '#kernel';

import type { FieldChange } from './journal.js';
import type { Query } from './sight.js';

export interface Circumstances {
  readonly at: Date;
  /** Null when time acted. */
  readonly officer: Id | null;
  readonly command: string;
  readonly reason: string | null;
  readonly receipt: Receipt;
}

const INSERT = `
insert into records.history (id, at, officer, command, reason, record, record_id, field, before, after, erased, lane, number)
select c.id, $2, $3, $4, $5, c.record, c."recordId", c.field, c.before, c.after, coalesce(c.erased, false), $6, $7
  from jsonb_to_recordset($1::jsonb) as c(id uuid, record text, "recordId" uuid, field text, before jsonb, after jsonb, erased boolean)`;

/** Adds one row per changed field. */
export async function writeHistory(query: Query, changes: readonly FieldChange[], about: Circumstances): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, ...change }) => ({ ...change, id: newId(), recordId: id }));
  const { at, officer, command, reason, receipt } = about;
  await query(INSERT, [JSON.stringify(rows), at.toISOString(), officer, command, reason, receipt.lane, receipt.number]);
}
