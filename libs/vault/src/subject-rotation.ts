/**
 * A new data key for one person. From then on it seals; the older one still opens until everything it sealed is sealed anew
 * (by whoever holds the records), and only then is it destroyed.
 */
import { ADVISORY_LOCK, CodedError, newId, type Id } from '#kernel';
import type { Pool } from 'pg';

import { ERASING_LOCK } from './erasure.js';
import { announceDestroyed } from './evictions.js';
import type { KeyCache } from './key-cache.js';
import type { KeyProvider } from './key-provider.js';
import { addKeys } from './key-rows.js';
import { wrapNew } from './new-keys.js';
import { inTransaction, orUnreachable } from './vault-database.js';

/** The key that no longer seals. */
export interface RetiredKey {
  readonly id: Id;
  readonly version: number;
}

/**
 * After this many milliseconds nobody seals with a retired key any more: other processes hold it for at most five minutes, and a
 * command that prepared it has long been written.
 */
export const RETIRED_FOR_MS = 360_000;

export class SubjectRotation {
  constructor(private readonly pool: Pool, private readonly provider: KeyProvider, private readonly cache: KeyCache) {}

  /**
   * Makes the next key of a person who has one. Nobody who is writing at that moment is disturbed: this process seals with
   * the new key at once, others with the old one until they look again.
   * @returns the key that was current. @throws CodedError REJECTED rule SUBJECT_HAS_NO_KEY (none yet, or erased); UNAVAILABLE.
   */
  rotateSubject(subject: Id): Promise<RetiredKey> {
    return orUnreachable(async () => {
      const mark = this.cache.mark();
      const { retired, fresh } = await inTransaction(this.pool, async (sql) => {
        // Two who change one person's key take turns: else the second would find the row that the first has just retired, and no other.
        await sql.query('select pg_advisory_xact_lock(hashtextextended($1::text, $2::bigint))', [subject, ADVISORY_LOCK.KEY_OF_PERSON]);
        // Before any row is locked: an erasure under way takes this first too, so the two never wait for each other.
        await sql.query('select pg_advisory_xact_lock_shared($1)', [ERASING_LOCK]);
        const { rows: [current] } = await sql.query<RetiredKey>(
          'select id, version from vault.data_key where subject = $1 and retired_at is null for update', [subject]);
        if (current === undefined) throw new CodedError('REJECTED', 'SUBJECT_HAS_NO_KEY');
        const keys = await wrapNew(this.provider, [{ id: newId(), subject, version: current.version + 1 }]);
        await sql.query('update vault.data_key set retired_at = now() where id = $1', [current.id]);
        if ((await addKeys(sql, keys)).size === 0) throw new CodedError('REJECTED', 'SUBJECT_HAS_NO_KEY');
        return { retired: current, fresh: keys };
      });
      if (!this.cache.staleSince(mark)) for (const { id, version, key } of fresh) this.cache.put({ id, subject, version, key }, { current: true });
      return retired;
    });
  }

  /** @returns people who have a retired key that is not destroyed yet, those retired first before others. @throws CodedError UNAVAILABLE. */
  async rotatedSubjects(most: number): Promise<readonly Id[]> {
    const text = `select subject from vault.data_key where retired_at is not null and destroyed_at is null group by subject order by min(retired_at), subject limit $1`;
    return orUnreachable(async () => (await this.pool.query<{ subject: Id }>(text, [most])).rows.map(({ subject }) => subject));
  }

  /** @returns the retired keys of a person that are not destroyed yet, oldest first. @throws CodedError UNAVAILABLE. */
  async retiredKeys(subject: Id): Promise<readonly RetiredKey[]> {
    const text = 'select id, version from vault.data_key where subject = $1 and retired_at is not null and destroyed_at is null order by version';
    return orUnreachable(async () => (await this.pool.query<RetiredKey>(text, [subject])).rows);
  }

  /**
   * Has this process look at a person's keys again, so that it seals with the current one from now on: whoever seals anew would
   * else take the key that it still holds, and seal back. @returns as {@link retiredKeys}.
   */
  async lookAgain(subject: Id): Promise<readonly RetiredKey[]> {
    const retired = await this.retiredKeys(subject);
    this.cache.forget(retired.map(({ id }) => id));
    return retired;
  }

  /**
   * Destroys a retired key. What is still sealed with it is lost for ever, so the caller MUST look.
   * @param stillUsed asked last: whether any envelope, also of histories, still names this key id (bytes 2 to 17).
   * @throws CodedError REJECTED rule KEY_STILL_IN_USE while it is current, was retired less than {@link RETIRED_FOR_MS} ago,
   *   or `stillUsed` says so; UNAVAILABLE.
   */
  async destroyVersion(subject: Id, version: number, stillUsed: (keyId: Id) => Promise<boolean>): Promise<void> {
    const key = await orUnreachable(async () => (await this.pool.query<{ id: Id; ripe: boolean | null }>(
      `select id, retired_at < now() - make_interval(secs => $3::float8 / 1000) as ripe from vault.data_key
        where subject = $1 and version = $2 and destroyed_at is null`, [subject, version, RETIRED_FOR_MS])).rows[0]);
    if (key === undefined) return;
    // Nobody seals with a key that was retired so long ago: what is not found now does not appear later.
    if (key.ripe !== true || await stillUsed(key.id)) throw new CodedError('REJECTED', 'KEY_STILL_IN_USE');
    await orUnreachable(() => inTransaction(this.pool, async (sql) => {
      await sql.query('update vault.data_key set wrapped = null, destroyed_at = now() where id = $1 and destroyed_at is null', [key.id]);
      await announceDestroyed(sql, [key.id]);
    }));
    this.cache.forget([key.id]);
  }
}
