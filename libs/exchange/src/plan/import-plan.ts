/**
 * The plan of an import: what would become of every row. Its digest names the file, the source and the outcome of each
 * row, so that a plan which somebody has read can be carried out as it was read, or refused.
 */
import { createHash } from 'node:crypto';

import { canonicalJson } from '#kernel';

import type { RowRule } from '../format/row-fault.js';
import type { FileIdentity } from '../job/import-rows.js';
import type { RowKey } from '../job/row-key.js';

/** `DONE`: created before, by the same import, which did not come to its end. The plan counts it as to be created. */
export type Outcome = 'CREATE' | 'DONE' | 'DUPLICATE' | 'REJECT';

export interface PlannedRow extends RowKey {
  /** The header is row 1. */
  readonly number: number;
  readonly outcome: Outcome;
  readonly rule: RowRule | null;
  readonly column: string | null;
}

/** Rows one after the other that are not created, all for the same reason. */
export interface Exception {
  readonly from: number;
  readonly to: number;
  readonly outcome: 'DUPLICATE' | 'REJECT';
  readonly rule: RowRule | null;
  readonly column: string | null;
}

export interface ImportPlan extends FileIdentity {
  /** Rows with something in them, below the header. */
  readonly rows: number;
  readonly create: number;
  /** Of those to be created, how many an interrupted run has created already. */
  readonly done: number;
  /** An import adds; it changes nothing that is on record (decisions/0002). Always 0. */
  readonly update: 0;
  readonly duplicate: number;
  readonly reject: number;
  readonly exceptions: readonly Exception[];
  /** Columns of the file that are not taken, with the number of rows that fill them. */
  readonly columnsLeft: readonly { readonly column: string; readonly filled: number; readonly known: boolean }[];
  /** SHA-256 in lower-case hex: what the run is asked to carry out. */
  readonly digest: string;
}

/** @returns the plan over these rows. */
export function planOf(file: FileIdentity, rows: readonly PlannedRow[], columnsLeft: ImportPlan['columnsLeft']): ImportPlan {
  const counted = (...outcomes: Outcome[]): number => rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    ...file,
    rows: rows.length,
    create: counted('CREATE', 'DONE'),
    done: counted('DONE'),
    update: 0,
    duplicate: counted('DUPLICATE'),
    reject: counted('REJECT'),
    exceptions: exceptionsIn(rows),
    columnsLeft,
    digest: digestOf(file, rows),
  };
}

function exceptionsIn(rows: readonly PlannedRow[]): Exception[] {
  const exceptions: { from: number; to: number; outcome: Exception['outcome']; rule: RowRule | null; column: string | null }[] = [];
  for (const { number, outcome, rule, column } of rows) {
    if (outcome !== 'DUPLICATE' && outcome !== 'REJECT') continue;
    const last = exceptions.at(-1);
    if (last?.to === number - 1 && last.outcome === outcome && last.rule === rule && last.column === column) last.to = number;
    else exceptions.push({ from: number, to: number, outcome, rule, column });
  }
  return exceptions;
}

/** A row that is done counts as one to be created: the plan of an import stays the same until it has come to its end. */
function digestOf({ format, source, fileDigest }: FileIdentity, rows: readonly PlannedRow[]): string {
  const hash = createHash('sha256').update(`${canonicalJson({ fileDigest, format, source })}\n`);
  for (const { number, outcome, rule, column } of rows) {
    hash.update(`${number} ${outcome === 'DONE' ? 'CREATE' : outcome} ${rule ?? '-'} ${column ?? '-'}\n`);
  }
  return hash.digest('hex');
}
