/** Answers statistical questions: asks the door for figures, gives each with its definition, instant and digest. */
import { Counting, type Asking, type CountingOptions } from '#disclosure';
import { canonicalJson } from '#kernel';
import type { GraphQLResolveInfo } from 'graphql';
import { createHash } from 'node:crypto';

import { figuresOf, type Figure } from './figures.js';
import { DEFINITIONS_VERSION, type Statistic, type Subject } from './statistic.js';
import { statisticNamed, SUBJECTS } from './subjects.js';

export interface StatisticsQuestion {
  readonly subject: Subject;
  /** Names of statistics of the subject, at most four. */
  readonly by: readonly string[];
  /** For each named statistic the categories counted; null stands for Unknown. All must hold. */
  readonly where: Readonly<Record<string, readonly (string | null)[]>>;
}

export interface StatisticsAnswer {
  readonly subject: Subject;
  readonly statistics: readonly Statistic[];
  readonly asOf: Date;
  readonly total: number;
  /** Rows of the total in which every dimension is known. */
  readonly known: number;
  /** For each dimension the rows of the total in which it is unknown. */
  readonly unknown: readonly number[];
  readonly overlapping: boolean;
  readonly figures: readonly Figure[];
  /** SHA-256, lower-case hex, of question, figures and version of the definitions: equal digests, equal figures. */
  readonly inputDigest: string;
}

export class Statistics {
  private readonly counting: Counting;

  /** @throws Error naming the first statistic that may not be counted by. */
  constructor(options: CountingOptions, subjects: readonly Subject[] = SUBJECTS) {
    this.counting = new Counting(options, subjects.flatMap(({ statistics }) => statistics.map(({ dimension }) => dimension)));
  }

  /** Errors as for `Counting.count`. */
  async answer({ subject, by, where }: StatisticsQuestion, asking: Asking, info: GraphQLResolveInfo): Promise<StatisticsAnswer> {
    const statistics = by.map((name) => statisticNamed(subject, name));
    const conditions = Object.entries(where).map(([name, values]) => ({ dimension: statisticNamed(subject, name).dimension, values }));
    const dimensions = statistics.map(({ dimension }) => dimension);
    const counted = await this.counting.count({ subject: subject.record, by: dimensions, where: conditions }, asking, info);
    const { asOf, total, known, unknown, overlapping } = counted;
    const figures = figuresOf(dimensions, counted);
    const digested = canonicalJson({
      definitions: DEFINITIONS_VERSION, subject: subject.key, by, where, total, known, unknown,
      figures: figures.map(({ categories, count }) => [...categories, count]),
    });
    return {
      subject, statistics, asOf, total, known, unknown, overlapping, figures,
      inputDigest: createHash('sha256').update(digested).digest('hex'),
    };
  }
}
