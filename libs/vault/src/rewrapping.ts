/**
 * Changes the key-encryption key: every wrapped data key, and the vault's secret, is wrapped anew under the provider's current
 * key, in batches, while everybody goes on reading and writing. How far it came stands in the database, in the same
 * transaction as the batch, so it may be killed at any time and started again, also twice at once. Until it is done the old
 * key-encryption key must still unwrap.
 */
import { newId, type Id } from '#kernel';
import type { Pool } from 'pg';

import { checkedKey, wrappingContext } from './data-key.js';
import { ProviderUnreachable, type KeyProvider, type Wrapped } from './key-provider.js';
import { inTransaction, orUnreachable } from './vault-database.js';
import { secretContext } from './vault-secret.js';

export interface RewrapReport {
  /** Name and version of the key-encryption key that wraps now. */
  readonly wrappingKey: string;
  /** Data keys wrapped anew by this job, in all its runs. */
  readonly rewrapped: number;
  /** Data keys that could not be unwrapped: changed or lost. They are left as they are. */
  readonly broken: number;
  /** Nothing is wrapped under another key any more: the old key-encryption key may go. */
  readonly finished: boolean;
}

interface Row {
  readonly id: Id;
  readonly context: string;
  readonly wrapped: Buffer;
  readonly wrappingKey: string;
  readonly check: Buffer;
}

/** Where the secrets are, they go first: few, and worth most. */
const BATCH = 500;

export class Rewrapping {
  constructor(private readonly pool: Pool, private readonly provider: KeyProvider) {}

  /**
   * Runs, or goes on with, the change to the provider's current key.
   * @param watch is told after every batch how many were wrapped anew so far.
   * @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE: start it again later.
   */
  rewrapAll(watch: (rewrapped: number) => void = () => undefined, batch = BATCH): Promise<RewrapReport> {
    return orUnreachable(async () => {
      const wrappingKey = await this.provider.currentKey();
      const job = await this.openJob(wrappingKey);
      let broken = await this.rewrapSecrets(wrappingKey);
      for (let { after } = job; ;) {
        const rows = await this.keysAfter(after, wrappingKey, batch);
        const last = rows.at(-1);
        if (last === undefined) break;
        const wrapped = await this.anew(rows, wrappingKey);
        broken += rows.length - wrapped.size;
        watch(await this.keep(job.id, last.id, rows, wrapped));
        after = last.id;
      }
      return this.report(job.id, wrappingKey, broken);
    });
  }

  private async openJob(wrappingKey: string): Promise<{ id: Id; after: Id | null }> {
    await this.pool.query('insert into vault.rewrapping (id, wrapping_key) values ($1, $2) on conflict do nothing', [newId(), wrappingKey]);
    const text = 'select id, after_key as after from vault.rewrapping where wrapping_key = $1 and finished_at is null';
    const { rows: [job] } = await this.pool.query<{ id: Id; after: Id | null }>(text, [wrappingKey]);
    return job ?? this.openJob(wrappingKey); // another run of it has just ended
  }

  private async keysAfter(after: Id | null, wrappingKey: string, batch: number): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<{ id: Id; subject: Id; version: number; wrapped: Buffer; wrappingKey: string; check: Buffer }>(
      `select id, subject, version, wrapped, wrapping_key as "wrappingKey", key_check as "check" from vault.data_key
        where wrapped is not null and wrapping_key <> $1 and ($2::uuid is null or id > $2) order by id limit $3`, [wrappingKey, after, batch]);
    return rows.map((row) => ({ ...row, context: wrappingContext(row) }));
  }

  /**
   * Wraps anew, and unwraps what came of it: a provider that gave back something else would otherwise cost the key.
   * @returns by id what is sound.
   */
  private async anew(rows: readonly Row[], wrappingKey: string): Promise<ReadonlyMap<Id, Wrapped>> {
    const answers = await this.provider.rewrap(rows);
    const sound = rows.flatMap((row, index) => {
      const wrapped = answers[index];
      return wrapped ? [{ row, wrapped }] : [];
    });
    const opened = sound.length === 0 ? [] : await this.provider.unwrap(sound.map(({ row, wrapped }) => ({ ...wrapped, context: row.context })));
    for (const [index, { row, wrapped }] of sound.entries()) {
      if (wrapped.wrappingKey !== wrappingKey) throw new ProviderUnreachable('the key-encryption key changed under way');
      if (checkedKey(opened[index] ?? null, row.context, row.check) === null) throw new ProviderUnreachable('the key provider gave back another key');
    }
    return new Map(sound.map(({ row, wrapped }) => [row.id, wrapped]));
  }

  /** Writes a batch and how far the job is. A key that was destroyed meanwhile stays destroyed. @returns how many the job has wrapped so far. */
  private keep(job: Id, last: Id, rows: readonly Row[], wrapped: ReadonlyMap<Id, Wrapped>): Promise<number> {
    const kept = rows.flatMap((row) => {
      const now = wrapped.get(row.id);
      return now ? [{ id: row.id, before: row.wrapped, now }] : [];
    });
    return inTransaction(this.pool, async (sql) => {
      const { rowCount } = await sql.query(
        `update vault.data_key k set wrapped = a.wrapped, wrapping_key = a.wrapping_key
           from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) a(id, before, wrapped, wrapping_key)
          where k.id = a.id and k.wrapped = a.before`,
        [kept.map(({ id }) => id), kept.map(({ before }) => before), kept.map(({ now }) => now.wrapped), kept.map(({ now }) => now.wrappingKey)],
      );
      const { rows: [state] } = await sql.query<{ rewrapped: string }>(
        `update vault.rewrapping set after_key = greatest(after_key, $2), rewrapped = rewrapped + $3 where id = $1 returning rewrapped`, [job, last, rowCount ?? 0]);
      return Number(state?.rewrapped ?? 0);
    });
  }

  private async rewrapSecrets(wrappingKey: string): Promise<number> {
    const { rows } = await this.pool.query<{ name: string; wrapped: Buffer; wrappingKey: string; check: Buffer }>(
      'select name, wrapped, wrapping_key as "wrappingKey", key_check as "check" from vault.secret where wrapping_key <> $1', [wrappingKey]);
    const wrapped = await this.anew(rows.map(({ name, ...row }) => ({ ...row, id: name, context: secretContext(name) })), wrappingKey);
    for (const { name, wrapped: before } of rows) {
      const now = wrapped.get(name);
      if (now) await this.pool.query('update vault.secret set wrapped = $3, wrapping_key = $4 where name = $1 and wrapped = $2', [name, before, now.wrapped, now.wrappingKey]);
    }
    return rows.length - wrapped.size;
  }

  /** A key that another process made under the old key-encryption key behind our back keeps the job open: the next run begins anew. */
  private async report(job: Id, wrappingKey: string, broken: number): Promise<RewrapReport> {
    const { rows: [state] } = await this.pool.query<{ rewrapped: string; finished: boolean }>(
      `update vault.rewrapping set after_key = null, finished_at = case when
          exists (select from vault.data_key where wrapped is not null and wrapping_key <> $2) or exists (select from vault.secret where wrapping_key <> $2)
          then null else now() end
        where id = $1 returning rewrapped, finished_at is not null as finished`, [job, wrappingKey]);
    return { wrappingKey, rewrapped: Number(state?.rewrapped ?? 0), broken, finished: state?.finished ?? false };
  }
}
