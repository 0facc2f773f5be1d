/** From counted groups to the rows of a table: in order, with percentages of all, of the known, and running. */
import { COMBINED_BY, type Counted, type Dimension } from '#disclosure';

import { codesOf, compareCategories } from './category.js';
import { percent } from './percent.js';

export interface Figure {
  /** One category for each dimension; null is Unknown. The codes of a combination stand in the order of their list. */
  readonly categories: readonly (string | null)[];
  readonly count: number;
  /** Of the total. */
  readonly percent: number | null;
  /** Of the rows in which every dimension is known; null for a row with an unknown. */
  readonly validPercent: number | null;
  /** Running share of the known; null for a row with an unknown, and everywhere when groups overlap. */
  readonly cumulativePercent: number | null;
}

/** @returns the figures in the order of their categories, with shares of the known. */
export function figuresOf(by: readonly Dimension[], counted: Counted): readonly Figure[] {
  const rows = counted.groups.map(({ values, count }) => ({ count, categories: by.map((dimension, index) => inOrder(dimension, values[index] ?? null)) }));
  rows.sort((one, other) => compareRows(by, one.categories, other.categories));
  let running = 0;
  return rows.map(({ categories, count }): Figure => {
    const known = !categories.includes(null);
    if (known) running += count;
    return {
      categories, count,
      percent: percent(count, counted.total),
      validPercent: known ? percent(count, counted.known) : null,
      cumulativePercent: known && !counted.overlapping ? percent(running, counted.known) : null,
    };
  });
}

function inOrder(dimension: Dimension, category: string | null): string | null {
  return category === null ? null : codesOf(dimension, category).join(COMBINED_BY);
}

function compareRows(by: readonly Dimension[], one: readonly (string | null)[], other: readonly (string | null)[]): number {
  for (const [index, dimension] of by.entries()) {
    const order = compareCategories(dimension, one[index] ?? null, other[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}
