/** What must hold, as ratios (issue "Speed"). A budget that is missed fails the run; no wall-clock figure does. */
import type { Comparison } from './comparison.js';
import type { WorkloadKey } from './workloads.js';

/** Of the bare server's requests per second, at any number of connections. */
const FLOOR = 0.5;
/** The same at sixteen connections. */
const OF_BARE: Readonly<Partial<Record<WorkloadKey, number>>> = { W1: 0.6, W2: 0.7, W3: 0.7, W4: 0.9 };
/** Of the common way's, at sixteen connections. Not for W4: there the database counts, for everybody alike. */
const OF_COMMON: Readonly<Partial<Record<WorkloadKey, number>>> = { W1: 8, W2: 8, W3: 8 };

/** What the product with all walls up keeps of its own requests per second without row security and vault (issue "The walls"). */
export const OF_UNWALLED = 0.6;

/** @returns a sentence for each budget that is missed. */
export function missedBudgets(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons.flatMap(({ workload: { key }, connections, ratio }) => {
    const place = `${key} at ${connections} connections`;
    const of = (server: string, reached: number, wanted: number | undefined): string[] =>
      wanted === undefined || reached >= wanted ? [] : [`${place}: ${reached.toFixed(2)} of ${server}, ${wanted} wanted`];
    return [
      ...of('the bare server', ratio.bare, connections === 16 ? OF_BARE[key] : FLOOR),
      ...(connections === 16 ? of('the common way', ratio.common, OF_COMMON[key]) : []),
    ];
  });
}
