/** The sixteen frequency tables of the CTDC codebook, second sheet, as published. */
import { readSheet } from './spreadsheet.js';

export interface PublishedTable {
  readonly column: string;
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly count: number; readonly percent: number; readonly validPercent: number; readonly cumulativePercent: number }[];
  /** The line "Total" under the known values; tables of a single value have none. */
  readonly valid: { readonly count: number; readonly percent: number } | null;
  readonly missing: { readonly count: number; readonly percent: number };
  readonly total: number;
}

interface Draft { column: string; title: string; lines: PublishedTable['lines'][number][]; valid: PublishedTable['valid']; missing: PublishedTable['missing']; total: number }

export function readCodebook(file: string): readonly PublishedTable[] {
  const tables: Draft[] = [];
  for (const { A, B, C, D, E, F } of readSheet(file, 2)) {
    if (C === undefined && A !== undefined && B !== undefined) {
      tables.push({ column: A, title: B, lines: [], valid: null, missing: { count: NaN, percent: NaN }, total: NaN });
      continue;
    }
    const table = tables.at(-1);
    if (!table || C === undefined || C === 'Freq.') continue;
    if (A === 'Missing') table.missing = { count: Number(C), percent: hundredths(D) };
    else if (A === 'Total') table.total = Number(C);
    else if (B === 'Total') table.valid = { count: Number(C), percent: hundredths(D) };
    else table.lines.push({ label: B ?? '', count: Number(C), percent: hundredths(D), validPercent: hundredths(E), cumulativePercent: hundredths(F) });
  }
  return tables;
}

/** The sheet holds binary fractions: 35.770000000000003 is its way of writing 35.77. */
function hundredths(text: string | undefined): number {
  return Math.round(Number(text) * 100) / 100;
}
