/** The statements over wrapped data keys. */
import type { Id } from '#kernel';

import type { KeyName } from './data-key.js';
import type { Sql } from './vault-database.js';

/** A wrapped data key as it lies in the database. */
export interface KeyRow extends KeyName {
  /** null: destroyed. */
  readonly wrapped: Buffer | null;
  readonly wrappingKey: string;
  readonly check: Buffer;
  /** Whether its subject has a tombstone. */
  readonly erased: boolean;
}

const COLUMNS = `k.id, k.subject, k.version, k.wrapped, k.wrapping_key as "wrappingKey", k.key_check as "check",
  exists (select from vault.erasure e where e.subject = k.subject) as erased`;

/** @returns the keys of these ids; ids that are no key are not in the answer. */
export async function keysById(sql: Sql, ids: readonly Id[]): Promise<readonly KeyRow[]> {
  return (await sql.query<KeyRow>({
    name: 'vault.by_id', text: `select ${COLUMNS} from vault.data_key k where k.id = any($1::uuid[])`, values: [ids],
  })).rows;
}

/** @returns the current keys of these subjects; who has none or was erased is not in the answer. */
export async function currentKeys(sql: Sql, subjects: readonly Id[]): Promise<readonly KeyRow[]> {
  const text = `select ${COLUMNS} from vault.data_key k where k.subject = any($1::uuid[]) and k.retired_at is null`;
  return (await sql.query<KeyRow>({ name: 'vault.current', text, values: [subjects] })).rows.filter(({ erased }) => !erased);
}

/** A key that is about to be written. */
export type NewKey = KeyName & { readonly wrapped: Buffer; readonly wrappingKey: string; readonly check: Buffer };

/**
 * Adds keys where the subject has no such version yet and was not erased.
 * @returns the ids that were added; for the others somebody was quicker, or there is a tombstone.
 */
export async function addKeys(sql: Sql, keys: readonly NewKey[]): Promise<ReadonlySet<Id>> {
  const { rows } = await sql.query<{ id: Id }>({
    name: 'vault.add',
    text: `insert into vault.data_key (id, subject, version, wrapped, wrapping_key, key_check)
           select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[], $5::text[], $6::bytea[]) a(id, subject, version, wrapped, wrapping_key, key_check)
            order by subject, version
           on conflict do nothing returning id`,
    values: [
      keys.map(({ id }) => id), keys.map(({ subject }) => subject), keys.map(({ version }) => version),
      keys.map(({ wrapped }) => wrapped), keys.map(({ wrappingKey }) => wrappingKey), keys.map(({ check }) => check),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

/** @returns which of these subjects have a tombstone. */
export async function erasedAmong(sql: Sql, subjects: readonly Id[]): Promise<ReadonlySet<Id>> {
  const { rows } = await sql.query<{ subject: Id }>({
    name: 'vault.erased', text: 'select subject from vault.erasure where subject = any($1::uuid[])', values: [subjects],
  });
  return new Set(rows.map(({ subject }) => subject));
}
