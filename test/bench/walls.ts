/**
 * What row-level security and sealing cost: the product with all walls up beside the same product on a database laid open, without
 * either, in the same run. Everything else (sessions, masks, audit) is on in both.
 */
import { withClient } from '#persistence';
import { answerOf } from './answer.js';
import { OF_UNWALLED } from './budgets.js';
import { middle } from './comparison.js';
import { copyOf, type Ground } from './database.js';
import { SEALED } from './identities.js';
import { measure, startServer, type Measured, type Setting } from './measure.js';
import { median } from './median.js';
import { FIGURES, figures, table } from './table.js';
import { comparable, type Workload } from './workloads.js';

export interface WallsFound {
  readonly text: string;
  /** Questions at which the product keeps less than {@link OF_UNWALLED}. */
  readonly missed: readonly string[];
}

/** @throws Error when the two give different answers: then they do not measure the same. */
export async function compareWalls(ground: Ground, workloads: readonly Workload[], rounds: number, setting: Setting, say: (sentence: string) => void): Promise<WallsFound> {
  const [walled, open] = [await copyOf(ground, setting.size, say, '_walled'), await copyOf(ground, setting.size, say, '_open')];
  const up = await startServer('product', { access: walled.access, unwalled: walled.unwalled, folder: ground.folder });
  const down = await startServer('product', { access: open.access, unwalled: open.unwalled, folder: ground.folder }, ['walls']);
  say('laying a copy open');
  // Only now: the product does not start on a database whose walls are down.
  await layOpen(open.adminUrl);
  const rows: string[][] = [];
  const missed: string[] = [];
  for (const workload of workloads) {
    await refuseDifference(workload, [up.url, down.url], setting);
    const found: { up: Measured[]; down: Measured[] } = { up: [], down: [] };
    for (let round = 0; round < rounds; round += 1) {
      say(`${workload.key} with and without walls, round ${round + 1}`);
      for (const way of round % 2 === 0 ? (['up', 'down'] as const) : (['down', 'up'] as const)) {
        found[way].push(await measure(way === 'up' ? up : down, { workload, connections: 16 }, setting));
      }
    }
    const kept = median(found.up.map(({ rate }, round) => rate / (found.down[round]?.rate ?? Number.NaN)));
    rows.push([`${workload.key} ${workload.words}`, 'up', ...figures(middle(found.up)), kept.toFixed(2)], ['', 'down', ...figures(middle(found.down)), '']);
    if (kept < OF_UNWALLED) missed.push(`${workload.key} keeps ${kept.toFixed(2)}, ${OF_UNWALLED} wanted`);
  }
  for (const { child } of [up, down]) await child.stop();
  for (const copy of [walled, open]) await copy.drop();
  return { text: table(['question', 'walls', ...FIGURES, 'kept'], rows), missed };
}

/** No row security, no check that an envelope has the form of one, and every envelope replaced by a byte and the clear value. */
async function layOpen(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'records'`);
    for (const { name } of rows) await admin.query(`alter table ${name} disable row level security`);
    const clear = SEALED.map(({ column, sql }) => `${column} = '\\x01' || convert_to(to_json(${sql})::text, 'UTF8')`).join(', ');
    await admin.query('alter table records.victim disable trigger all');
    const { rows: forms } = await admin.query<{ name: string }>(`select quote_ident(conname) as name from pg_constraint where conrelid = 'records.victim'::regclass and contype = 'c'`);
    for (const { name } of forms) await admin.query(`alter table records.victim drop constraint ${name}`);
    await admin.query(`update records.victim set ${clear} from (select id as of_id, substr(pseudonym, 3)::bigint as n from records.victim) x where x.of_id = id`);
    await admin.query('alter table records.victim enable trigger all');
    await admin.query('vacuum (full, analyze) records.victim');
  });
}

async function refuseDifference(workload: Workload, urls: readonly string[], { size }: Setting): Promise<void> {
  for (const n of [0, 17, 4_711]) {
    const [one, other] = await Promise.all(urls.map(async (url) => JSON.stringify(comparable(await answerOf('product', url, workload, n, size)))));
    if (one !== other) throw new Error(`${workload.key} is answered differently with and without walls`);
  }
}
