/**
 * The door for figures. Exact counts leave the database here and nowhere else: asked in one statement, put on record, and
 * only then answered. A count tells of all rows that no seal closes, whoever asks
 * (decisions/0002-counts-are-not-reads-of-rows.md), so the right to it is a right of its own.
 */
import type { AuditLog, AuditTouch, Receipt } from '#audit';
import { throwCoded } from '#change';
import { CodedError, systemClock, type Clock } from '#kernel';
import { statisticsRight, type Viewer } from '#policy';
import type { AnyRecord } from '#record';
import type { Wall } from '#wall';
import type { GraphQLResolveInfo } from 'graphql';

import { questionOf } from '../ask/question.js';
import { actorOf, type Asking } from '../disclosure.js';
import { KeptPlans, type KeptPlan } from '../plan/kept-plans.js';
import { bind } from '../plan/sql.js';
import { sharesOf } from '../shares.js';
import { compileCount, MOST_GROUPS, type CountPlan } from './count-plan.js';
import { checkDimension, disclosedName, type Dimension } from './dimension.js';

export interface CountingOptions {
  readonly wall: Pick<Wall, 'ask'>;
  readonly audit: AuditLog;
  readonly clock?: Clock;
}

/** Rows whose value (one of them, for a set) is among `values`; null stands for Unknown. */
export interface CountCondition {
  readonly dimension: Dimension;
  readonly values: readonly (string | null)[];
}

export interface CountQuestion {
  readonly subject: AnyRecord;
  /** At most four, none twice. */
  readonly by: readonly Dimension[];
  /** All must hold. */
  readonly where: readonly CountCondition[];
}

export interface CountGroup {
  /** One for each dimension: a code, a year, codes joined by ";" for a combination, or null for Unknown. */
  readonly values: readonly (string | null)[];
  readonly count: number;
}

export interface Counted {
  /** The instant the count was taken at: everything recorded before it is counted. */
  readonly asOf: Date;
  /** Rows counted; each once, also where groups overlap. */
  readonly total: number;
  /** Rows of the total in which every dimension is known. */
  readonly known: number;
  /** For each dimension the rows of the total in which it is unknown. */
  readonly unknown: readonly number[];
  /** A row may be in several groups, so that groups do not sum to the total. */
  readonly overlapping: boolean;
  readonly groups: readonly CountGroup[];
}

export const MOST_DIMENSIONS = 4;
const MOST_VALUES = 300;

export class Counting {
  private readonly dimensions: ReadonlySet<Dimension>;
  private readonly plans = new KeptPlans<CountPlan>({ letter: 'c', plans: 500, statements: 100, worthAName: 2 });

  /** @throws Error naming the first dimension that may not be counted by, or that is declared twice for its subject. */
  constructor(private readonly options: CountingOptions, dimensions: readonly Dimension[]) {
    const names = new Set<string>();
    for (const dimension of dimensions) {
      checkDimension(dimension);
      const name = `${dimension.subject.name}.${dimension.name}`;
      if (names.has(name)) throw new Error(`dimension ${name} is declared twice`);
      names.add(name);
    }
    this.dimensions = new Set(dimensions);
  }

  /**
   * Counts for the viewer.
   * @throws CodedError UNAUTHENTICATED without a viewer; FORBIDDEN without the right to exact figures; BAD_REQUEST with rule
   *   DIMENSIONS, CONDITIONS or TOO_MANY_GROUPS; UNAVAILABLE when database or audit log cannot answer. All refusals but the
   *   first are on record.
   */
  async count(question: CountQuestion, asking: Asking, info: GraphQLResolveInfo): Promise<Counted> {
    const { viewer } = asking;
    if (!viewer) throw new CodedError('UNAUTHENTICATED');
    const onRecord = (outcome: 'ANSWERED' | 'REFUSED', groups?: number): Promise<Receipt> => this.options.audit.append({
      act: 'COUNT', outcome, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(info),
      touched: [touchOf(question, outcome)], ...(groups !== undefined && { detail: { groups } }),
    });
    let counted: Counted;
    try {
      counted = await this.answer(question, viewer);
    } catch (error) {
      if (error instanceof CodedError && (error.code === 'BAD_REQUEST' || error.code === 'FORBIDDEN')) await onRecord('REFUSED');
      throw error;
    }
    asking.receipts.push(await onRecord('ANSWERED', counted.groups.length));
    return counted;
  }

  private async answer(question: CountQuestion, viewer: Viewer): Promise<Counted> {
    if (statisticsRight(viewer.roles) !== 'F') throw new CodedError('FORBIDDEN');
    this.check(question);
    const { plan, statement } = this.planFor(question);
    const inputs = question.where.flatMap(({ values }) => [values.filter((value) => value !== null), values.includes(null)]);
    return sharesOf(this.options.wall).run(viewer.officer, async () => {
      const asOf = (this.options.clock ?? systemClock).now();
      // A count tells of every table it is asked about; who may count at all was decided above.
      const { rows } = await this.options.wall
        .ask<{ answer: string }>({ kind: 'READ', officer: viewer.officer, tables: '*' }, { text: plan.text, values: bind(plan.slots, viewer.officer, inputs), ...(statement && { name: statement }) })
        .catch(throwCoded);
      return countedFrom(question, asOf, rows[0]?.answer ?? '');
    });
  }

  private check({ subject, by, where }: CountQuestion): void {
    const ofSubject = (dimension: Dimension): boolean => this.dimensions.has(dimension) && dimension.subject === subject;
    if (by.length > MOST_DIMENSIONS || new Set(by).size !== by.length || !by.every(ofSubject)) throw new CodedError('BAD_REQUEST', 'DIMENSIONS');
    const conditions = new Set(where.map(({ dimension }) => dimension));
    const fits = where.every(({ dimension, values }) => ofSubject(dimension) && values.length > 0 && values.length <= MOST_VALUES);
    if (!fits || conditions.size !== where.length) throw new CodedError('BAD_REQUEST', 'CONDITIONS');
  }

  private planFor({ subject, by, where }: CountQuestion): KeptPlan<CountPlan> {
    const conditions = where.map(({ dimension }) => dimension);
    const key = [subject.name, ...by.map(({ name }) => name), '|', ...conditions.map(({ name }) => name)].join(' ');
    return this.plans.get(key, () => compileCount(subject, by, conditions));
  }
}

type Raw = readonly [number, number, readonly number[], readonly (readonly (string | number | null)[])[]];

function countedFrom({ by }: CountQuestion, asOf: Date, text: string): Counted {
  const [total, known, unknown, rows] = JSON.parse(text) as Raw;
  if (rows.length > MOST_GROUPS) throw new CodedError('BAD_REQUEST', 'TOO_MANY_GROUPS');
  const groups = rows.map((row): CountGroup => ({ values: row.slice(0, -1) as (string | null)[], count: Number(row.at(-1)) }));
  // Without dimensions there is one group even of nothing; with them there is none.
  return { asOf, total, known, unknown, overlapping: by.some(({ kind }) => kind === 'EACH'), groups };
}

/** What a count told, or would have: fields, no rows. What a condition asks about is told too. */
function touchOf({ subject, by, where }: CountQuestion, outcome: 'ANSWERED' | 'REFUSED'): AuditTouch {
  const fields = [...new Set([...by, ...where.map(({ dimension }) => dimension)].map(disclosedName))];
  return { record: subject.name, ids: [], disclosed: outcome === 'ANSWERED' ? fields : [], withheld: outcome === 'ANSWERED' ? [] : fields };
}
