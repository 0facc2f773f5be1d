/**
 * From the database's JSON arrays to branded rows, and at the same time to the record of what was shown: every id that was
 * touched, which fields of it were disclosed and which withheld.
 */
import type { AuditTouch } from '#audit';
import type { Id } from '#kernel';

import type { Ask, FieldAsk, PageAsk } from '../ask/ask.js';
import { sealedCell, type SealedCell } from '../sealed/sealed-cells.js';
import type { FieldPlan, NodePlan, PagePlan, Plan, Right } from '../plan/plan.js';
import type { Cursors } from './cursor.js';
import { newAnswer, type Answer } from './disclosed.js';

type Row = readonly unknown[];

export interface Reading {
  readonly plan: Plan;
  readonly ask: Ask;
  readonly viewer: Id;
  readonly cursors: Cursors;
}

export interface Decoded {
  /** Its sealed values are not in it yet. */
  readonly answer: Answer | null;
  readonly touched: readonly AuditTouch[];
  /** To be opened before the answer is handed out. */
  readonly sealed: readonly SealedCell[];
}

interface Scene extends Reading {
  readonly sealed: SealedCell[];
}

/** @param text the statement's answer, or null when there was no row. */
export function decode(reading: Reading, text: string | null): Decoded {
  const touch = new Touched(reading.plan.nodes);
  if (text === null) return { answer: null, touched: [], sealed: [] };
  const raw = JSON.parse(text) as Row;
  const scene: Scene = { ...reading, sealed: [] };
  return { answer: readRoot(scene, raw, touch), touched: touch.entries(), sealed: scene.sealed };
}

function readRoot(reading: Scene, raw: Row, touch: Touched): Answer {
  const { plan: { root }, ask: { root: asked } } = reading;
  if (root.kind === 'one' && asked.kind === 'one') return readNode(reading, root.node, asked.node.fields, raw, touch);
  if (root.kind === 'page' && asked.kind === 'page') return readPage(reading, root.page, asked.page, raw, touch);
  throw new Error('the plan and the question differ');
}

function readNode(reading: Scene, plan: NodePlan, asked: readonly FieldAsk[], row: Row, touch: Touched): Answer {
  const answer = newAnswer();
  touch.add(plan, row);
  plan.fields.forEach((field, index) => {
    const ask = asked[index];
    if (!ask) return;
    const value = readField(reading, field, ask, row, plan, touch);
    answer[ask.key] = field.sealed ? null : value;
    if (field.sealed && typeof value === 'string') {
      reading.sealed.push(sealedCell({ ...field.sealed, row: row[0] as Id }, value, (opened) => { answer[ask.key] = opened; }));
    }
  });
  return answer;
}

function readField(reading: Scene, field: FieldPlan, asked: FieldAsk, row: Row, plan: NodePlan, touch: Touched): unknown {
  if (field.kind === 'withheld') {
    return plan.withheld.filter(({ right }) => !isShown(right, row)).map(({ field: name, refusal }) => ({ field: name, ...refusal }));
  }
  const raw = field.at < 0 ? null : row[field.at] ?? null;
  if (raw === null || field.kind === 'value' || field.kind === 'revision') return raw;
  if (field.node && asked.kind === 'one') return readNode(reading, field.node, asked.node.fields, raw as Row, touch);
  if (field.page && asked.kind === 'page') return readPage(reading, field.page, asked.page, raw as Row, touch);
  throw new Error('the plan and the question differ');
}

function readPage(reading: Scene, plan: PagePlan, asked: PageAsk, [total, rows]: Row, touch: Touched): Answer {
  const limit = reading.ask.inputs[asked.limit] as number;
  touch.page(plan.node);
  const all = rows as readonly Row[];
  const shown = all.length < limit ? all : all.slice(0, limit - 1);
  const edges = shown.map((row) => {
    const edge = newAnswer();
    const place = { id: row[0] as Id, value: plan.ordered ? (row.at(-1) as string | number | null) : null };
    // Made when asked for: sealing a cursor costs more than reading a row.
    edge.cursor = (): string => reading.cursors.make(place, reading.viewer, asked.binding);
    edge.node = readNode(reading, plan.node, asked.node.fields, row, touch);
    return edge;
  });
  const page = newAnswer();
  page.edges = edges;
  page.totalCount = total;
  page.pageInfo = Object.assign(newAnswer(), {
    hasNextPage: all.length === limit,
    hasPreviousPage: asked.after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
  return page;
}

/** @returns whether the row's masks show a field of that right. */
export function isShown(right: Right, row: Row): boolean {
  return right === 'always' || (right !== 'never' && row[right + 1] === true);
}

interface Group {
  readonly plan: NodePlan;
  /** A row of the group: all its rows have the same masks. */
  readonly sample: Row;
  readonly ids: Set<Id>;
}

/** Gathers ids by node and mask: rows that showed the same fields share one entry. */
class Touched {
  private readonly groups: Map<string, Group>[];
  private readonly pages = new Set<NodePlan>();

  constructor(nodes: number) {
    this.groups = Array.from({ length: nodes }, () => new Map<string, Group>());
  }

  /** A page that tested fields told of them, even where no row came back. */
  page(plan: NodePlan): void {
    if (plan.asked.length > 0) this.pages.add(plan);
  }

  add(plan: NodePlan, row: Row): void {
    const key = plan.masks === 0 ? '' : row.slice(1, plan.masks + 1).join();
    const groups = this.groups[plan.number];
    const group = groups?.get(key);
    if (group) group.ids.add(row[0] as Id);
    else groups?.set(key, { plan, sample: row, ids: new Set([row[0] as Id]) });
  }

  entries(): AuditTouch[] {
    const empty = [...this.pages].filter(({ number }) => this.groups[number]?.size === 0);
    return [
      ...this.groups.flatMap((groups) => [...groups.values()].map(({ plan, sample, ids }) => {
        const fields = [...plan.fields.filter(({ kind }) => kind !== 'withheld'), ...plan.asked];
        return {
          record: plan.record,
          ids: [...ids],
          disclosed: unique(fields.filter(({ right }) => isShown(right, sample))),
          withheld: unique(fields.filter(({ right }) => !isShown(right, sample))),
        };
      })),
      ...empty.map(({ record, asked }) => ({ record, ids: [], disclosed: unique(asked), withheld: [] })),
    ];
  }
}

function unique(fields: readonly { readonly name: string }[]): string[] {
  return [...new Set(fields.map(({ name }) => name))];
}
