/**
 * One lane of the audit log. Entries that wait in the process are gathered, numbered from 1, chained, inserted by one
 * statement and committed; then their waiters go on. The next batch leaves as soon as the last commit has returned, so
 * batches grow under load without any timer. One batch is in flight at most: that is what keeps the order.
 *
 * A lane fails closed. Once an outcome is unknown (error, lost connection, timeout) it can never again say which
 * number comes next, so it dies: every waiter, and everybody who comes later, gets UNAVAILABLE.
 */
import type { KeyObject } from 'node:crypto';
import { CodedError, newId, systemClock, type Clock, type Id } from '#kernel';
import type { Client, ClientConfig } from 'pg';
import { connectForAudit, discard } from './audit-connection.js';
import { entryBody, type AuditEntry } from './audit-entry.js';
import type { AuditLog, Receipt } from './audit-log.js';
import { auditKeyId, firstLink, nextLink, type LaneOpening } from './chain.js';
import { insertBatch, insertLane, type BatchRow } from './lane-insert.js';

export interface AuditLaneOptions {
  /** Where and as whom to connect: role `qalxan_audit`. */
  readonly connection: ClientConfig;
  /** The chain key, see `auditKeyFromFile`. */
  readonly key: KeyObject;
  /** What kind of process this is, e.g. `api`; shown in the lane's row. */
  readonly process: string;
  readonly clock?: Clock;
  /** Milliseconds after which an outcome counts as unknown. Default 2,000. */
  readonly timeoutMs?: number;
  /** How many entries may wait. Default 4,096. */
  readonly backlog?: number;
}

const BATCH_ENTRIES = 256;
/** Characters in one statement, and in the whole backlog: an entry may name 20,000 records, and memory is finite. */
const BATCH_CHARACTERS = 4 * 1024 * 1024;
const BACKLOG_CHARACTERS = 64 * 1024 * 1024;

interface Waiter {
  readonly entry: AuditEntry;
  readonly body: string;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: CodedError) => void;
}

export class AuditLane implements AuditLog {
  readonly #client: Client;
  readonly #options: Required<AuditLaneOptions>;
  #waiting: Waiter[] = [];
  #waitingCharacters = 0;
  #inFlight: readonly Waiter[] = [];
  #sending: Promise<void> | null = null;
  #number = 0;
  #link: Buffer;
  #state: 'OPEN' | 'CLOSING' | 'DEAD' = 'OPEN';

  private constructor(readonly id: Id, client: Client, link: Buffer, options: Required<AuditLaneOptions>) {
    this.#client = client;
    this.#link = link;
    this.#options = options;
    client.on('error', (cause) => this.#die(cause));
    client.on('end', () => this.#die());
  }

  /**
   * Connects and inserts the lane's row.
   * @throws CodedError UNAVAILABLE when the database does not take it.
   */
  static async open(given: AuditLaneOptions): Promise<AuditLane> {
    const options = { clock: systemClock, timeoutMs: 2_000, backlog: 4_096, ...given };
    const opening: LaneOpening = {
      lane: newId(), openedAt: options.clock.now(), process: options.process, keyId: auditKeyId(options.key),
    };
    const link = firstLink(options.key, opening);
    try {
      const client = await connectForAudit(options.connection, options.timeoutMs);
      try {
        await insertLane(client, opening, link);
      } catch (error) {
        discard(client);
        throw error;
      }
      return new AuditLane(opening.lane, client, link, options);
    } catch (cause) {
      throw new CodedError('UNAVAILABLE', undefined, { cause });
    }
  }

  /** Whether the lane still takes entries. */
  get alive(): boolean {
    return this.#state === 'OPEN';
  }

  append(entry: AuditEntry): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      const body = entryBody(entry);
      const full = this.#waiting.length >= this.#options.backlog || this.#waitingCharacters >= BACKLOG_CHARACTERS;
      if (full || !this.alive) throw new CodedError('UNAVAILABLE');
      this.#waiting.push({ entry, body, resolve, reject });
      this.#waitingCharacters += body.length;
      this.#sending ??= this.#sendAll();
    });
  }

  /** Takes no more entries, waits for those already taken, and disconnects. */
  async close(): Promise<void> {
    if (this.#state === 'OPEN') this.#state = 'CLOSING';
    await this.#sending;
    this.#state = 'DEAD';
    await this.#client.end().catch(() => undefined);
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      this.#inFlight = batch;
      let rows: readonly BatchRow[] = [];
      try {
        rows = this.#chain(batch);
        await insertBatch(this.#client, rows);
      } catch (cause) {
        this.#die(cause);
      }
      if (this.#state === 'DEAD') return;
      this.#inFlight = [];
      batch.forEach((waiter, index) => waiter.resolve(receiptOf(rows[index])));
    }
    this.#sending = null;
  }

  #takeBatch(): readonly Waiter[] {
    let characters = 0;
    let count = 0;
    for (const { body } of this.#waiting) {
      if (count === BATCH_ENTRIES || (count > 0 && characters + body.length > BATCH_CHARACTERS)) break;
      characters += body.length;
      count += 1;
    }
    this.#waitingCharacters -= characters;
    return this.#waiting.splice(0, count);
  }

  #chain(batch: readonly Waiter[]): readonly BatchRow[] {
    const recordedAt = this.#options.clock.now();
    return batch.map(({ entry, body }) => {
      this.#number += 1;
      const row = { lane: this.id, number: this.#number, recordedAt, body };
      this.#link = nextLink(this.#options.key, this.#link, row);
      return { ...row, hash: this.#link, act: entry.act, officer: entry.actor?.officer ?? null };
    });
  }

  #die(cause?: unknown): void {
    if (this.#state === 'DEAD') return;
    this.#state = 'DEAD';
    discard(this.#client);
    const lost = [...this.#inFlight, ...this.#waiting];
    this.#inFlight = [];
    this.#waiting = [];
    for (const waiter of lost) waiter.reject(new CodedError('UNAVAILABLE', undefined, { cause }));
  }
}

function receiptOf(row: BatchRow | undefined): Receipt {
  if (!row) throw new CodedError('INTERNAL');
  return { lane: row.lane, number: row.number, hash: row.hash.toString('hex') };
}
