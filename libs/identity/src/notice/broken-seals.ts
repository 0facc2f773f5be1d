/**
 * A vault that tells the auditor of every envelope that does not open: changed, moved, or wrapped under a key that is not ours.
 * Whoever asked is told no more than that the service cannot answer. The notice is stored by itself, so it outlives the question's
 * transaction, and at most once a minute for each row, so that asking again and again does not bury it.
 */
import { ADVISORY_LOCK, CodedError, type Id } from '#kernel';
import type { Sealed, Vault } from '#vault';
import type { Wall } from '#wall';

import { inTransaction, queryOn } from '../sql.js';
import { raise } from './raise.js';

export interface BrokenSealsOptions {
  readonly vault: Vault;
  readonly wall: Wall;
  /** @returns the name of the record that is kept in a table, or undefined. */
  readonly recordOf: (table: string) => string | undefined;
}

/** Rows that one question tells of: whoever has exchanged a whole table is found by the first. */
const MOST_TOLD = 10;

/** Two who open the same row at once wait for each other. $2 tells this lock from others that are hashed. */
const IN_TURN = 'select pg_advisory_xact_lock(hashtextextended($1, $2::bigint))::text';
const TOLD = `select exists (select from identity.notice where kind = 'SEAL_BROKEN' and row_id = $1 and raised_at > now() - interval '1 minute') as told`;

/** @returns the same vault, except that broken seals are told of. */
export function tellingBrokenSeals(options: BrokenSealsOptions): Vault {
  const { vault } = options;
  return {
    prepare: (subjects) => vault.prepare(subjects),
    seal: (subject, cell, value) => vault.seal(subject, cell, value),
    index: (kind, table, column, value) => vault.index(kind, table, column, value),
    open: (sealed) => vault.open(sealed).catch(async (error: unknown) => {
      // Whether or not it can be told now: the question is refused, and refused on record with this rule.
      if (isBroken(error)) await tell(options, sealed).catch(() => undefined);
      throw error;
    }),
  };
}

async function tell(options: BrokenSealsOptions, sealed: readonly Sealed[]): Promise<void> {
  for (const { table, row } of await brokenRows(options.vault, sealed)) await tellOnce(options, table, row);
}

/** The vault says only that one did not open: each is tried alone, until enough are found. */
async function brokenRows(vault: Vault, sealed: readonly Sealed[]): Promise<readonly Sealed['cell'][]> {
  const rows = new Map<Id, Sealed['cell']>();
  for (const one of sealed) {
    if (rows.size === MOST_TOLD) break;
    if (rows.has(one.cell.row)) continue;
    await vault.open([one]).catch((error: unknown) => {
      if (!isBroken(error)) throw error;
      rows.set(one.cell.row, one.cell);
    });
  }
  return [...rows.values()];
}

async function tellOnce({ wall, recordOf }: BrokenSealsOptions, table: string, row: Id): Promise<void> {
  await inTransaction(wall, async (sql) => {
    const query = queryOn(sql);
    await query(IN_TURN, [row, ADVISORY_LOCK.BROKEN_SEAL_OF_ROW]);
    const [state] = await query(TOLD, [row]);
    const record = recordOf(table);
    if (state?.['told'] !== true) await raise(query, { kind: 'SEAL_BROKEN', officer: null, ...(record !== undefined && { record, row }) });
  });
}

function isBroken(error: unknown): boolean {
  return error instanceof CodedError && error.rule === 'SEAL_BROKEN';
}
