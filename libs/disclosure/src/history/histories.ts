/**
 * The history of a record through the door: who changed what, when and why, as far as the viewer is shown the fields now.
 * On record (act HISTORY) before it is answered.
 */
import type { AuditTouch } from '#audit';
import { throwCoded } from '#change';
import { CodedError, isId, type Id } from '#kernel';
import { standingKey, type Refusal, type Standing, type Viewer } from '#policy';
import { columnOf, isSealed, PAGE_SIZE, type AnyRecord, type Field } from '#record';
import type { Cell } from '#vault';
import type { GraphQLResolveInfo } from 'graphql';

import { newAnswer, type Answer } from '../answer/disclosed.js';
import { selectedFields } from '../ask/selection.js';
import type { Asking, DisclosureOptions } from '../disclosure.js';
import { Gates } from '../gate.js';
import { KeptPlans, SPECIAL_PLANS } from '../plan/kept-plans.js';
import { bind } from '../plan/sql.js';
import { readingClaims } from '../reading-claims.js';
import { openCells, sealedCell, type SealedCell } from '../sealed/sealed-cells.js';
import { sharesOf } from '../shares.js';
import { standingOf } from '../standing.js';
import { answering, type Found } from '../walk/answering.js';
import { compileHistory, type HistoryPlan } from './history-sql.js';
import { recorded, textsOf } from './values-shown.js';

export interface HistoryArguments {
  readonly record: AnyRecord;
  readonly id: string;
  readonly first?: number | null;
  readonly after?: string | null;
}

type Row = readonly [id: Id, at: string, field: string, command: string, before: unknown, after: unknown, officer: Id | null, reason: string | null];
type Texts = readonly string[] | null;
type Raw = readonly [masks: readonly (boolean | null)[], total: number | null, changes: readonly Row[]];

export class Histories {
  private readonly statements = new KeptPlans<HistoryPlan>(SPECIAL_PLANS);

  private readonly gates: Gates;

  constructor(private readonly options: DisclosureOptions) {
    this.gates = new Gates(options.gates);
  }

  /**
   * Reads the changes of one row, the latest first.
   * @returns null when the row does not exist for the viewer, whatever the reason.
   * @throws CodedError UNAUTHENTICATED without a viewer, BAD_REQUEST for an impossible page or a foreign cursor, UNAVAILABLE when database
   *   or audit log cannot answer, and what a gate refuses with.
   */
  async of(asked: HistoryArguments, asking: Asking, info: GraphQLResolveInfo): Promise<Answer | null> {
    const { record, id } = asked;
    const aimedAt = isId(id) ? [touch(record, id, [], [])] : [];
    return answering({ audit: this.options.audit, gates: this.gates, act: 'HISTORY', aimedAt }, asking, info, (viewer) => this.read(viewer, asked, info));
  }

  private async read(viewer: Viewer, asked: HistoryArguments, info: GraphQLResolveInfo): Promise<Found<Answer | null>> {
    const { record, id, after } = asked;
    const first = asked.first ?? PAGE_SIZE.usual;
    if (first < 1 || first > PAGE_SIZE.most) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
    const place = after === null || after === undefined ? null : this.options.cursors.open(after, viewer.officer, bindingOf(asked));
    const shape = { after: place !== null, total: selectedFields(info.fieldNodes, info).some(({ name }) => name === 'totalCount') };
    const standing = standingOf(viewer);
    const { registry, wall } = this.options;
    const key = `${standingKey(standing)} ${record.name} ${shape.after ? 'after' : ''} ${shape.total ? 'total' : ''}`;
    const { plan, statement } = this.statements.get(key, () => compileHistory(record, shape, { registry, standing }));
    await this.gates.before(viewer, plan.identity);
    // In the order of HISTORY_INPUTS.
    const [at, field] = typeof place?.value === 'string' ? place.value.split(' ') : [];
    const values = bind(plan.slots, viewer.officer, [isId(id) ? id : null, first + 1, at, field, place?.id]);
    const { rows } = await sharesOf(wall).run(viewer.officer, () => wall
      .ask<{ answer: string }>(readingClaims(registry, viewer), { text: plan.text, values, ...(statement !== null && { name: statement }) }))
      .catch(throwCoded);
    const [found] = rows;
    if (!found) return { answer: null, touched: [] };

    const [masks, total, changes] = JSON.parse(found.answer) as Raw;
    const shown = (name: string): boolean => {
      const right = plan.rights.get(name) ?? 'never';
      return right === 'always' || (right !== 'never' && masks[right] === true);
    };
    const fields = recorded(record).map(([name]) => name);
    const answer = newAnswer();
    answer.totalCount = total;
    answer.withheld = fields.filter((name) => !shown(name)).map((name) => ({ field: name, ...this.refusal(standing, record, name) }));
    const sealed = this.fill(answer, asked, viewer, changes, first);
    return {
      answer,
      touched: [touch(record, id, fields.filter(shown), fields.filter((name) => !shown(name)))],
      unseal: () => openCells(this.options.vault, sealed),
    };
  }

  /** @returns the values that are to be opened before the answer is handed out. */
  private fill(answer: Answer, asked: HistoryArguments, viewer: Viewer, changes: readonly Row[], first: number): SealedCell[] {
    const sealed: SealedCell[] = [];
    const edges = changes.slice(0, first).map((row) => {
      const [id, at, name, command, before, after, officer, reason] = row;
      const field = asked.record.fields[name];
      if (!field) throw new CodedError('INTERNAL');
      const node = { id, at, field: name, command, before: null as Texts, after: null as Texts, officer, reason };
      for (const [side, value] of [['before', before], ['after', after]] as const) {
        if (!isSealed(field)) node[side] = textsOf(field, value);
        else if (typeof value === 'string') sealed.push(sealedCell(cellIn(asked, name, field), value, (opened) => { node[side] = textsOf(field, opened); }));
      }
      return { cursor: this.options.cursors.make({ id, value: `${at} ${name}` }, viewer.officer, bindingOf(asked)), node };
    });
    answer.edges = edges;
    answer.pageInfo = Object.assign(newAnswer(), {
      hasNextPage: changes.length > first,
      hasPreviousPage: (asked.after ?? null) !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    return sealed;
  }

  private refusal(standing: Standing, record: AnyRecord, field: string): Refusal {
    const decision = this.options.registry.policy.decide(standing, record.name, field);
    if (decision.kind === 'always') throw new CodedError('INTERNAL');
    return decision.kind === 'never' ? decision.refusal : decision.otherwise;
  }
}

function cellIn({ record, id }: HistoryArguments, name: string, field: Field): Cell {
  return { table: record.table, row: id, column: columnOf(name, field) };
}

function bindingOf({ record, id }: HistoryArguments): string {
  return JSON.stringify(['history', record.name, id]);
}

function touch({ name }: AnyRecord, id: Id, disclosed: readonly string[], withheld: readonly string[]): AuditTouch {
  return { record: name, ids: [id], disclosed, withheld };
}
