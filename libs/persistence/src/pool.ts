/**
 * How every connection that serves requests behaves: a statement ends in time, a forgotten transaction is closed, the clock
 * is UTC, and the server's administrator sees by name whose connection it is.
 */
import { Pool, type PoolConfig } from 'pg';

export interface PoolOptions {
  /** Shown in pg_stat_activity, e.g. "qalxan api". */
  readonly name?: string;
  /** The most connections; 10 unless given. */
  readonly poolSize?: number;
  /** After how many milliseconds the server ends a statement; 5,000 unless given, 0 for never. */
  readonly statementTimeout?: number;
  /** How many milliseconds a caller waits for a connection; 2,000 unless given: then better told so than left hanging. */
  readonly connectionTimeout?: number;
}

/** @returns the settings for `pg`. The URL is passed whole, so that its TLS parameters count. */
export function poolConfig(url: string, options: PoolOptions = {}): PoolConfig {
  return {
    connectionString: url,
    max: options.poolSize ?? 10,
    application_name: options.name ?? 'qalxan',
    statement_timeout: options.statementTimeout ?? 5_000,
    idle_in_transaction_session_timeout: 15_000, // milliseconds: longer than any command may take
    connectionTimeoutMillis: options.connectionTimeout ?? 2_000,
    options: '-c TimeZone=UTC',
    keepAlive: true,
  };
}

/**
 * Opens a pool outside the ORM: the audit log's and the auditor's. A connection that the server drops is discarded and
 * replaced on next use; the query in flight, if any, fails on its own.
 */
export function openPool(url: string, options?: PoolOptions): Pool {
  const pool = new Pool(poolConfig(url, options));
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
