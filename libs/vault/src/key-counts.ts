/** How many keys there are, in which state, and under which key-encryption key: numbers for the operator, of no person. */
import type { Pool } from 'pg';

import type { KeyProvider } from './key-provider.js';
import { orUnreachable } from './vault-database.js';

export interface KeyCounts {
  /** Name and version of the key-encryption key that wraps now. */
  readonly wrappingKey: string;
  /** Keys that seal: one for each person, or row of its own, that has sealed values. */
  readonly current: number;
  /** Keys that no longer seal, and wait until nothing names them. */
  readonly retired: number;
  /** Those of them whose time of waiting is over: the worker destroys them next, unless something still names them. */
  readonly ripe: number;
  readonly destroyed: number;
  readonly erased: number;
  /** Data keys and secrets by the key-encryption key that they are wrapped under. */
  readonly wrapped: readonly { readonly wrappingKey: string; readonly keys: number }[];
}

/** @param ripeMs age in milliseconds of a retired key that may be destroyed. @throws CodedError UNAVAILABLE. */
export function countKeys(pool: Pool, provider: KeyProvider, ripeMs: number): Promise<KeyCounts> {
  return orUnreachable(async () => {
    const { rows: [counts] } = await pool.query<Omit<KeyCounts, 'wrappingKey' | 'wrapped'>>(
      `select count(*) filter (where retired_at is null)::int as current,
              count(*) filter (where retired_at is not null and destroyed_at is null)::int as retired,
              count(*) filter (where retired_at < now() - make_interval(secs => $1::float8 / 1000) and destroyed_at is null)::int as ripe,
              count(*) filter (where destroyed_at is not null)::int as destroyed,
              (select count(*) from vault.erasure)::int as erased
         from vault.data_key`, [ripeMs]);
    const { rows: wrapped } = await pool.query<KeyCounts['wrapped'][number]>(
      `select wrapping_key as "wrappingKey", count(*)::int as keys
         from (select wrapping_key from vault.data_key where wrapped is not null union all select wrapping_key from vault.secret) k group by 1 order by 1`);
    return { wrappingKey: await provider.currentKey(), ...(counts ?? { current: 0, retired: 0, ripe: 0, destroyed: 0, erased: 0 }), wrapped };
  });
}
