/**
 * The chain within lanes, for whoever holds its key: HMAC-SHA-256 (RFC 2104) over the link before and the entry's bytes. The
 * tree needs no secret and is the authority; the chain covers the last second, which no checkpoint covers yet, and the rows of
 * the lanes.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Entry } from '../read/export-entry.js';

export interface Opening {
  readonly lane: string;
  readonly openedAt: string;
  readonly keyId: string;
  readonly link: string;
  readonly process: string;
}

export class Chain {
  private readonly key: KeyObject;
  private readonly links = new Map<string, Buffer>();

  /** @param key exactly 32 bytes. */
  constructor(key: Buffer) {
    this.key = createSecretKey(key);
  }

  /** @returns whether the lane's row is what was chained when it was opened. A lane under another key is passed over. */
  open({ lane, openedAt, keyId, link, process }: Opening): boolean {
    if (keyId !== createHmac('sha256', this.key).update('qalxan audit key id 1\0').digest('hex').slice(0, 16)) return true;
    if (!/^-?\d{1,16}$/.test(openedAt)) return false;
    const time = Buffer.alloc(8);
    time.writeBigInt64BE(BigInt(openedAt));
    const first = createHmac('sha256', this.key)
      .update('qalxan audit lane 1\0').update(Buffer.from(lane.replaceAll('-', ''), 'hex')).update(time).update(`${keyId}\0${process}`)
      .digest();
    this.links.set(lane, first);
    return first.toString('hex') === link;
  }

  /** @returns whether the entry's link follows from the one before. Goes on from what is stored, so that one fault is told once. */
  follows({ lane, leaf, link }: Entry): boolean {
    const before = this.links.get(lane);
    if (!before) return true;
    const expected = createHmac('sha256', this.key).update('qalxan audit entry 1\0').update(before).update(leaf.subarray(1)).digest();
    const holds = expected.toString('hex') === link;
    this.links.set(lane, holds ? expected : Buffer.from(link, 'hex'));
    return holds;
  }
}
