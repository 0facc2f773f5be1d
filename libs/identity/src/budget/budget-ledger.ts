/**
 * Where used identities are counted: in the database, so that several processes count together. Whoever comes while a
 * statement is under way shares the next one; one officer's answers are counted one after the other, under a lock, so that
 * a hundred questions at once cannot spend the same place in the budget.
 */
import type { Query } from '#change';
import type { Id } from '#kernel';
import type { Pool } from 'pg';

import { raise } from '../notice/raise.js';
import { inTransaction, orUnavailable, sqlOn, type Sql } from '../sql.js';

/** Rows of persons about to be disclosed to an officer, none of them twice. */
export interface Use {
  readonly officer: Id;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly at: Date;
  /** The session's last full proof of identity. */
  readonly provedAt: Date | null;
  readonly rows: readonly { readonly record: string; readonly id: Id }[];
}

/** EXHAUSTED: the first refusal since the budget was last opened; nothing is written of it until it is noted. */
type Verdict = 'ALLOWED' | 'REFUSED' | 'EXHAUSTED';

interface Waiting {
  readonly use: Use;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/** Uses in one statement at most. */
const MOST_TOGETHER = 100;

/** $1 the uses, $2 the budget, $3 whether an exhausted budget is noted. */
const USE = `
  select u.place::int - 1 as place, identity.use_identities((u.use ->> 'officer')::uuid, (u.use ->> 'day')::date, (u.use ->> 'at')::timestamptz,
         (u.use ->> 'provedAt')::timestamptz, u.use -> 'rows', $2::int, $3::boolean) as verdict
    from jsonb_array_elements($1::jsonb) with ordinality u(use, place)`;

export class BudgetLedger {
  private waiting: Waiting[] = [];
  private busy = false;

  /** @param budget rows of persons an officer may read before proving again, and again after each proof. */
  constructor(private readonly pool: Pool, private readonly budget: number) {}

  /**
   * Counts the rows, all or none.
   * @returns whether they are within what the officer may read today; when not, supervisors have been told.
   * @throws CodedError UNAVAILABLE when the database does not answer.
   */
  async use(use: Use): Promise<boolean> {
    const verdict = await this.together(use);
    return (verdict === 'EXHAUSTED' ? await this.noted(use) : verdict) === 'ALLOWED';
  }

  private together(use: Use): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ use, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  /** Never throws: what fails, fails for those who wait. */
  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      // In the order of officers, so that two processes never wait for each other's locks.
      const together = this.waiting.splice(0, MOST_TOGETHER).sort((one, other) => (one.use.officer < other.use.officer ? -1 : 1));
      try {
        const verdicts = await orUnavailable(() => this.ask(sqlOn(this.pool), together.map(({ use }) => use), false));
        together.forEach(({ resolve }, place) => resolve(verdicts.get(place) ?? 'REFUSED'));
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.busy = false;
  }

  /** Notes that the budget is exhausted and tells the supervisors, in one transaction. */
  private noted(use: Use): Promise<Verdict> {
    return orUnavailable(() => inTransaction(this.pool, async (sql) => {
      const verdict = (await this.ask(sql, [use], true)).get(0) ?? 'REFUSED';
      const query: Query = (text, values) => sql<Record<string, unknown>>(text, values as Parameters<Sql>[1]);
      if (verdict === 'EXHAUSTED') await raise(query, { kind: 'IDENTITY_BUDGET_EXCEEDED', officer: use.officer });
      return verdict;
    }));
  }

  private async ask(sql: Sql, uses: readonly Use[], note: boolean): Promise<ReadonlyMap<number, Verdict>> {
    const rows = await sql<{ place: number; verdict: Verdict }>(USE, [JSON.stringify(uses), this.budget, note]);
    return new Map(rows.map(({ place, verdict }) => [place, verdict]));
  }
}
