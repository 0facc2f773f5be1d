/** Reads checkpoints and proofs out of the stored tree. Whoever gets them checks them without us; nothing here is believed. */
import { CodedError, type Id } from '#kernel';
import { Pool, type ClientConfig } from 'pg';

import { readCheckpoint, type LogKeys } from '../checkpoint/checkpoint.js';
import { consistencyRuns, inclusionRuns, type Run } from '../tree/proof.js';
import { rootsOf } from '../tree/stored-tree.js';

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  /** The signed note. */
  readonly note: string;
  readonly signedAt: Date;
}

export interface InclusionProof {
  readonly index: number;
  readonly leafHash: Buffer;
  /** From the leaf upwards (RFC 6962 section 2.1.1). */
  readonly path: readonly Buffer[];
  readonly checkpoint: StoredCheckpoint;
}

export interface ConsistencyProof {
  /** RFC 6962 section 2.1.2. */
  readonly path: readonly Buffer[];
  readonly older: StoredCheckpoint;
  readonly newer: StoredCheckpoint;
}

interface CheckpointRow { readonly size: string; readonly root: Buffer; readonly note: string; readonly signed_at: Date }

const CHECKPOINT = 'select size, root, note, signed_at from audit.checkpoint';

export class ProofReader {
  readonly #pool: Pool;

  /** @param connection role `qalxan_auditor`. */
  constructor(connection: ClientConfig) {
    this.#pool = new Pool({
      application_name: 'qalxan-audit-proofs', max: 2, connectionTimeoutMillis: 2_000, statement_timeout: 5_000, lock_timeout: 2_000, ...connection,
    });
    this.#pool.on('error', () => undefined);
  }

  /** @returns the signed time of the newest anchoring; null when there is none, or when its note is not this log's. @throws CodedError UNAVAILABLE */
  async anchoredAt(keys: LogKeys): Promise<Date | null> {
    const [row] = await this.#rows<{ note: string }>('select note from audit.anchoring order by id desc limit 1');
    const time = row ? readCheckpoint(row.note, keys)?.time ?? null : null;
    return time === null ? null : new Date(time * 1_000);
  }

  /** @param size as it was signed; null for the newest. @returns null when none was signed at that size. @throws CodedError UNAVAILABLE */
  async checkpoint(size: number | null): Promise<StoredCheckpoint | null> {
    const [row] = size === null
      ? await this.#rows<CheckpointRow>(`${CHECKPOINT} order by size desc limit 1`)
      : await this.#rows<CheckpointRow>(`${CHECKPOINT} where size = $1`, [size]);
    return row ? { size: Number(row.size), root: row.root, note: row.note, signedAt: row.signed_at } : null;
  }

  /**
   * @param officer whose entry it must be; null for anybody's.
   * @returns null when there is no such entry, it is another's, it is not in that tree, or no such tree was signed.
   * @throws CodedError UNAVAILABLE
   */
  async inclusion(entry: { readonly lane: Id; readonly number: number }, size: number | null, officer: Id | null): Promise<InclusionProof | null> {
    const checkpoint = await this.checkpoint(size);
    const [leaf] = await this.#rows<{ index: string; hash: Buffer }>(
      `select l.index, l.hash from audit.leaf l
        where l.lane = $1 and l.number = $2
          and ($3::uuid is null or exists (select from audit.entry e where e.lane = l.lane and e.number = l.number and e.officer = $3::uuid))`,
      [entry.lane, entry.number, officer]);
    if (!checkpoint || !leaf || Number(leaf.index) >= checkpoint.size) return null;
    const index = Number(leaf.index);
    return { index, leafHash: leaf.hash, path: await this.#roots(inclusionRuns(index, checkpoint.size)), checkpoint };
  }

  /** @returns null when one of the sizes was not signed. @throws CodedError BAD_REQUEST when `from` is above `to`; UNAVAILABLE */
  async consistency(from: number, to: number): Promise<ConsistencyProof | null> {
    if (from > to) throw new CodedError('BAD_REQUEST');
    const [older, newer] = [await this.checkpoint(from), await this.checkpoint(to)];
    return older && newer ? { path: await this.#roots(consistencyRuns(from, to)), older, newer } : null;
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #roots(runs: readonly Run[]): Promise<readonly Buffer[]> {
    return rootsOf(this.#pool, runs).catch(unavailable);
  }

  async #rows<R extends object>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    return (await this.#pool.query<R>(text, [...values]).catch(unavailable)).rows;
  }
}

function unavailable(cause: unknown): never {
  throw new CodedError('UNAVAILABLE', undefined, { cause });
}
