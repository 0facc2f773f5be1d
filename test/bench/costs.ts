/** Where the product's time goes: the same load on servers with one part switched off, the difference being the part. */
import { startServer, measure, type Measured, type Setting } from './measure.js';
import { middle } from './comparison.js';
import type { Start } from './servers/running.js';
import { PARTS } from './servers/running.js';
import { FIGURES, figures, table } from './table.js';
import type { Workload } from './workloads.js';

const WORDS: Readonly<Record<(typeof PARTS)[number], string>> = {
  audit: 'the audit entry: checking, chaining, writing, waiting', session: 'who asks: session, roles, purpose',
  sql: 'the question\'s own statement', everything: 'all three; what is left is HTTP, the edge, GraphQL and decoding',
};

export async function partCosts(start: Omit<Start, 'without'>, workloads: readonly Workload[], rounds: number, setting: Setting): Promise<string> {
  const lines: string[] = [];
  const whole = await startServer('product', start);
  const lessened = await Promise.all(PARTS.map(async (part) => ({ part, server: await startServer('product', start, [part]) })));
  for (const workload of workloads) {
    const found = new Map<string | null, Measured[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const { part, server } of [{ part: null, server: whole }, ...lessened]) {
        found.set(part, [...found.get(part) ?? [], await measure(server, { workload, connections: 16 }, setting)]);
      }
    }
    const full = middle(found.get(null) ?? []);
    const rows = PARTS.map((part) => {
      const rest = middle(found.get(part) ?? []);
      const saved = cpu(full) - cpu(rest);
      return [`without ${part}`, ...figures(rest), `${((100 * saved) / cpu(full)).toFixed(0)} %`, WORDS[part]];
    });
    lines.push(table([`${workload.key} at 16 connections`, ...FIGURES, 'CPU saved', ''], [['whole', ...figures(full), '', ''], ...rows]), '');
  }
  for (const { server } of [{ server: whole }, ...lessened]) await server.child.stop();
  return lines.join('\n');
}

function cpu({ serverCpu, databaseCpu }: Measured): number {
  return serverCpu + (databaseCpu ?? 0);
}
