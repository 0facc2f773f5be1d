/**
 * One officer's share of the database: so many questions at a time, the rest wait their turn. A document of many costly
 * root fields then takes its asker's time and nobody else's.
 */
import { CodedError, type Id } from '#kernel';

/** Questions of one officer that run at the same time; with a pool of twenty, six such officers do not exhaust it. */
const AT_ONCE = 3;
/** Questions of one officer that wait: more than the edge lets through at once. Beyond that they are told to come back. */
const WAITING = 1_000;

interface Share {
  running: number;
  readonly queue: (() => void)[];
}

export class Shares {
  private readonly shares = new Map<Id, Share>();

  /** Runs `work` when it is the officer's turn. @throws CodedError TOO_MANY_REQUESTS when too much of theirs is waiting. */
  async run<T>(officer: Id, work: () => Promise<T>): Promise<T> {
    const share = this.shares.get(officer) ?? { running: 0, queue: [] };
    this.shares.set(officer, share);
    if (share.running < AT_ONCE) share.running += 1;
    else await this.turn(share);
    try {
      return await work();
    } finally {
      const next = share.queue.shift();
      // The place is handed over, not given back, so that nobody can slip in between.
      if (next) next();
      else if (--share.running === 0) this.shares.delete(officer);
    }
  }

  private turn(share: Share): Promise<void> {
    if (share.queue.length >= WAITING) return Promise.reject(new CodedError('TOO_MANY_REQUESTS'));
    return new Promise((resolve) => share.queue.push(resolve));
  }
}

const shares = new WeakMap<object, Shares>();

/** @returns the shares of a wall's connections: whatever way an officer asks, by row, count, history or link, it is one share. */
export function sharesOf(wall: object): Shares {
  const known = shares.get(wall) ?? new Shares();
  shares.set(wall, known);
  return known;
}
