/** Reads a file from end to end and decides what would become of each row. Stores nothing. */
import type { Query } from '#change';
import type { PartialDate } from '#kernel';

import { readCsv } from '../csv/csv-rows.js';
import { Cells } from '../format/cells.js';
import { FileRefusal } from '../format/file-refusal.js';
import { readHeader, type Header } from '../format/header.js';
import type { ImportFormat } from '../format/import-format.js';
import { RowFault } from '../format/row-fault.js';
import { findJob, knownRows, type FileIdentity } from '../job/import-rows.js';
import { fileDigest, RowKeys, type DigestKey } from '../job/row-key.js';
import { planOf, type ImportPlan, type PlannedRow } from './import-plan.js';

export interface Surveyed {
  readonly plan: ImportPlan;
  readonly rows: readonly PlannedRow[];
}

export interface Survey {
  readonly format: ImportFormat;
  readonly file: string;
  readonly source: string;
  readonly today: PartialDate;
  readonly query: Query;
  readonly digestKey: DigestKey;
  /** Told after every row how far the reading is. */
  readonly watch?: ((bytes: number, rows: number) => void) | undefined;
  /** Given the header, then every rejected row. */
  readonly rejects?: ((cells: readonly string[], fault: { readonly number: number; readonly rule: RowFault } | null) => Promise<void>) | undefined;
}

const LOOK_UP_ROWS = 2_000;

/** @throws FileRefusal when the file cannot be taken as a whole. */
export async function survey({ format, file, source, today, query, digestKey, watch, rejects }: Survey): Promise<Surveyed> {
  const csv = readCsv(file);
  const keys = new RowKeys(digestKey);
  const rows: PlannedRow[] = [];
  const filled = new Map<string, number>();
  let header: Header | undefined;
  for await (const { number, cells } of csv.rows) {
    if (!header) {
      if (number !== 1) throw new FileRefusal('COLUMNS_MISSING', { columns: format.required });
      header = readHeader(format, cells);
      await rejects?.(cells, null);
      continue;
    }
    const fault = faultOf(format, header, cells, { source, today });
    rows.push({ ...keys.next(cells), number, outcome: fault ? 'REJECT' : 'CREATE', rule: fault?.rule ?? null, column: fault?.column ?? null });
    if (fault) await rejects?.(cells, { number, rule: fault });
    for (const [column, at] of header.left) if ((cells[at] ?? '').trim() !== '') filled.set(column, (filled.get(column) ?? 0) + 1);
    watch?.(csv.bytes(), rows.length);
  }
  const identity = { format: format.name, source, fileDigest: fileDigest(digestKey, csv.digest()) };
  const decided = await withKnown(query, identity, rows);
  const strangers = header?.strangers ?? [];
  const left = [...(header?.left.keys() ?? [])].map((column) => ({ column, filled: filled.get(column) ?? 0, known: !strangers.includes(column) }));
  return { plan: planOf(identity, decided, left), rows: decided };
}

/** @returns why the row is not taken, or null. */
function faultOf(format: ImportFormat, header: Header, cells: readonly string[], about: { source: string; today: PartialDate }): RowFault | null {
  if (cells.length !== header.width) return new RowFault('COLUMN_COUNT', null);
  if (cells.every((cell) => cell.trim() === '')) return new RowFault('EMPTY_ROW', null);
  try {
    format.drafts(new Cells(header.taken, cells), about);
    return null;
  } catch (error) {
    if (error instanceof RowFault) return error;
    throw error;
  }
}

async function withKnown(query: Query, file: FileIdentity, rows: readonly PlannedRow[]): Promise<PlannedRow[]> {
  const job = await findJob(query, file);
  const decided = [...rows];
  const open = rows.flatMap((row, at) => (row.outcome === 'CREATE' ? [{ row, at }] : []));
  for (let from = 0; from < open.length; from += LOOK_UP_ROWS) {
    const part = open.slice(from, from + LOOK_UP_ROWS);
    for (const [position, by] of await knownRows(query, file.source, part.map(({ row }) => row))) {
      const found = part[position];
      if (found) decided[found.at] = { ...found.row, outcome: by === job?.id && !job.finished ? 'DONE' : 'DUPLICATE' };
    }
  }
  return decided;
}
