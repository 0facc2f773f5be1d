/** Figures as aligned text. */
import type { Comparison } from './comparison.js';
import type { Measured } from './measure.js';

/** @returns the rows under their heads, each column as wide as it must be; the first is flush left. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}

export const FIGURES = ['requests/s', 'p50 ms', 'p99 ms', 'CPU ms server', 'CPU ms database'] as const;

export function figures({ answers, rate, p50, p99, serverCpu, databaseCpu }: Measured): string[] {
  if (answers === 0) return ['no answer in time', '-', '-', '-', '-'];
  return [rate.toFixed(0), p50.toFixed(2), p99.toFixed(2), serverCpu.toFixed(3), databaseCpu === null ? '-' : databaseCpu.toFixed(3)];
}

export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.flatMap(({ workload, connections, of, ratio }) => (['bare', 'common', 'product'] as const).map((kind) => [
    kind === 'bare' ? `${workload.key} ${workload.words}` : '', kind === 'bare' ? String(connections) : '', kind, ...figures(of[kind]),
    ...(kind === 'product' ? [ratio.bare.toFixed(2), ratio.common.toFixed(1)] : ['', '']),
  ]));
  return table(['question', 'connections', 'server', ...FIGURES, 'of bare', 'of common'], rows);
}
