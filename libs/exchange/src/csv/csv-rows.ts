/**
 * The rows of a CSV file (RFC 4180: comma, double quotes), one at a time, however large the file is. Row numbers are those a
 * spreadsheet shows: the header is row 1, and an empty line counts though it holds nothing.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { CsvError, parse, type Parser } from 'csv-parse';

import { FileRefusal } from '../format/file-refusal.js';
import { StrictUtf8 } from './strict-utf8.js';

export interface CsvRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  /** Rows with something in them, the header first. Read them once, to the end. */
  readonly rows: AsyncIterable<CsvRow>;
  /** Bytes read so far. */
  readonly bytes: () => number;
  /** SHA-256 of the file. Ask when all rows were read. */
  readonly digest: () => Buffer;
}

const LONGEST_ROW = 1_000_000; // characters
export const MOST_ROWS = 1_000_000;

/** Opens a file to be read once, row by row; its digest is known at the end. */
export function readCsv(path: string): CsvFile {
  const hash = createHash('sha256');
  let bytes = 0;
  const note = (chunk: Buffer): void => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  return { rows: rowsOf(path, note), bytes: () => bytes, digest: () => hash.digest() };
}

async function* rowsOf(path: string, note: (chunk: Buffer) => void): AsyncGenerator<CsvRow> {
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: LONGEST_ROW });
  const feeding = pipeline(checkedBytes(path, note), parser).catch(() => undefined);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number > MOST_ROWS + 1) throw new FileRefusal('TOO_MANY_ROWS');
      if (cells.length > 1 || cells[0] !== '') yield { number, cells };
    }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    stop(parser);
    await feeding;
  }
  if (number === 0) throw new FileRefusal('EMPTY_FILE');
}

async function* checkedBytes(path: string, note: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  const utf8 = new StrictUtf8();
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    note(chunk);
    const whole = utf8.take(chunk);
    if (whole.length > 0) yield whole;
  }
  utf8.end();
}

function stop(parser: Parser): void {
  if (!parser.destroyed) parser.destroy();
}

function refusalOf(error: unknown): unknown {
  if (error instanceof FileRefusal) return error;
  if (error instanceof CsvError) {
    // The parser may be rows ahead of the reader: it says itself how many it had finished.
    const row = Number((error as CsvError & { readonly records?: unknown }).records ?? 0) + 1;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new FileRefusal('QUOTE_NOT_CLOSED', { row });
    if (error.code === 'CSV_MAX_RECORD_SIZE') return new FileRefusal('ROW_TOO_LONG', { row });
    return new FileRefusal('QUOTE_MISPLACED', { row });
  }
  // The system's own sentence may hold the path: the operator knows it, a log need not.
  if (typeof (error as { code?: unknown } | null)?.code === 'string') return new FileRefusal('NOT_READABLE', {}, { cause: error });
  return error;
}
