/**
 * How a row is told again. Rows of a file may be the same to the letter and yet be different people, so the key of a row is
 * the digest of its cells together with how many such rows stood before it in the file. A copy of a file, under whatever
 * name, has the same keys; a longer edition of it has them too, and new ones.
 */
import { createHash } from 'node:crypto';

export interface RowKey {
  /** SHA-256 of the cells, lower-case hex. */
  readonly digest: string;
  /** From 1. */
  readonly occurrence: number;
}

/** Gives the rows of one file their keys. Feed it every row, in order. */
export class RowKeys {
  readonly #seen = new Map<string, number>();

  next(cells: readonly string[]): RowKey {
    const digest = rowDigest(cells);
    const occurrence = (this.#seen.get(digest) ?? 0) + 1;
    this.#seen.set(digest, occurrence);
    return { digest, occurrence };
  }
}

/** @returns SHA-256 of the cells as a JSON array, lower-case hex: unlike joined text, no two rows share it. */
export function rowDigest(cells: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex');
}
