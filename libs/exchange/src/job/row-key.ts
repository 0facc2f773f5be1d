/**
 * How a row and a file are told again. Rows of a file may be the same to the letter and yet be different people, so the key of a row is
 * the digest of its cells together with how many such rows stood before it in the file. A copy of a file, under whatever
 * name, has the same keys; a longer edition of it has them too, and new ones.
 *
 * The digests are keyed by the vault: a row may hold a name and a phone, and a plain digest of it could be guessed at by whoever
 * has the table.
 */
import { createHash } from 'node:crypto';

import { CodedError } from '#kernel';
import type { Vault } from '#vault';

/** What keys the digests. */
export type DigestKey = Pick<Vault, 'index'>;

export interface RowKey {
  /** Keyed digest of the cells, 32 bytes in lower-case hex. */
  readonly digest: string;
  /** From 1. */
  readonly occurrence: number;
}

/** Gives the rows of one file their keys. Feed it every row, in order. */
export class RowKeys {
  readonly #seen = new Map<string, number>();

  constructor(private readonly key: DigestKey) {}

  next(cells: readonly string[]): RowKey {
    const digest = rowDigest(this.key, cells);
    const occurrence = (this.#seen.get(digest) ?? 0) + 1;
    this.#seen.set(digest, occurrence);
    return { digest, occurrence };
  }
}

/** @returns the keyed digest of the cells as a JSON array, lower-case hex: unlike joined text, no two rows share it. */
export function rowDigest(key: DigestKey, cells: readonly string[]): string {
  return keyed(key, 'import_row', createHash('sha256').update(JSON.stringify(cells)).digest());
}

/** @param plain SHA-256 of the file's bytes. @returns the keyed digest, lower-case hex: a file may be one row. */
export function fileDigest(key: DigestKey, plain: Buffer): string {
  return keyed(key, 'import_job', plain);
}

function keyed(key: DigestKey, table: string, plain: Buffer): string {
  // Hexadecimal digits are their own normal form but for their case, which is all the same here.
  const index = key.index('account', table, 'digest', plain.toString('hex'));
  if (!index) throw new CodedError('INTERNAL');
  return index.toString('hex');
}
