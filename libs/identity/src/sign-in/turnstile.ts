/**
 * A turnstile in front of costly work: so many at a time, so many in the queue, the rest is sent away at once. Strangers can
 * make us hash passwords, and 200 at once would cost seconds of CPU and all database connections.
 */
import { CodedError } from '#kernel';

/** Sent away at once: nothing was done. */
export class TurnedAway extends CodedError {
  constructor() {
    super('TOO_MANY_REQUESTS');
  }
}

export class Turnstile {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  /** @param width how many work at a time. @param waiting how many may wait. */
  constructor(private readonly width = 2, private readonly waiting = 64) {}

  /** Runs `work` when its turn comes. MUST NOT be nested. @throws TurnedAway (TOO_MANY_REQUESTS) when the queue is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.width) this.#inside += 1;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }

  #turn(): Promise<void> {
    if (this.#queue.length >= this.waiting) return Promise.reject(new TurnedAway());
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}
