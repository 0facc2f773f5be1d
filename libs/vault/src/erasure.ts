/**
 * Erasure: all keys of a person are destroyed, and with them every value that was ever sealed for them, wherever a copy of the
 * ciphertext lies. A tombstone stays, so that a restore of an older copy destroys the keys again. There is no way back.
 */
import { ADVISORY_LOCK, type Id } from '#kernel';
import type { Pool } from 'pg';

import { announceDestroyed } from './evictions.js';
import { inTransaction, orUnreachable } from './vault-database.js';

/** The word that a person was erased. Kept outside the database too, with the backups' own keeper. */
export interface Tombstone {
  readonly subject: Id;
  readonly at: Date;
}

/** Whoever adds a key takes it shared (migration of the vault): a key is seen and destroyed here, or refused there. */
export const ERASING_LOCK = ADVISORY_LOCK.ERASING;

export class Erasure {
  constructor(private readonly pool: Pool, private readonly evict: (ids: readonly Id[]) => void) {}

  /**
   * Destroys all keys of a person, also those not yet made. Safe to repeat. Other processes forget the keys within
   * moments, and at the latest when the time for which keys may be held is over. Approvals are the caller's matter.
   * @returns the tombstone: the first one, when there was one already. @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE.
   */
  async erase(subject: Id): Promise<Tombstone> {
    await this.apply([subject], [null]);
    const tombstone = (await this.tombstonesOf([subject]))[0];
    if (tombstone === undefined) throw new Error('an erasure left no tombstone');
    return tombstone;
  }

  /** @returns all tombstones, oldest first: what a keeper of backups must keep beside them. @throws CodedError UNAVAILABLE. */
  tombstones(): Promise<readonly Tombstone[]> {
    return orUnreachable(async () => (await this.pool.query<Tombstone>('select subject, at from vault.erasure order by at, subject')).rows);
  }

  /**
   * After a restore: destroys again what had been destroyed when the list was made. Safe to repeat.
   * @returns how many of these people had no tombstone before. @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE.
   */
  async applyTombstones(list: readonly Tombstone[]): Promise<number> {
    const before = new Set((await this.tombstones()).map(({ subject }) => subject));
    await this.apply(list.map(({ subject }) => subject), list.map(({ at }) => at.toISOString()));
    return list.filter(({ subject }) => !before.has(subject)).length;
  }

  private async apply(subjects: readonly Id[], at: readonly (string | null)[]): Promise<void> {
    const destroyed = await orUnreachable(() => inTransaction(this.pool, async (sql) => {
      await sql.query('select pg_advisory_xact_lock($1)', [ERASING_LOCK]);
      const text = 'insert into vault.erasure (subject, at) select a.subject, coalesce(a.at, now()) from unnest($1::uuid[], $2::timestamptz[]) a(subject, at) on conflict do nothing';
      await sql.query(text, [subjects, at]);
      const { rows } = await sql.query<{ id: Id }>(
        `update vault.data_key set wrapped = null, retired_at = coalesce(retired_at, now()), destroyed_at = now()
          where destroyed_at is null and subject = any($1::uuid[]) returning id`, [subjects]);
      const ids = rows.map(({ id }) => id);
      await announceDestroyed(sql, ids);
      return ids;
    }));
    this.evict(destroyed);
  }

  private tombstonesOf(subjects: readonly Id[]): Promise<readonly Tombstone[]> {
    return orUnreachable(async () => (await this.pool.query<Tombstone>('select subject, at from vault.erasure where subject = any($1::uuid[])', [subjects])).rows);
  }
}
