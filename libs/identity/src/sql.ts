/**
 * The one way statements of this library reach the database, whichever transaction they are part of: on the pool, on one
 * connection of it, or in the transaction of the write door.
 */
import type { Pool, PoolClient } from 'pg';
import { codedFailure } from '#change';

export type SqlValue = string | number | boolean | Buffer | null;

/** Runs one statement with `$1`, `$2`, ... and returns its rows. */
export type Sql = <R extends object>(text: string, values: readonly SqlValue[]) => Promise<readonly R[]>;

/** @returns statements on a pool (each on its own) or on one connection (in its transaction). */
export function sqlOn(connection: Pool | PoolClient): Sql {
  return async <R extends object>(text: string, values: readonly SqlValue[]) => (await connection.query<R>(text, [...values])).rows;
}

/**
 * Runs `work` in a transaction on one connection: committed when it returns, rolled back when it throws.
 * @throws what `work` threw; CodedError UNAVAILABLE when the database cannot be reached.
 */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(sqlOn(client));
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

/** Runs `work`; what the database fails with becomes UNAVAILABLE, or INTERNAL where trying again would not help. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw codedFailure(error);
  }
}
