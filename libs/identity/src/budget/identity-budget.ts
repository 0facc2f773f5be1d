/**
 * A day's number of identities. Need to know says which rows an officer may read; it does not say that they read all of them
 * today. Beyond the budget the officer proves who they are again, and a supervisor hears of it
 * (decisions/0003-a-budget-of-identities.md).
 */
import { createHash } from 'node:crypto';

import type { AuditTouch } from '#audit';
import { normalReason } from '#change';
import { isIdentityField, type Gate } from '#disclosure';
import { CodedError, type Clock, type Id } from '#kernel';
import type { NeedClass, Viewer } from '#policy';
import type { AnyRecord, Registry } from '#record';

import type { BudgetLedger, Use } from './budget-ledger.js';

/** A record with a field of one of these is about a person. */
const OF_PERSONS: ReadonlySet<NeedClass> = new Set<NeedClass>(['VICTIM_IDENTITY', 'OFFENDER_IDENTITY', 'WHEREABOUTS', 'HEALTH', 'JOIN']);

/** What is known to be counted already, so that a row read again costs nothing. A day's worth of it. */
interface Counted {
  day: string;
  readonly rows: Map<Id, Set<Id>>;
}

export class IdentityBudget implements Gate {
  /** Names of records of persons, with those of their fields that identify. */
  private readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly counted: Counted = { day: '', rows: new Map() };

  constructor(registry: Registry, private readonly ledger: BudgetLedger, private readonly clock: Clock) {
    this.fields = new Map(registry.records.filter(isOfPersons).map((record) => [
      record.name, new Set(Object.keys(record.fields).filter((name) => isIdentityField(record, name))),
    ]));
  }

  /**
   * Counts the persons who would be disclosed, and refuses the answer when they are too many for today.
   * @throws CodedError REAUTH_REQUIRED (rule IDENTITY_BUDGET), whatever the number; BAD_REQUEST (rule REASON_REPEATED) when one reason
   *   without a tasking has opened too much today; UNAVAILABLE when they cannot be counted.
   */
  async after(viewer: Viewer, touched: readonly AuditTouch[]): Promise<void> {
    const rows = this.uncounted(viewer.officer, touched);
    if (rows.length === 0) return;
    const now = this.clock.now();
    const day = dayOf(now);
    const provedAt = viewer.provedAt === undefined ? null : new Date(viewer.provedAt);
    const verdict = await this.ledger.use({ officer: viewer.officer, day, at: now, provedAt, reason: reasonOf(viewer), rows });
    if (verdict === 'REPEATED') throw new CodedError('BAD_REQUEST', 'REASON_REPEATED');
    if (verdict === 'REFUSED' || verdict === 'EXHAUSTED') throw new CodedError('REAUTH_REQUIRED', 'IDENTITY_BUDGET');
    if (this.counted.day !== day) return;
    const known = this.counted.rows.get(viewer.officer) ?? new Set();
    this.counted.rows.set(viewer.officer, known);
    for (const { id } of rows) known.add(id);
  }

  private uncounted(officer: Id, touched: readonly AuditTouch[]): Use['rows'] {
    const known = this.knownToday(officer);
    const rows = new Map<Id, string>();
    for (const { record, ids, disclosed } of touched) {
      const identifying = this.fields.get(record);
      if (!identifying || !disclosed.some((name) => identifying.has(name))) continue;
      for (const id of ids) if (!known?.has(id)) rows.set(id, record);
    }
    return [...rows].map(([id, record]) => ({ record, id }));
  }

  private knownToday(officer: Id): ReadonlySet<Id> | undefined {
    const today = dayOf(this.clock.now());
    if (this.counted.day !== today) {
      this.counted.day = today;
      this.counted.rows.clear();
    }
    return this.counted.rows.get(officer);
  }
}

function isOfPersons({ fields }: AnyRecord): boolean {
  return Object.values(fields).some(({ needClass }) => needClass !== null && OF_PERSONS.has(needClass));
}

/** The words are compared, not the code: the same sentence under another code is the same sentence. */
function reasonOf({ purpose }: Viewer): string | null {
  if (purpose === null || 'tasking' in purpose) return null;
  return createHash('sha256').update(normalReason(purpose.text), 'utf8').digest('hex');
}

/** The day of Coordinated Universal Time, so that it is the same day in every process. In Baku it begins at four in the morning. */
function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
