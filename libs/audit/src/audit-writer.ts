/**
 * Keeps a process supplied with a living lane. When a lane dies, the next caller after a short back-off opens another:
 * the process recovers when the database does, without a restart, and does not flood it with lanes until then.
 * One lane per process: a second one measured no gain, as the disk's flush is what both would wait for.
 */
import { CodedError } from '#kernel';
import type { AuditEntry } from './audit-entry.js';
import { AuditLane, type AuditLaneOptions } from './audit-lane.js';
import type { AuditLog, Receipt } from './audit-log.js';

const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 1_000;

export class AuditWriter implements AuditLog {
  readonly #options: AuditLaneOptions;
  #lane: AuditLane | null = null;
  #opening: Promise<AuditLane> | null = null;
  #failures = 0;
  #retryAt = 0;
  #closed = false;

  constructor(options: AuditLaneOptions) {
    this.#options = options;
  }

  async append(entry: AuditEntry): Promise<Receipt> {
    const lane = this.#lane?.alive === true ? this.#lane : await this.#openLane();
    const receipt = await lane.append(entry);
    this.#failures = 0;
    return receipt;
  }

  /** Resolves when entries can be taken now. @throws CodedError UNAVAILABLE when they cannot: for the readiness check. */
  async ready(): Promise<void> {
    if (this.#lane?.alive !== true) await this.#openLane();
  }

  /** Takes no more entries and waits for those already taken. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => undefined);
    await this.#lane?.close();
  }

  #openLane(): Promise<AuditLane> {
    if (this.#opening) return this.#opening;
    if (this.#lane) {
      this.#lane = null;
      this.#backOff();
    }
    if (this.#closed || performance.now() < this.#retryAt) return Promise.reject(new CodedError('UNAVAILABLE'));
    this.#opening = AuditLane.open(this.#options).then(
      (lane) => {
        this.#lane = lane;
        return lane;
      },
      (error: unknown) => {
        this.#backOff();
        throw error;
      },
    ).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  #backOff(): void {
    this.#retryAt = performance.now() + Math.min(FIRST_BACKOFF_MS * 2 ** this.#failures, LONGEST_BACKOFF_MS);
    this.#failures += 1;
  }
}
