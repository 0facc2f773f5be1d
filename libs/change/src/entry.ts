/** What the audit log says of a command: who, which command, which rows, which fields. Never a value. */
import type { AuditEntry, AuditTouch } from '#audit';
import type { CodedError, Id } from '#kernel';
import type { Command, Viewer } from '#policy';

import type { FieldChange } from './journal.js';

export interface Told {
  /** Null when time acts. */
  readonly viewer: Viewer | null;
  readonly command: Command;
  readonly question: AuditEntry['question'];
  /** Rows the command named, whether they exist or not. */
  readonly aimedAt: readonly { readonly record: string; readonly id: Id }[];
}

/** @returns the entry of a command that is about to be committed. `detail` counts the changed rows by field, `Victim_status`. */
export function acceptedEntry(told: Told, changes: readonly FieldChange[], more: AuditEntry['detail'] = {}): AuditEntry {
  const counts: Record<string, number> = {};
  for (const { record, field } of changes) counts[`${record}_${field}`] = (counts[`${record}_${field}`] ?? 0) + 1;
  return { ...entry(told, [...told.aimedAt, ...changes]), outcome: 'ACCEPTED', detail: { command: told.command, changes: changes.length, ...counts, ...more } };
}

/** @returns the entry of a refused command, with the code and, where there is one, the rule. */
export function refusedEntry(told: Told, { code, rule }: CodedError, more: AuditEntry['detail'] = {}): AuditEntry {
  return { ...entry(told, told.aimedAt), outcome: 'REFUSED', detail: { command: told.command, refusal: code, ...(rule !== undefined && { rule }), ...more } };
}

function entry({ viewer, question }: Told, rows: Told['aimedAt']): Omit<AuditEntry, 'outcome'> {
  const about = { act: 'CHANGE', question, touched: touchesOf(rows) } as const;
  if (viewer === null) return { ...about, actor: null, purpose: null };
  const { officer, agency, session, roles, purpose } = viewer;
  return { ...about, actor: { officer, agency, session, roles }, purpose };
}

function touchesOf(rows: Told['aimedAt']): AuditTouch[] {
  const byRecord = new Map<string, Set<Id>>();
  for (const { record, id } of rows) byRecord.set(record, (byRecord.get(record) ?? new Set()).add(id));
  return [...byRecord].map(([record, ids]) => ({ record, ids: [...ids], disclosed: [], withheld: [] }));
}
