/** Carries out a batch of rows: one command through the write door, one transaction, one audit entry before its commit. */
import type { AuditEntry, AuditLog } from '#audit';
import { randomReference, Victim } from '#casework';
import { Change, type Sight, type Unit } from '#change';
import { CodedError, type Id } from '#kernel';
import type { Viewer } from '#policy';
import type { Wall } from '#wall';
import type { Vault } from '#vault';
import type { MikroORM } from '@mikro-orm/postgresql';

import type { Draft } from '../format/draft.js';
import { keepRows, type ImportedRow } from '../job/import-rows.js';
import type { PlannedRow } from '../plan/import-plan.js';

export interface ChangeParts {
  readonly orm: MikroORM;
  readonly audit: AuditLog;
  readonly sight: Sight;
  readonly wall: Wall;
  readonly vault: Vault;
}

export interface Batch {
  readonly job: Id;
  readonly format: string;
  readonly source: string;
  /** The rows to be created, in the order of the file. */
  readonly rows: readonly { readonly row: PlannedRow; readonly drafts: readonly Draft[] }[];
  readonly question: AuditEntry['question'];
  /** When the import began. */
  readonly begun: Date;
}

/** A pseudonym is random; that two people are given the same is met by trying again. */
const TRIES = 3;

/** @throws CodedError as `Change.run`; CONFLICT when the import was ended by another run since the plan. Then nothing of the batch is stored. */
export async function carryOut(parts: ChangeParts, viewer: Viewer, batch: Batch): Promise<void> {
  const { job, format, source, rows, question, begun } = batch;
  const about = { job, format, firstRow: rows[0]?.row.number ?? 0, lastRow: rows.at(-1)?.row.number ?? 0, rows: rows.length };
  const audit: AuditLog = {
    append: (entry) => parts.audit.append({ ...entry, act: 'IMPORT', detail: { ...entry.detail, ...about } }),
  };
  const change = new Change({ ...parts, audit });
  for (let left = TRIES; ; left -= 1) {
    try {
      await change.run(viewer, { command: 'importRecords', question, begun }, async (unit) => {
        await keepRows(unit.query, job, source, rows.map(({ row, drafts }) => create(unit, row, drafts)));
      });
      return;
    } catch (error) {
      if (left <= 1 || !isPseudonymTaken(error)) throw error;
    }
  }
}

function create(unit: Unit, { number, digest, occurrence }: PlannedRow, drafts: readonly Draft[]): ImportedRow {
  const made = new Map<string, Id>();
  const records: Record<string, Id[]> = {};
  for (const { name, record, values, links } of drafts) {
    const ends = Object.entries(links).map(([field, to]) => [field, made.get(to)]);
    const pseudonym = record === Victim ? { pseudonym: `V-${randomReference()}` } : {};
    const id = unit.add(record, { ...values, ...pseudonym, ...(Object.fromEntries(ends) as object) });
    made.set(name, id);
    (records[record.name] ??= []).push(id);
  }
  return { number, digest, occurrence, records };
}

function isPseudonymTaken(error: unknown): boolean {
  const cause = (error instanceof CodedError ? error.cause : null) as { code?: unknown; constraint?: unknown } | null | undefined;
  return cause?.code === '23505' && typeof cause.constraint === 'string' && cause.constraint.includes('pseudonym');
}
