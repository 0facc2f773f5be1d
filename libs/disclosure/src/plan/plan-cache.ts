/** Plans of questions by shape and standing. */
import { standingKey, type Standing } from '#policy';
import type { Registry } from '#record';

import type { Ask } from '../ask/ask.js';
import { compile } from './compile.js';
import { KeptPlans, type KeptPlan } from './kept-plans.js';
import type { Plan } from './plan.js';

export class PlanCache {
  private readonly kept = new KeptPlans<Plan>({ letter: 'q', plans: 2_000, statements: 300, worthAName: 5 });

  constructor(private readonly registry: Registry) {}

  /** @throws CodedError BAD_REQUEST when the question touches what the standing is never shown; nothing is kept then. */
  planFor(ask: Ask, standing: Standing): KeptPlan<Plan> {
    return this.kept.get(`${standingKey(standing)} ${ask.shape}`, () => compile(ask, { registry: this.registry, standing }));
  }
}
