/** How cost grows: with the number of victims, and with the number of live taskings of who asks. */
import { TASKED } from './accounts.js';
import { answerOf } from './answer.js';
import { copyOf, type Ground } from './database.js';
import { casesOf, caseOfVictim, CHILD_EVERY, idOf, sizeOf, type Size } from './dataset.js';
import { measure, startServer, type Server, type Setting } from './measure.js';
import { FIGURES, figures, table } from './table.js';
import type { Workload } from './workloads.js';

const SIZES = [10_000, 200_000, 1_000_000];

/** @returns a table of W1 and W2 for worlds of three sizes; each day's page has about a thousand matches in all of them. */
export async function growthBySize(ground: Ground, workloads: readonly Workload[], setting: Omit<Setting, 'size'>, say: (sentence: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const victims of SIZES) {
    const size = sizeOf(victims);
    const database = await copyOf(ground, size, say);
    for (const kind of ['bare', 'product'] as const) {
      const server = await startServer(kind, { access: database.access, unwalled: database.unwalled, folder: ground.folder });
      for (const workload of workloads) {
        rows.push([`${workload.key}, ${victims} victims`, kind, ...figures(await measure(server, { workload, connections: 16 }, { ...setting, size }))]);
      }
      await server.child.stop();
    }
    await database.drop();
  }
  return table(['world', 'server', ...FIGURES], rows.sort(([one = ''], [other = '']) => (one.slice(0, 2) < other.slice(0, 2) ? -1 : Number(one.slice(0, 2) > other.slice(0, 2)))));
}

/** @returns a table of W1 and W2 as investigators ask them who have 1, 100 and 10,000 live taskings. */
export async function growthByTaskings(server: Server, workloads: readonly Workload[], setting: Setting): Promise<string> {
  const rows: string[][] = [];
  for (const workload of workloads) {
    for (const { taskings, officers } of TASKED) {
      const own = workload.key === 'W1' ? { ...workload, variables: (n: number, size: Size) => ({ id: victimIn(taskings, n, size) }) } : workload;
      const data = JSON.stringify(await answerOf('product', server.url, own, 0, setting.size, officers[0]));
      const measured = await measure(server, { workload: own, connections: 16, officers }, setting);
      rows.push([`${workload.key}, ${taskings} taskings`, ...figures(measured), String(data.length)]);
    }
  }
  return table(['viewer', ...FIGURES, 'characters of an answer'], rows);
}

const MOST_KEPT = 5_000;
const reachable = new Map<number, readonly number[]>();

/** @returns the n-th adult victim, over and over, of the case files that so many taskings open. */
function victimIn(taskings: number, n: number, size: Size): string {
  const known = reachable.get(taskings) ?? Array.from({ length: size.victims }, (_, at) => at + 1)
    .filter((victim) => victim % CHILD_EVERY !== 0 && caseOfVictim(victim, size) <= Math.min(taskings, casesOf(size)))
    .slice(0, MOST_KEPT);
  reachable.set(taskings, known);
  return idOf('victim', known[n % known.length] ?? 1);
}
