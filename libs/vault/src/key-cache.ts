/**
 * Unwrapped data keys that this process holds. Each is held for a fixed time from when it was unwrapped, and using it does
 * not lengthen that; there are never more than a fixed number. What is said to be gone is forgotten at once, and an
 * unwrapping that was under way meanwhile is not kept.
 */
import type { Clock, Id } from '#kernel';

import type { DataKey } from './data-key.js';

interface Held {
  readonly dataKey: DataKey;
  readonly until: number;
}

export interface CacheSettings {
  /** Milliseconds for which an unwrapped key may be held. */
  readonly ttlMs: number;
  /** The most keys held. */
  readonly mostKeys: number;
}

export class KeyCache {
  /** By key id, in the order in which they were put and so in which they end. */
  private readonly held = new Map<Id, Held>();
  /** By subject: which key seals, and until when that may be believed. Only who asked for the current key says so. */
  private readonly current = new Map<Id, { readonly id: Id; readonly until: number }>();
  private forgotten = 0;

  constructor(private readonly clock: Clock, private readonly settings: CacheSettings) {}

  /** @returns a mark to give to `put` for what is fetched from now on. */
  mark(): number {
    return this.forgotten;
  }

  /** @returns whether something was forgotten since `mark`: then what was fetched before may be stale and must be fetched again. */
  staleSince(mark: number): boolean {
    return this.forgotten !== mark;
  }

  /** Holds a key for the settings' time, whatever was held of it before; the oldest go when there are too many. @param current whether it seals new values. */
  put(dataKey: DataKey, { current }: { readonly current: boolean }): void {
    const until = this.clock.now().getTime() + this.settings.ttlMs;
    this.held.delete(dataKey.id);
    this.held.set(dataKey.id, { dataKey, until });
    if (current) this.current.set(dataKey.subject, { id: dataKey.id, until });
    for (const id of this.held.keys()) {
      if (this.held.size <= this.settings.mostKeys) break;
      this.drop(id);
    }
  }

  /** @returns the key, while it may still be held. */
  byId(id: Id): DataKey | undefined {
    const held = this.held.get(id);
    return held !== undefined && held.until > this.clock.now().getTime() ? held.dataKey : undefined;
  }

  /** @param forMs how long it must still be held. @returns the key that seals new values of the subject. */
  currentOf(subject: Id, forMs = 0): DataKey | undefined {
    const current = this.current.get(subject);
    return current !== undefined && current.until > this.clock.now().getTime() + forMs ? this.byId(current.id) : undefined;
  }

  /** Forgets these keys, or all. */
  forget(ids: readonly Id[] | 'ALL'): void {
    this.forgotten += 1;
    if (ids === 'ALL') {
      this.held.clear();
      this.current.clear();
    } else {
      for (const id of ids) this.drop(id);
    }
  }

  /** Forgets what has ended. Called now and then, so that a key nobody asks for again does not stay in memory. */
  sweep(): void {
    const now = this.clock.now().getTime();
    for (const [id, { until }] of this.held) {
      if (until > now) return;
      this.drop(id);
    }
  }

  get size(): number {
    return this.held.size;
  }

  private drop(id: Id): void {
    const held = this.held.get(id);
    if (held === undefined) return;
    this.held.delete(id);
    if (this.current.get(held.dataKey.subject)?.id === id) this.current.delete(held.dataKey.subject);
  }
}
