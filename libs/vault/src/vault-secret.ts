/**
 * The vault's own secret: 32 random bytes from which the nonce key and the keys of blind indexes are derived. It lies in the
 * database wrapped like a data key, is made once for ever (of two processes at once, one wins), and is held in memory as
 * long as the process lives, because an index must be computed without waiting. It opens no envelope.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { CodedError } from '#kernel';

import { checkedKey, keyCheck, newKeyBytes } from './data-key.js';
import { ProviderUnreachable, type KeyProvider } from './key-provider.js';
import type { Sql } from './vault-database.js';

/** The only one there is. */
const NAME = 'derivation';

interface SecretRow {
  readonly wrapped: Buffer;
  readonly wrappingKey: string;
  readonly check: Buffer;
}

/** @returns what a wrapped secret is bound to. */
export function secretContext(name: string): string {
  return `secret|${name}`;
}

/** @throws CodedError UNAVAILABLE rule SEAL_BROKEN when it cannot be unwrapped; ProviderUnreachable. */
export async function derivationSecret(sql: Sql, provider: KeyProvider): Promise<KeyObject> {
  const context = secretContext(NAME);
  const row = (await read(sql)) ?? (await make(sql, provider, context));
  const [bytes] = await provider.unwrap([{ ...row, context }]);
  const secret = checkedKey(bytes ?? null, context, row.check);
  if (secret === null) throw new CodedError('UNAVAILABLE', 'SEAL_BROKEN');
  return secret;
}

async function read(sql: Sql): Promise<SecretRow | undefined> {
  const text = 'select wrapped, wrapping_key as "wrappingKey", key_check as "check" from vault.secret where name = $1';
  return (await sql.query<SecretRow>(text, [NAME])).rows[0];
}

async function make(sql: Sql, provider: KeyProvider, context: string): Promise<SecretRow> {
  const key = newKeyBytes();
  try {
    const check = keyCheck(createSecretKey(key), context);
    const [wrapped] = await provider.wrap([{ key, context }]);
    if (wrapped === undefined) throw new ProviderUnreachable('the key provider gave no answer');
    await sql.query(
      'insert into vault.secret (name, wrapped, wrapping_key, key_check) values ($1, $2, $3, $4) on conflict do nothing',
      [NAME, wrapped.wrapped, wrapped.wrappingKey, check],
    );
  } finally {
    key.fill(0);
  }
  const row = await read(sql);
  if (row === undefined) throw new Error('the vault\'s secret was not kept');
  return row;
}
