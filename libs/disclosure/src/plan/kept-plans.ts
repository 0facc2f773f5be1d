/**
 * Compiled statements, kept by key. Which of them the database keeps prepared is bounded too: only what comes again gets a
 * name, and only so many of them, so that a client with a thousand shapes fills nobody's memory.
 */
import { createHash } from 'node:crypto';

export interface KeptPlansOptions {
  /** First letter of the statements' names. */
  readonly letter: string;
  readonly plans: number;
  readonly statements: number;
  /** Uses after which a plan's statement is kept prepared. */
  readonly worthAName: number;
}

/** Special readings (walks, histories): few by themselves, but a standing is any set of roles. Prepared from the first use. */
export const SPECIAL_PLANS: KeptPlansOptions = { letter: 'w', plans: 200, statements: 200, worthAName: 0 };

export interface KeptPlan<P> {
  readonly plan: P;
  /** The name to prepare it under, or null: then it runs unprepared. */
  readonly statement: string | null;
}

interface Kept<P> {
  readonly plan: P;
  uses: number;
  statement: string | null;
}

export class KeptPlans<P extends { readonly text: string }> {
  private readonly plans = new Map<string, Kept<P>>();
  private statements = 0;

  constructor(private readonly options: KeptPlansOptions) {}

  /** @param compile called when there is no plan under the key; what it throws is thrown, and nothing is kept. */
  get(key: string, compile: () => P): KeptPlan<P> {
    const { letter, plans, statements, worthAName } = this.options;
    let kept = this.plans.get(key);
    if (!kept) {
      kept = { plan: compile(), uses: 0, statement: null };
      if (this.plans.size >= plans) this.forgetOldest();
      this.plans.set(key, kept);
    }
    kept.uses += 1;
    if (kept.statement === null && kept.uses > worthAName && this.statements < statements) {
      this.statements += 1;
      kept.statement = `${letter}_${createHash('sha256').update(kept.plan.text).digest('hex').slice(0, 40)}`;
    }
    return kept;
  }

  /** The oldest plan without a name goes first: named statements stay in the connections, so their plans stay here. */
  private forgetOldest(): void {
    for (const [key, { statement }] of this.plans) {
      if (statement === null) {
        this.plans.delete(key);
        return;
      }
    }
  }
}
