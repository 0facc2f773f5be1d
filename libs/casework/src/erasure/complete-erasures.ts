/**
 * What an order to erase leaves to be done: the tombstone outside the database first, then the keys, then the note that it is done.
 * Killed anywhere it begins again and ends the same: a human with a tombstone and keys is erased once more, one
 * without is not forgotten, because the order stands in the database.
 */
import type { AuditLog } from '#audit';
import type { Change } from '#change';
import { ADVISORY_LOCK, type Id } from '#kernel';
import type { KeyVault, TombstoneFile, WrittenTombstone } from '#vault';
import type { Wall } from '#wall';

import { registry } from '../registry.js';

export interface ErasureParts {
  readonly wall: Pick<Wall, 'transaction'>;
  readonly audit: AuditLog;
  readonly vault: Pick<KeyVault, 'erasure'>;
  readonly file: TombstoneFile;
}

const HOUSE = { kind: 'SYSTEM', officer: null, tables: ['erasure'] } as const;
const QUESTION = { operation: null, root: 'completeErasure', hash: '0'.repeat(64) } as const;
const AT_ONCE = 100;

/** Completes the orders that wait; one worker at a time. @returns how many. @throws what could not be done: the next run begins again. */
export async function completeErasures({ wall, audit, vault, file }: ErasureParts): Promise<number> {
  return wall.transaction(HOUSE, async (query) => {
    const [lock] = await query('select pg_try_advisory_xact_lock($1) as taken', [ADVISORY_LOCK.COMPLETING_ERASURES]);
    if (lock?.['taken'] !== true) return 0;
    const waiting = await query(`select subject, floor(extract(epoch from at) * 1000)::text as ms, approval from records.erasure where completed_at is null order by at limit ${AT_ONCE}`, []);
    for (const { subject: id, ms, approval: by } of waiting) {
      const [subject, approval] = [id as Id, by as Id | null];
      await file.add({ subject, at: new Date(Number(ms)), approval });
      await vault.erasure.erase(subject);
      await audit.append({
        act: 'CHANGE', outcome: 'ACCEPTED', actor: null, purpose: null, question: QUESTION,
        touched: [{ record: 'Person', ids: [subject], disclosed: [], withheld: [] }], detail: { ...(approval !== null && { approval }) },
      });
      await query('update records.erasure set completed_at = clock_timestamp() where subject = $1', [subject]);
    }
    return waiting.length;
  });
}

/**
 * After a restore: erases again everybody on the list, keys and rows, before anybody is let in. Safe to repeat.
 * @returns how many of them the restored copy still had keys for. @throws CodedError UNAVAILABLE.
 */
export async function reapplyErasures({ change, vault }: { readonly change: Change; readonly vault: Pick<KeyVault, 'erasure'> }, list: readonly WrittenTombstone[]): Promise<number> {
  const again = await vault.erasure.applyTombstones(list);
  for (const { subject, at, approval } of list) await eraseAgain(change, { subject, at, approval });
  return again;
}

function eraseAgain(change: Change, { subject, at, approval }: { readonly subject: Id; readonly at: Date; readonly approval: Id | null }): Promise<void> {
  // The order was on record with its approval when it was given; the house only carries out what was decided.
  return change.runForHouse({ command: 'erasePerson', question: { ...QUESTION, root: 'reapplyErasure' } }, (unit) =>
    unit.erase(registry.records, { subject, at, officer: null, approval, basis: null }));
}
