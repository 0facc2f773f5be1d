/**
 * Tells when a process unwraps the keys of unusually many people: what a thief of the whole database through a working
 * process would have to do (attack: bulk unwrapping). It counts distinct people over the last minute and rings once
 * until the count has fallen below the limit again. It stops nothing (budgets and rights do), unless nobody can be told: then no
 * key is handed out either.
 */
import type { Clock, Id } from '#kernel';

export interface UnwrapAlarm {
  /** Distinct people whose keys this process unwrapped in the last minute. */
  readonly subjects: number;
}

const WINDOW_MS = 60_000;

export class UnwrapWatch {
  /** When each was last unwrapped, oldest first. */
  private readonly seen = new Map<Id, number>();
  private ringing = false;

  constructor(private readonly clock: Clock, private readonly most: number, private readonly alarm: (alarm: UnwrapAlarm) => Promise<void> | void) {}

  /** @throws what the alarm threw; it is tried again the next time. */
  async note(subjects: Iterable<Id>): Promise<void> {
    const now = this.clock.now().getTime();
    for (const subject of subjects) {
      this.seen.delete(subject);
      this.seen.set(subject, now);
    }
    for (const [subject, at] of this.seen) {
      if (at > now - WINDOW_MS) break;
      this.seen.delete(subject);
    }
    const over = this.seen.size > this.most;
    if (over && !this.ringing) await this.alarm({ subjects: this.seen.size });
    this.ringing = over;
  }
}
