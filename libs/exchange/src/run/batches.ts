/**
 * Reads the file a second time and cuts it into batches of the rows that the plan wants created. Every row is compared with
 * what the plan saw: a file that has changed meanwhile stops the import before the batch that would be another one.
 */
import type { PartialDate } from '#kernel';

import { readCsv } from '../csv/csv-rows.js';
import { Cells } from '../format/cells.js';
import type { Draft } from '../format/draft.js';
import { FileRefusal } from '../format/file-refusal.js';
import { readHeader, type Header } from '../format/header.js';
import type { ImportFormat } from '../format/import-format.js';
import { rowDigest, type DigestKey } from '../job/row-key.js';
import type { PlannedRow } from '../plan/import-plan.js';

export interface RowsToCreate {
  readonly rows: readonly { readonly row: PlannedRow; readonly drafts: readonly Draft[] }[];
  /** Bytes read up to here. */
  readonly bytes: number;
  /** Rows of the plan up to here. */
  readonly upTo: number;
}

/** One statement a table and batch; small enough that an interruption is answered within a second. */
export const BATCH_ROWS = 200;

/** @throws FileRefusal FILE_CHANGED. */
export async function* batchesOf(
  format: ImportFormat, file: string, plan: readonly PlannedRow[], about: { readonly source: string; readonly today: PartialDate; readonly digestKey: DigestKey },
): AsyncGenerator<RowsToCreate> {
  const csv = readCsv(file);
  let header: Header | undefined;
  let at = 0;
  let rows: { row: PlannedRow; drafts: readonly Draft[] }[] = [];
  for await (const { number, cells } of csv.rows) {
    if (!header) {
      header = readHeader(format, cells);
      continue;
    }
    const row = plan[at];
    if (row?.number !== number || row.digest !== rowDigest(about.digestKey, cells)) throw new FileRefusal('FILE_CHANGED', { row: number });
    at += 1;
    if (row.outcome === 'CREATE') rows.push({ row, drafts: format.drafts(new Cells(header.taken, cells), about) });
    if (rows.length === BATCH_ROWS) {
      yield { rows, bytes: csv.bytes(), upTo: at };
      rows = [];
    }
  }
  if (at !== plan.length) throw new FileRefusal('FILE_CHANGED');
  if (rows.length > 0) yield { rows, bytes: csv.bytes(), upTo: at };
}
