/**
 * Whether somebody outside has been told of the log lately. While nobody is, a log could be set back unseen, so identities are not
 * read (decisions/0002, section 8). The time of the newest anchoring is kept and looked up again beside the requests, not in their way.
 */
import { CodedError, systemClock, type Clock } from '#kernel';

export interface FreshnessOptions {
  /** @returns the signed time of the newest anchoring, or null. It may throw. */
  readonly anchoredAt: () => Promise<Date | null>;
  /** Milliseconds that may have passed since. */
  readonly maxAge: number;
  readonly clock?: Clock;
  /** Milliseconds after which what is known is looked up again. Default 1,000. */
  readonly lookEvery?: number;
}

export class AnchorFreshness {
  readonly #options: Required<FreshnessOptions>;
  #anchoredAt: Date | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(options: FreshnessOptions) {
    this.#options = { clock: systemClock, lookEvery: 1_000, ...options };
  }

  /** @throws CodedError UNAVAILABLE, rule AUDIT_NOT_ANCHORED, when the newest anchoring is too old or too far ahead, or cannot be read. */
  async require(): Promise<void> {
    const due = performance.now() - this.#lookedAt >= this.#options.lookEvery;
    if (this.#isFresh()) {
      // What is known to have been anchored stays so, whether or not this look succeeds; it only ages.
      if (due) this.#look().catch(() => undefined);
      return;
    }
    await this.#look().catch((cause: unknown) => {
      throw new CodedError('UNAVAILABLE', 'AUDIT_NOT_ANCHORED', { cause });
    });
    if (!this.#isFresh()) throw new CodedError('UNAVAILABLE', 'AUDIT_NOT_ANCHORED');
  }

  #isFresh(): boolean {
    const { clock, maxAge } = this.#options;
    return this.#anchoredAt !== null && Math.abs(clock.now().getTime() - this.#anchoredAt.getTime()) <= maxAge;
  }

  /** One look at a time, for all who wait. */
  #look(): Promise<void> {
    this.#looking ??= this.#options.anchoredAt().then((at) => {
      this.#anchoredAt = at;
      this.#lookedAt = performance.now();
    }).finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }
}
