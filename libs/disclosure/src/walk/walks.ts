/**
 * Walks along declared relations inside what the viewer may use: connections between rows, with the rows they run over.
 * One prepared statement, on record before it is answered (decisions/0003-walks-inside-the-permitted-subgraph.md).
 */
import { throwCoded } from '#change';
import { CodedError, isId, type Id } from '#kernel';
import { standingKey } from '#policy';
import type { GraphQLResolveInfo } from 'graphql';

import type { Asking, DisclosureOptions } from '../disclosure.js';
import { Gates } from '../gate.js';
import { KeptPlans, SPECIAL_PLANS } from '../plan/kept-plans.js';
import { bind } from '../plan/sql.js';
import { readingClaims } from '../reading-claims.js';
import { sharesOf } from '../shares.js';
import { standingOf } from '../standing.js';
import { answering, type Found } from './answering.js';
import { WALK_LIMITS, type Route, type Walked, type WalkQuestion } from './route.js';
import { compileWalk, type WalkPlan } from './walk-sql.js';
import { touchedBy, walkedFrom } from './walked.js';

export class Walks {
  private readonly statements = new Map<readonly Route[], KeptPlans<WalkPlan>>();

  private readonly gates: Gates;

  constructor(private readonly options: Pick<DisclosureOptions, 'wall' | 'registry' | 'audit' | 'gates'>) {
    this.gates = new Gates(options.gates);
  }

  /**
   * Walks all routes of the question from one row.
   * @param first far ends to give, 1 to {@link WALK_LIMITS.ends}.
   * @returns null when the row does not exist for the viewer, whatever the reason.
   * @throws CodedError UNAUTHENTICATED without a viewer, BAD_REQUEST for an impossible `first`, UNAVAILABLE when database or audit
   *   log cannot answer, and what a gate refuses with.
   */
  async from(question: WalkQuestion, start: string, first: number, asking: Asking, info: GraphQLResolveInfo): Promise<Walked | null> {
    const { audit, registry, wall } = this.options;
    const { record } = question;
    const aimedAt = isId(start) ? [{ record: record.name, ids: [start], disclosed: [], withheld: [] }] : [];
    return answering({ audit, gates: this.gates, act: 'LINKS', aimedAt }, asking, info, async (viewer): Promise<Found<Walked | null>> => {
      if (first < 1 || first > WALK_LIMITS.ends) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
      const standing = standingOf(viewer);
      const { plan, statement } = this.kept(question).get(standingKey(standing), () => compileWalk(question, { registry, standing }));
      await this.gates.before(viewer, plan.identity);
      const values = bind(plan.slots, viewer.officer, inputs(start, first));
      const { rows } = await sharesOf(wall).run(viewer.officer, () => wall
        .ask<{ answer: string }>(readingClaims(registry, viewer), { text: plan.text, values, ...(statement !== null && { name: statement }) }))
        .catch(throwCoded);
      const [found] = rows;
      if (!found) return { answer: null, touched: [] };
      const { walked, rows: meetings } = walkedFrom(plan, found.answer, first);
      return { answer: walked, touched: touchedBy(plan, record.name, start, meetings), detail: { ends: walked.ends.length } };
    });
  }

  private kept({ routes }: WalkQuestion): KeptPlans<WalkPlan> {
    const kept = this.statements.get(routes) ?? new KeptPlans<WalkPlan>(SPECIAL_PLANS);
    this.statements.set(routes, kept);
    return kept;
  }
}

/** In the order of WALK_INPUTS. An id that is no id finds nothing, like an absent one. */
function inputs(start: Id, first: number): readonly unknown[] {
  return [isId(start) ? start : null, first + 1];
}
