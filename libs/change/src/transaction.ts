/**
 * One transaction on one connection, whose place in the pool is given back whatever happens. MikroORM's own `begin` keeps
 * the place for ever when the connection is lost in the middle (Kysely gives it back only after a rollback that worked), so a
 * restart of the server under load would empty the pool. Here the connection is held by a callback instead.
 */
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Claims, Wall } from '#wall';
import { CompiledQuery } from 'kysely';

import type { Query } from './sight.js';

export interface Transaction {
  readonly em: EntityManager;
  /** Runs statements with bind parameters (MikroORM writes values into the text). */
  readonly query: Query;
  /** When it began, by the database's clock, to the millisecond. */
  readonly now: Date;
}

/**
 * Runs `work` between begin and commit, at the level READ COMMITTED, on an EntityManager of its own, behind the wall.
 * @returns what `work` returns, after the commit. Whatever it throws is thrown after the rollback.
 */
export async function inTransaction<T>(orm: MikroORM, wall: Pick<Wall, 'enter'>, claims: Claims, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const connection = orm.em.getConnection();
  await connection.ensureConnection();
  return connection.getClient<unknown>().connection().execute(async (held) => {
    const query: Query = async (text, values) => (await held.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))).rows;
    const em = orm.em.fork();
    await query('begin', []);
    try {
      const now = await wall.enter(query, claims);
      // All that MikroORM does with it is to execute queries.
      em.setTransactionContext(held);
      const result = await work({ em, query, now });
      await query('commit', []);
      return result;
    } catch (error) {
      // A connection that is gone has rolled back already; the error to tell is the first one.
      await query('rollback', []).catch(() => undefined);
      throw error;
    }
  });
}
