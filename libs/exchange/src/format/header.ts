/** Checks the first row of a file against the format: a wrong file must be known by its first line. */
import { FileRefusal } from './file-refusal.js';
import type { ImportFormat } from './import-format.js';

export interface Header {
  /** Number of cells every row must have. */
  readonly width: number;
  /** Positions of the columns that are taken. */
  readonly taken: ReadonlyMap<string, number>;
  /** Positions of the columns that are not: known to the format or not. */
  readonly left: ReadonlyMap<string, number>;
  /** Names of the columns that the format does not know, as they stand in the file. */
  readonly strangers: readonly string[];
}

/** @throws FileRefusal SEPARATOR, COLUMNS_MISSING, COLUMNS_REPEATED or COLUMNS_UNKNOWN. */
export function readHeader(format: ImportFormat, cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.trim());
  if (names.length === 1 && /[;\t|]/.test(names[0] ?? '')) throw new FileRefusal('SEPARATOR', { row: 1 });
  const missing = format.required.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new FileRefusal('COLUMNS_MISSING', { columns: missing });
  // From here on it is a file of this format. A name of its own that repeats may be told; a stranger's is told by its place.
  const repeated = names.flatMap((name, at) => (names.indexOf(name) === at ? [] : [known(format, name) ? name : at + 1]));
  if (repeated.length > 0) throw new FileRefusal('COLUMNS_REPEATED', { columns: repeated });
  const strangers = names.filter((name) => !known(format, name));
  if (strangers.length > 0 && !format.strangersAllowed) {
    throw new FileRefusal('COLUMNS_UNKNOWN', { columns: strangers.map((name) => names.indexOf(name) + 1) });
  }
  const places = names.map((name, at) => [name, at] as const);
  return {
    width: names.length,
    taken: new Map(places.filter(([name]) => format.taken.has(name))),
    left: new Map(places.filter(([name]) => !format.taken.has(name))),
    strangers,
  };
}

function known(format: ImportFormat, name: string): boolean {
  return format.taken.has(name) || format.notTaken.has(name);
}
