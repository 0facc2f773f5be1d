/**
 * The chain of a lane. Every entry's link is an HMAC-SHA-256 (RFC 2104) over the link before it and all that is stored
 * of the entry, under a key that the database does not hold: who can write the database still cannot forge a link.
 * Every part but the last has a fixed length, so no two different entries give the same bytes.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import type { Id } from '#kernel';

const LANE = 'qalxan audit lane 1\0';
const ENTRY = 'qalxan audit entry 1\0';

export interface LaneOpening {
  readonly lane: Id;
  readonly openedAt: Date;
  /** What kind of process opened it, e.g. `api`. */
  readonly process: string;
  readonly keyId: string;
}

export interface ChainedEntry {
  readonly lane: Id;
  readonly number: number;
  readonly recordedAt: Date;
  readonly body: string;
}

/** @returns the name of a key, 16 hex digits: it tells keys apart and says nothing about them. */
export function auditKeyId(key: KeyObject): string {
  return createHmac('sha256', key).update('qalxan audit key id 1\0').digest('hex').slice(0, 16);
}

/** @returns the link that stands before entry 1 of a lane. */
export function firstLink(key: KeyObject, opening: LaneOpening): Buffer {
  return createHmac('sha256', key)
    .update(LANE)
    .update(idBytes(opening.lane))
    .update(timeBytes(opening.openedAt))
    .update(`${opening.keyId}\0${opening.process}`)
    .digest();
}

/** @returns the link of `entry`, which follows the entry whose link is `previous`. */
export function nextLink(key: KeyObject, previous: Buffer, entry: ChainedEntry): Buffer {
  return createHmac('sha256', key).update(ENTRY).update(previous).update(entryBytes(entry)).digest();
}

/**
 * @returns the exact bytes of one entry: lane (16), number (8, big-endian), time (8, milliseconds since 1970,
 *   big-endian), body (UTF-8). All of it can be rebuilt from the stored row, so that a tree leaf (RFC 6962) can be too.
 */
export function entryBytes(entry: ChainedEntry): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(entry.number));
  return Buffer.concat([idBytes(entry.lane), number, timeBytes(entry.recordedAt), Buffer.from(entry.body, 'utf8')]);
}

function idBytes(id: Id): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function timeBytes(time: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(time.getTime()));
  return bytes;
}
