/** From an answer to what GraphQL shows. */
import { labelOf } from '../category.js';
import { percent } from '../percent.js';
import type { StatisticsAnswer } from '../statistics.js';
import type { StatisticsDimension, StatisticsRow, StatisticsTable } from './answer-types.js';

/** @returns the answer as GraphQL gives it. */
export function toTable({ subject, statistics, asOf, total, known, unknown, overlapping, figures, inputDigest }: StatisticsAnswer): StatisticsTable {
  return {
    unit: subject.unit,
    definition: subject.definition,
    dimensions: statistics.map(({ dimension, words, definition, source }, index): StatisticsDimension => ({
      name: dimension.name, kind: dimension.kind, source,
      label: words, definition,
      unknown: unknown[index] ?? 0, unknownPercent: percent(unknown[index] ?? 0, total),
    })),
    asOf, inputDigest, total, known, overlapping,
    rows: figures.map(({ categories, ...shares }): StatisticsRow => ({
      ...shares,
      keys: statistics.map(({ dimension }, index) => {
        const category = categories[index] ?? null;
        return { dimension: dimension.name, value: category, label: labelOf(dimension, category) };
      }),
    })),
  };
}
