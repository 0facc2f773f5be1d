/** Measures the three servers against one another: interleaved rounds, so that a disturbance meets all of them. */
import { answerOf, type ServerKind } from './answer.js';
import { measure, type Measured, type Server, type Setting } from './measure.js';
import { median } from './median.js';
import { comparable, type Workload } from './workloads.js';

export interface Comparison {
  readonly workload: Workload;
  readonly connections: number;
  readonly of: Readonly<Record<ServerKind, Measured>>;
  /** Requests per second of the product over those of the other, each taken inside a round; the median of the rounds. */
  readonly ratio: Readonly<Record<'bare' | 'common', number>>;
}

/** @throws Error naming the first question that two servers answer differently. */
export async function refuseDifferentAnswers(servers: readonly Server[], workloads: readonly Workload[], { size }: Setting): Promise<void> {
  for (const workload of workloads) {
    for (const n of [0, 17, 4_711]) {
      const answers = await Promise.all(servers.map(async ({ kind, url }) => JSON.stringify(comparable(await answerOf(kind, url, workload, n, size)))));
      const differs = answers.findIndex((answer) => answer !== answers[0]);
      if (differs !== -1) throw new Error(`${String(servers[differs]?.kind)} answers ${workload.key} differently`);
    }
  }
}

export async function compare(servers: readonly Server[], workload: Workload, connections: number, rounds: number, setting: Setting): Promise<Comparison> {
  const found: Record<ServerKind, Measured[]> = { bare: [], common: [], product: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < servers.length; turn += 1) {
      const server = servers[(round + turn) % servers.length];
      if (server) found[server.kind].push(await measure(server, { workload, connections }, setting));
    }
  }
  const over = (other: ServerKind): number => median(found.product.map(({ rate }, round) => rate / (found[other][round]?.rate ?? Number.NaN)));
  return {
    workload, connections,
    of: { bare: middle(found.bare), common: middle(found.common), product: middle(found.product) },
    ratio: { bare: over('bare'), common: over('common') },
  };
}

/** @returns the median of each figure over several measurements of the same thing. */
export function middle(all: readonly Measured[]): Measured {
  const of = (figure: (one: Measured) => number): number => median(all.map(figure));
  return {
    answers: of(({ answers }) => answers), rate: of(({ rate }) => rate), p50: of(({ p50 }) => p50), p99: of(({ p99 }) => p99),
    failures: 0, serverCpu: of(({ serverCpu }) => serverCpu),
    databaseCpu: all.every(({ databaseCpu }) => databaseCpu !== null) ? of(({ databaseCpu }) => databaseCpu ?? 0) : null,
  };
}
