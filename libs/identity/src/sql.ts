/**
 * The one way statements of this library reach the database, whichever transaction they are part of: one of their own, one of
 * several statements, or that of the write door. All of them pass the wall.
 */
import { codedFailure, type Query } from '#change';
import type { Claims, Wall, Within } from '#wall';

export type SqlValue = string | number | boolean | Buffer | readonly string[] | null;

/** Runs one statement with `$1`, `$2`, ... and returns its rows. */
export type Sql = <R extends object>(text: string, values: readonly SqlValue[]) => Promise<readonly R[]>;

/** What identity reads of the records: who is this, and of which agency. It writes none here. */
const CLAIMS: Claims = { kind: 'SESSION', officer: null, tables: ['agency', 'officer'] };

/** @returns statements each in a transaction of its own. */
export function sqlOn(wall: Wall): Sql {
  return async <R extends object>(text: string, values: readonly SqlValue[]) => (await wall.ask<R>(CLAIMS, { text, values: [...values] })).rows;
}

/** Asks one statement that is prepared once a connection, under its name, and reads these tables of records. */
export async function ask<R extends object>(wall: Wall, tables: readonly string[], name: string, text: string, values: readonly unknown[]): Promise<readonly R[]> {
  return (await wall.ask<R>({ ...CLAIMS, tables }, { name, text, values: [...values] })).rows;
}

/** @returns the same statements for those who ask through a Query, such as `raise`. */
export function queryOn(sql: Sql): Query {
  return (text, values) => sql(text, values as readonly SqlValue[]);
}

/** @returns the same for those who raise a notice, or ask about accounts, with no transaction of their own. */
export function queryThrough(wall: Pick<Wall, 'ask'>): Query {
  return async (text, values) => (await wall.ask<Record<string, unknown>>(CLAIMS, { text, values: [...values] })).rows;
}

/**
 * Runs `work` in a transaction on one connection: committed when it returns, rolled back when it throws.
 * @throws what `work` threw; CodedError UNAVAILABLE when the database cannot be reached.
 */
export async function inTransaction<T>(wall: Wall, work: (sql: Sql) => Promise<T>): Promise<T> {
  return wall.transaction(CLAIMS, (query: Within) =>
    work(async <R extends object>(text: string, values: readonly SqlValue[]) => (await query(text, values)) as readonly R[]));
}

/** Runs `work`; what the database fails with becomes UNAVAILABLE, or INTERNAL where trying again would not help. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw codedFailure(error);
  }
}
