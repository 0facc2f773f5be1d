/**
 * The masks of one node: each distinct condition once, computed once per row, however many fields hang on it. A
 * condition that the row's own scope already guarantees is no mask at all.
 */
import type { Conjunction, Decision } from '#policy';
import type { AnyRecord } from '#record';

import type { Right } from './plan.js';
import { holds, type Scene } from './scope.js';

export class Masks {
  private readonly known = new Map<string, number>();
  private readonly expressions: string[] = [];
  private readonly computed: string[] = [];
  private readonly row: Decision;
  private readonly lateralAlias: string;

  constructor(private readonly scene: Scene, private readonly record: AnyRecord, private readonly alias: string) {
    this.row = scene.registry.policy.decideRow(scene.standing, record.name);
    this.lateralAlias = scene.sql.alias();
  }

  /** @returns the right to a field on the rows of this node. */
  rightTo(field: string): Right {
    const decision = this.scene.registry.policy.decide(this.scene.standing, this.record.name, field);
    if (decision.kind !== 'when') return decision.kind;
    if (this.row.kind === 'when' && guarantees(this.row.any, decision.any)) return 'always';
    const key = JSON.stringify(decision.any);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const at = this.expressions.length;
    this.known.set(key, at);
    this.expressions.push(this.expression(decision, at));
    return at;
  }

  /** @returns the value as the viewer may see it; null when it is never shown. */
  masked(right: Right, expression: string): string | null {
    if (right === 'never') return null;
    return right === 'always' ? expression : `case when ${this.condition(right)} then ${expression} end`;
  }

  /** @returns the boolean expression of a mask. */
  condition(right: number): string {
    return this.expressions[right] ?? 'false';
  }

  /** @returns the conditions, none or one, under which the field is shown at all. */
  told(field: string): readonly string[] {
    const right = this.rightTo(field);
    if (right === 'always') return [];
    return [right === 'never' ? 'false' : this.condition(right)];
  }

  all(): readonly string[] {
    return this.expressions;
  }

  /** @returns the join that computes the masks once per row; `offset 0` keeps the planner from computing them again. */
  lateral(): string {
    return this.computed.length === 0 ? '' : ` cross join lateral (select ${this.computed.join(', ')} offset 0) ${this.lateralAlias}`;
  }

  private expression(decision: Extract<Decision, { kind: 'when' }>, at: number): string {
    const sql = holds(this.scene, this.record, this.alias, decision, 'EACH');
    if (!decision.any.some(({ reach }) => reach)) return sql;
    this.computed.push(`${sql} as m${at}`);
    return `${this.lateralAlias}.m${at}`;
  }
}

/** @returns whether each way in which the row can be in scope is also a way in which the field is shown. */
function guarantees(row: readonly Conjunction[], field: readonly Conjunction[]): boolean {
  return row.every((way) => field.some((shown) => Object.entries(shown).every(([name, value]) => way[name as keyof Conjunction] === value)));
}
