/** `npm run bench`: how fast the product is, beside the least and the most a server could do on the same machine. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { missedBudgets } from './budgets.js';
import { Child } from './child.js';
import { compare, refuseDifferentAnswers, type Comparison } from './comparison.js';
import { partCosts } from './costs.js';
import { copyOf, openGround, type Ground } from './database.js';
import { USUAL } from './dataset.js';
import { growthBySize, growthByTaskings } from './growth.js';
import { startServer, type Setting } from './measure.js';
import { comparisonTable } from './table.js';
import { compareWalls } from './walls.js';
import { IDENTITY, WORKLOADS } from './workloads.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    growth: { type: 'boolean', default: false },
    taskings: { type: 'boolean', default: false },
    costs: { type: 'boolean', default: false },
    walls: { type: 'boolean', default: false },
  },
});

const print = (text: string): void => { process.stdout.write(`${text}\n`); };
const say = (sentence: string): void => { process.stderr.write(`${sentence}\n`); };

const workloads = WORKLOADS.filter(({ key }) => options.only === undefined || key === options.only);
const simple = workloads.filter(({ key }) => key === 'W1' || key === 'W2');
const rounds = options.quick ? 1 : 3;
const part = options.growth || options.taskings || options.costs || options.walls;

const load = Child.start('./load.process.js', 'the load');
const ground = await openGround();
try {
  print(`${availableParallelism()} cores, Node ${process.version}, ${options.quick ? 'one round (--quick)' : 'medians of three interleaved rounds'}`);
  const limits = { folder: ground.folder, load, seconds: options.quick ? 2 : 4 };
  if (options.walls || (!part && !options.quick)) await wallsUpAndDown({ ...limits, size: USUAL });
  if (options.growth) print(await growthBySize(ground, simple, limits, say));
  if (options.taskings || options.costs || !part) await withUsualWorld(ground, { ...limits, size: USUAL });
} finally {
  await load.stop();
  await ground.stop();
}

async function wallsUpAndDown(setting: Setting): Promise<void> {
  const { text, missed } = await compareWalls(ground, [...workloads, IDENTITY], rounds, setting, say);
  print(text);
  print(missed.length === 0 ? 'The walls keep to their budget.' : `The walls cost too much: ${missed.join(', ')}`);
  if (missed.length > 0) process.exitCode = 1;
}

async function withUsualWorld(on: Ground, setting: Setting): Promise<void> {
  const database = await copyOf(on, setting.size, say);
  const start = { access: database.access, unwalled: database.unwalled, folder: on.folder };
  try {
    if (!part) await comparison(start, setting);
    if (options.taskings) {
      const server = await startServer('product', start);
      print(await growthByTaskings(server, simple, setting));
      await server.child.stop();
    }
    if (options.costs || (!part && !options.quick)) print(await partCosts(start, simple, rounds, setting));
  } finally {
    await database.drop();
  }
}

async function comparison(start: { readonly access: Parameters<typeof startServer>[1]['access']; readonly unwalled: string; readonly folder: string }, setting: Setting): Promise<void> {
  const servers = await Promise.all((['bare', 'common', 'product'] as const).map((kind) => startServer(kind, start)));
  await refuseDifferentAnswers(servers, workloads, setting);
  const found: Comparison[] = [];
  for (const workload of workloads) {
    for (const connections of options.quick ? [16] : [1, 16, 64]) {
      say(`${workload.key}, ${connections} connections`);
      found.push(await compare(servers, workload, connections, rounds, setting));
    }
  }
  for (const { child } of servers) await child.stop();
  print(comparisonTable(found));
  const missed = missedBudgets(found);
  print(missed.length === 0 ? 'All budgets are met.' : `Budgets missed:\n${missed.map((sentence) => `  ${sentence}`).join('\n')}`);
  if (missed.length > 0) process.exitCode = 1;
}
