/** Who hears that the log is not sealed any more: the operator by the log, administrators and auditors by a notice. */
import { SealFault } from '#audit';
import { queryThrough, raise } from '#identity';
import type { EventLog } from '#telemetry';
import type { Wall } from '#wall';

/** Milliseconds without a seal before failures that may pass (a database or witness that does not answer) are told. */
const PATIENCE = 120_000;
/** Milliseconds between two notices. */
const REMIND_AFTER = 3_600_000;

export class SealAlarm {
  #sealedAt = performance.now();
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly wall: Wall, private readonly log: EventLog) {}

  /** Notes that the log was sealed just now. */
  sealed(): void {
    this.#sealedAt = performance.now();
  }

  /** Tells of a failure: of a fault at once, of anything else when it lasts. */
  async failed(error: unknown): Promise<void> {
    if (error instanceof SealFault) this.log.error('seal.refused', { code: error.rule, number: error.index });
    else if (performance.now() - this.#sealedAt < PATIENCE) return;
    if (performance.now() - this.#toldAt < REMIND_AFTER) return;
    await raise(queryThrough(this.wall), { kind: 'LOG_NOT_ANCHORED', officer: null });
    this.#toldAt = performance.now();
  }
}
