/**
 * Where used identities are counted: in the database, so that several processes count together. Whoever comes while a
 * statement is under way shares the next one; one officer's answers are counted one after the other, under a lock, so that
 * a hundred questions at once cannot spend the same place in the budget.
 */
import type { Query } from '#change';
import type { Id } from '#kernel';
import type { Wall } from '#wall';

import type { NoticeKind } from '../notice/notice-kind.js';
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
  /** SHA-256 in hex of the reason given in place of a tasking; null under a tasking. */
  readonly reason: string | null;
  readonly rows: readonly { readonly record: string; readonly id: Id }[];
}

/**
 * REFUSED: beyond the budget. REPEATED: the same reason too often. Of two more nothing is written until supervisors are told in
 * the same transaction: EXHAUSTED, the first refusal since the budget was last opened; REPEATING, allowed, but it catches the eye.
 */
export type Verdict = 'ALLOWED' | 'REFUSED' | 'REPEATED' | 'EXHAUSTED' | 'REPEATING';

const NOTICES: Readonly<Partial<Record<Verdict, NoticeKind>>> = { EXHAUSTED: 'IDENTITY_BUDGET_EXCEEDED', REPEATING: 'REASON_REPEATED' };

export interface BudgetSettings {
  /** Rows of persons an officer may read in a day before proving again who they are, and again after each proof. */
  readonly identities: number;
  /** Answers with persons not seen today that one reason may open in a day; supervisors are told beyond a third. */
  readonly reasonUses: number;
}

export const BUDGET_SETTINGS: BudgetSettings = { identities: 25, reasonUses: 30 };

interface Waiting {
  readonly use: Use;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: unknown) => void;
}

/** Uses in one statement at most. */
const MOST_TOGETHER = 100;

/** $1 the uses, $2 and $3 the settings, $4 whether what supervisors are told of is noted. */
const USE = `
  select u.place::int - 1 as place, identity.use_identities((u.use ->> 'officer')::uuid, (u.use ->> 'day')::date, (u.use ->> 'at')::timestamptz,
         (u.use ->> 'provedAt')::timestamptz, u.use -> 'rows', $2::int, decode(u.use ->> 'reason', 'hex'), $3::int, $4::boolean) as verdict
    from jsonb_array_elements($1::jsonb) with ordinality u(use, place)`;

export class BudgetLedger {
  private waiting: Waiting[] = [];
  private busy = false;
  private readonly telling = new Map<Id, Promise<void>>();

  constructor(private readonly wall: Wall, private readonly settings: BudgetSettings = BUDGET_SETTINGS) {}

  /**
   * Counts the rows, all or none.
   * @returns what was decided. Where supervisors are to be told of it, they have been.
   * @throws CodedError UNAVAILABLE when the database does not answer.
   */
  async use(use: Use): Promise<Verdict> {
    for (;;) {
      const verdict = await this.together(use);
      if (!NOTICES[verdict]) return verdict;
      // One tells the supervisors; who came with it is then decided on again, and need not tell them.
      const telling = this.telling.get(use.officer);
      if (!telling) return this.noted(use);
      await telling;
    }
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
        const verdicts = await orUnavailable(() => this.ask(sqlOn(this.wall), together.map(({ use }) => use), false));
        together.forEach(({ resolve }, place) => resolve(verdicts.get(place) ?? 'REFUSED'));
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.busy = false;
  }

  /** Decides again, notes it and tells the supervisors, in one transaction. */
  private noted(use: Use): Promise<Verdict> {
    const noted = orUnavailable(() => inTransaction(this.wall, async (sql) => {
      const verdict = (await this.ask(sql, [use], true)).get(0) ?? 'REFUSED';
      const query: Query = (text, values) => sql<Record<string, unknown>>(text, values as Parameters<Sql>[1]);
      const kind = NOTICES[verdict];
      if (kind) await raise(query, { kind, officer: use.officer });
      return verdict;
    }));
    this.telling.set(use.officer, noted.then(() => undefined, () => undefined).finally(() => this.telling.delete(use.officer)));
    return noted;
  }

  private async ask(sql: Sql, uses: readonly Use[], note: boolean): Promise<ReadonlyMap<number, Verdict>> {
    const rows = await sql<{ place: number; verdict: Verdict }>(USE, [JSON.stringify(uses), this.settings.identities, this.settings.reasonUses, note]);
    return new Map(rows.map(({ place, verdict }) => [place, verdict]));
  }
}
