/**
 * The only way to the tables of schema `records`. Row-level security gives a statement nothing unless its transaction carries
 * a context signed with a key that the database's logins cannot read (decisions/0001-signed-transactions.md).
 */
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';

import type { Claims } from './claims.js';
import { beginningIn, CHALLENGE, SET_CONTEXT, signedContext, signedTicket } from './context.js';
import { SignedStatement } from './signed-statement.js';
import type { WallKey } from './wall-key.js';

/** Runs one statement on a transaction that has begun. Values are bind parameters `$1`, `$2`, ... */
export type Within = (text: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

export interface WallOptions {
  /** Connections of the application's login. */
  readonly pool: Pool;
  readonly key: WallKey;
  /** Milliseconds a single statement's context lives; 10,000 unless given. It must outlive the statement's time-out. */
  readonly statementLife?: number;
  /** Milliseconds the context of a transaction of several statements lives; 60,000 unless given. */
  readonly transactionLife?: number;
}

export class Wall {
  constructor(private readonly options: WallOptions) {}

  /**
   * Runs one statement in a transaction of its own.
   * @throws what `pg` throws; nothing was changed then.
   */
  async ask<R extends QueryResultRow>(claims: Claims, statement: QueryConfig): Promise<QueryResult<R>> {
    const { pool, key, statementLife = 10_000 } = this.options;
    const client = await pool.connect();
    return new Promise((resolve, reject) => {
      const sign = (turn: string): string => signedTicket(key, claims, turn, statementLife);
      client.query(new SignedStatement(statement, sign, (error, result) => {
        client.release(error ?? undefined);
        if (error) reject(error);
        else resolve(result as QueryResult<R>);
      }));
    });
  }

  /**
   * Signs the context of a transaction that has begun; it holds until the transaction ends, or for its life.
   * @returns when the transaction began, by the database's clock, to the millisecond.
   */
  async enter(query: Within, claims: Claims): Promise<Date> {
    const { key, transactionLife = 60_000 } = this.options;
    const [row] = await query(`${CHALLENGE} as challenge`, []);
    const challenge = String(row?.['challenge']);
    await query(SET_CONTEXT, [signedContext(key, claims, challenge, transactionLife)]);
    return beginningIn(challenge);
  }

  /**
   * Runs `work` in a transaction on one connection: committed when it returns, rolled back when it throws.
   * @throws what `work` or `pg` throws.
   */
  async transaction<T>(claims: Claims, work: (query: Within) => Promise<T>): Promise<T> {
    const client = await this.options.pool.connect();
    const query: Within = async (text, values) => (await client.query<Record<string, unknown>>(text, [...values])).rows;
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await this.enter(query, claims);
      const result = await work(query);
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
}
