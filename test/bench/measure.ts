/** One measurement: a load on one server, with what it cost that server and the database. */
import { CAST } from './accounts.js';
import { headersOf, questionFor, type ServerKind } from './answer.js';
import { databaseCpu } from './backends.js';
import { Child } from './child.js';
import type { Size } from './dataset.js';
import type { LoadOrder, LoadResult } from './load.process.js';
import type { Part, Start } from './servers/running.js';
import type { Workload } from './workloads.js';

export interface Server {
  readonly kind: ServerKind;
  readonly child: Child;
  readonly url: string;
}

export interface Measured extends LoadResult {
  /** CPU milliseconds per answer of the server's process, and of the database's. */
  readonly serverCpu: number;
  readonly databaseCpu: number | null;
}

export interface Setting {
  readonly size: Size;
  /** Folder of the database server. */
  readonly folder: string;
  readonly load: Child;
  readonly seconds: number;
}

/** Different questions per connection; together they walk through the world. */
const QUESTIONS = 200;

export async function startServer(kind: ServerKind, given: Omit<Start, 'without'>, without: readonly Part[] = []): Promise<Server> {
  const profile = process.env.QALXAN_BENCH_PROFILE;
  const child = Child.start('./servers/serve.process.js', kind, profile === undefined || kind !== 'product' ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]);
  const { url } = await child.ask<{ url: string }>({ kind, without, ...given });
  return { kind, child, url };
}

export interface Point {
  readonly workload: Workload;
  readonly connections: number;
  /** Who asks; the workload's own cast when not given. */
  readonly officers?: readonly number[];
}

/** @throws Error when an answer fails: a failing server is not fast. */
export async function measure(server: Server, { workload, connections, officers = CAST[workload.asker] }: Point, setting: Setting): Promise<Measured> {
  const questions = Array.from({ length: connections }, (_, connection) => Array.from({ length: QUESTIONS }, (_unused, at) => ({
    ...questionFor(server.kind, workload, connection * QUESTIONS + at, setting.size),
    headers: headersOf(officers[connection % officers.length] ?? 1),
  })));
  // A count takes a tenth of a second and more: in a short window most would still be under way.
  const seconds = workload.key === 'W4' ? 3 * setting.seconds : setting.seconds;
  const order: LoadOrder = { url: server.url, connections, seconds, questions };
  await warmUp(server, workload, order, setting);
  const before = await costs(server, setting);
  const result = await setting.load.ask<LoadResult>(order);
  const after = await costs(server, setting);
  if (result.failures > 0) throw new Error(`${server.kind} failed ${result.failures} times at ${workload.key}, ${connections} connections`);
  return {
    ...result,
    serverCpu: (after.server - before.server) / result.answers,
    databaseCpu: after.database === null || before.database === null ? null : (after.database - before.database) / result.answers,
  };
}

/** Long enough for the engine to have compiled what is measured, also on a busy machine. */
const WARM = { first: { answers: 4_000, seconds: 6 }, again: { answers: 500, seconds: 1 } };
const met = new WeakMap<Server, Set<string>>();

async function warmUp(server: Server, { key }: Workload, order: LoadOrder, { load }: Setting): Promise<void> {
  const known = met.get(server) ?? new Set();
  met.set(server, known);
  await load.ask<LoadResult>({ ...order, ...(known.has(key) ? WARM.again : WARM.first) });
  known.add(key);
}

async function costs({ child }: Server, { folder }: Setting): Promise<{ server: number; database: number | null }> {
  const { cpu } = await child.ask<{ cpu: NodeJS.CpuUsage }>('cost');
  return { server: (cpu.user + cpu.system) / 1_000, database: databaseCpu(folder) };
}
