/**
 * Data keys, unwrapped: from memory where they are held, else from the database and the key provider, in one round trip
 * to each for all who wait. New subjects get their key here; of two processes that make one at once, one wins and both
 * use the winner's.
 */
import { CodedError, newId, type Id } from '#kernel';
import type { Pool } from 'pg';

import { checkedKey, wrappingContext, type DataKey } from './data-key.js';
import type { KeyCache } from './key-cache.js';
import type { KeyProvider } from './key-provider.js';
import { addKeys, currentKeys, erasedAmong, keysById, type KeyRow } from './key-rows.js';
import { wrapNew } from './new-keys.js';
import { Together } from './together.js';
import type { UnwrapWatch } from './unwrap-alarm.js';
import { orUnreachable } from './vault-database.js';

/** What is behind a key id: the key, the word that its person was erased, or nothing that can be opened. */
export type Found = DataKey | 'ERASED' | 'BROKEN';

/** Times that a subject's key may be lost to a quicker process, or go stale under way, before the caller is refused. */
const MOST_TRIES = 5;

export class KeyRing {
  private readonly byId = new Together<Found>((ids) => this.fetch(ids));
  private readonly bySubject = new Together<Found>((subjects) => this.provide(subjects));

  constructor(private readonly pool: Pool, private readonly provider: KeyProvider, private readonly cache: KeyCache, private readonly watch: UnwrapWatch) {}

  /** @returns for each id what is behind it. @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE. */
  async keys(ids: readonly Id[]): Promise<ReadonlyMap<Id, Found>> {
    const found = new Map<Id, Found>();
    const missing: Id[] = [];
    for (const id of new Set(ids)) {
      const held = this.cache.byId(id);
      if (held === undefined) missing.push(id);
      else found.set(id, held);
    }
    if (missing.length === 0) return found;
    const fetched = await this.byId.find(missing);
    for (const id of missing) found.set(id, fetched.get(id) ?? 'BROKEN');
    return found;
  }

  /** Gets or makes the current keys of subjects, into memory. Those who were erased get none. @throws CodedError UNAVAILABLE. */
  async prepare(subjects: readonly Id[], heldForMs: number): Promise<void> {
    const missing = [...new Set(subjects)].filter((subject) => this.cache.currentOf(subject, heldForMs) === undefined);
    if (missing.length === 0) return;
    const found = await this.bySubject.find(missing);
    if (missing.some((subject) => found.get(subject) === 'BROKEN')) throw new CodedError('UNAVAILABLE', 'SEAL_BROKEN');
  }

  private fetch(ids: readonly Id[]): Promise<ReadonlyMap<Id, Found>> {
    return this.whenFresh(async () => {
      const unwrapped = await this.unwrap(await keysById(this.pool, ids));
      return new Map(unwrapped.map(({ row, found }) => [row.id, found]));
    }, false);
  }

  private provide(subjects: readonly Id[]): Promise<ReadonlyMap<Id, Found>> {
    return this.whenFresh(async () => {
      const all = new Map<Id, Found>();
      let missing = subjects;
      for (let tries = 0; missing.length > 0; tries += 1) {
        if (tries === MOST_TRIES) throw new CodedError('UNAVAILABLE', 'KEYS_UNREACHABLE');
        for (const { row, found } of await this.unwrap(await currentKeys(this.pool, missing))) all.set(row.subject, found);
        for (const [subject, made] of await this.make(missing.filter((subject) => !all.has(subject)))) all.set(subject, made);
        missing = missing.filter((subject) => !all.has(subject));
      }
      return all;
    }, true);
  }

  /** Runs `work` again when meanwhile somebody's keys were said to be gone, and puts what it found into memory. */
  private async whenFresh(work: () => Promise<Map<Id, Found>>, current: boolean): Promise<ReadonlyMap<Id, Found>> {
    return orUnreachable(async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const mark = this.cache.mark();
        const found = await work();
        if (this.cache.staleSince(mark)) continue;
        for (const key of found.values()) if (typeof key === 'object') this.cache.put(key, { current });
        return found;
      }
      throw new CodedError('UNAVAILABLE', 'KEYS_UNREACHABLE');
    });
  }

  /** A destroyed key is an erased person's, or else a lost one. */
  private async unwrap(rows: readonly KeyRow[]): Promise<readonly { readonly row: KeyRow; readonly found: Found }[]> {
    const live = rows.flatMap((row) => (row.wrapped === null || row.erased ? [] : [{ row, wrapped: row.wrapped, wrappingKey: row.wrappingKey, context: wrappingContext(row) }]));
    const keys = live.length === 0 ? [] : await this.provider.unwrap(live);
    await this.watch.note(live.map(({ row }) => row.subject));
    const unwrapped = new Map(live.map(({ row, context }, index) => [row.id, checkedKey(keys[index] ?? null, context, row.check)]));
    return rows.map((row) => {
      const key = unwrapped.get(row.id) ?? null;
      if (key === null) return { row, found: row.erased ? 'ERASED' : 'BROKEN' };
      return { row, found: { id: row.id, subject: row.subject, version: row.version, key } };
    });
  }

  /** Makes first keys. @returns those that are now current; for the others somebody was quicker. */
  private async make(subjects: readonly Id[]): Promise<ReadonlyMap<Id, Found>> {
    const made = new Map<Id, Found>();
    if (subjects.length === 0) return made;
    const erased = await erasedAmong(this.pool, subjects);
    for (const subject of erased) made.set(subject, 'ERASED');
    const wanted = subjects.filter((subject) => !erased.has(subject));
    const fresh = await wrapNew(this.provider, wanted.map((subject) => ({ id: newId(), subject, version: 1 })));
    if (fresh.length === 0) return made;
    const added = await addKeys(this.pool, fresh);
    for (const { id, subject, version, key } of fresh) if (added.has(id)) made.set(subject, { id, subject, version, key });
    return made;
  }
}
