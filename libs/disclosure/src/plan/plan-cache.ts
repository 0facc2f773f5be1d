/**
 * Plans by shape and standing. Which statements the database keeps prepared is bounded too: only shapes that come again
 * get a name, and only so many of them, so that a client with a thousand shapes fills nobody's memory.
 */
import { standingKey, type Standing } from '#policy';
import type { Registry } from '#record';
import { createHash } from 'node:crypto';

import type { Ask } from '../ask/ask.js';
import { compile } from './compile.js';
import type { Plan } from './plan.js';

const MOST_PLANS = 2_000;
const MOST_STATEMENTS = 300;
/** Uses after which a plan's statement is kept prepared. */
const WORTH_A_NAME = 5;

interface Cached {
  readonly plan: Plan;
  uses: number;
  statement: string | null;
}

export class PlanCache {
  private readonly plans = new Map<string, Cached>();
  private statements = 0;

  constructor(private readonly registry: Registry) {}

  /** @throws CodedError BAD_REQUEST when the question touches what the standing is never shown; nothing is cached then. */
  planFor(ask: Ask, standing: Standing): { readonly plan: Plan; readonly statement: string | null } {
    const key = `${standingKey(standing)} ${ask.shape}`;
    let cached = this.plans.get(key);
    if (!cached) {
      cached = { plan: compile(ask, { registry: this.registry, standing }), uses: 0, statement: null };
      if (this.plans.size >= MOST_PLANS) this.forgetOldest();
      this.plans.set(key, cached);
    }
    cached.uses += 1;
    if (cached.statement === null && cached.uses > WORTH_A_NAME && this.statements < MOST_STATEMENTS) {
      this.statements += 1;
      cached.statement = `q_${createHash('sha256').update(cached.plan.text).digest('hex').slice(0, 40)}`;
    }
    return cached;
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
