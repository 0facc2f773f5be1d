/** The vault's own connections, under its own login: no other part of the product can reach the keys' schema. */
import { CodedError } from '#kernel';
import { Pool, type PoolClient } from 'pg';

import { ProviderUnreachable } from './key-provider.js';

/** What a pool and a connection in a transaction have in common. */
export type Sql = Pick<PoolClient, 'query'>;

/** @param url of the login `qalxan_vault`. A connection that the server drops is replaced on next use. */
export function openVaultPool(url: string, poolSize = 4): Pool {
  const pool = new Pool({
    connectionString: url, max: poolSize, application_name: 'qalxan vault', statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000, connectionTimeoutMillis: 2_000, options: '-c TimeZone=UTC', keepAlive: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs `work` in a transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed');
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Whatever keeps us from the keys is one thing to the caller: no key, no answer. @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE. */
export async function orUnreachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError || error instanceof TypeError || error instanceof RangeError) throw error;
    throw unreachable(error);
  }
}

export function unreachable(cause: unknown): CodedError {
  // Of a database's error only the code is kept: its message may quote what was asked.
  const told = cause instanceof ProviderUnreachable ? cause : new Error(`the vault's database failed (${(cause as { code?: string } | null)?.code ?? 'no answer'})`);
  return new CodedError('UNAVAILABLE', 'KEYS_UNREACHABLE', { cause: told });
}
