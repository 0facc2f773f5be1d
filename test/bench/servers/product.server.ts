/** The product as it runs: the API over its assembly, masks and audit on. Only for the table of costs are parts switched off. */
import { join } from 'node:path';
import { assemble, type Assembly } from '#assembly';
import { Disclosure } from '#disclosure';
import { newId } from '#kernel';
import type { Viewer } from '#policy';
import { openLog } from '#telemetry';
import type { Claims, Wall } from '#wall';
import type { QueryConfig } from 'pg';
import { buildApi } from '../../../apps/api/src/serve.js';
import { POOL_SIZE, type Part, type Running, type Start } from './running.js';

export async function startProduct({ access, folder, without }: Start): Promise<Running> {
  const env = {
    NODE_ENV: 'development', QALXAN_DATA: folder, QALXAN_DEMO: 'no', QALXAN_POOL_SIZE: String(POOL_SIZE), QALXAN_IDENTITY_BUDGET: '1000000', QALXAN_REASON_USES: '1000000',
    // No worker seals the log of a bench.
    QALXAN_ANCHOR_MAX_AGE_S: '0',
    QALXAN_AUDIT_KEY_FILE: join(folder, 'audit.key'),
  };
  const whole = await assemble({ env, process: 'api', access });
  const { app, stop } = await buildApi(lessened(whole, without), openLog({ level: 'warn' }));
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    stop: async () => { await stop.stop(); },
  };
}

function lessened(whole: Assembly, without: readonly Part[]): Assembly {
  if (without.length === 0) return whole;
  const off = (part: Part): boolean => without.includes(part) || (part !== 'walls' && without.includes('everything'));
  const receipt = { lane: newId(), number: 1, hash: '00'.repeat(32) };
  const audit = off('audit') ? { append: () => Promise.resolve(receipt) } : whole.audit;
  const wall = off('sql') ? sameAnswer(whole.wall) : whole.wall;
  if (off('walls')) layOpen(whole);
  const door = new Disclosure({ ...whole, audit, wall });
  return { ...whole, door, identity: off('session') ? sameViewer(whole) : whole.identity };
}

/** Takes wall and vault out of every part that was given them: they are objects, and all parts hold the same. */
function layOpen({ wall, vault, pool }: Assembly): void {
  const signed = wall.ask.bind(wall);
  // The budget's function answers in signed transactions only, whatever row security says: both sides pay for that.
  const ask: Wall['ask'] = (claims, statement) => (statement.text.includes('records.') ? pool.query(statement) : signed(claims, statement));
  const open: Assembly['vault']['open'] = (cells) => Promise.resolve(cells.map(({ envelope }) => JSON.parse(envelope.toString('utf8', 1)) as unknown));
  Object.assign(wall, { ask });
  Object.assign(vault, { open });
}

/** Asks the database once for each statement and gives that answer from then on. */
function sameAnswer(wall: Pick<Wall, 'ask'>): Pick<Wall, 'ask'> {
  const answers = new Map<string, Promise<unknown>>();
  const ask = (claims: Claims, question: QueryConfig): Promise<unknown> => {
    const known = answers.get(question.text) ?? wall.ask(claims, question);
    answers.set(question.text, known);
    return known;
  };
  return { ask } as unknown as Wall;
}

/** Looks each token up once. */
function sameViewer({ identity }: Assembly): Assembly['identity'] {
  const viewers = new Map<string, Promise<Viewer | undefined>>();
  const viewerOf = (token: string, purpose?: string): Promise<Viewer | undefined> => {
    const known = viewers.get(token) ?? identity.sessions.viewerOf(token, purpose);
    viewers.set(token, known);
    return known;
  };
  return Object.create(identity, { sessions: { value: { viewerOf } } }) as Assembly['identity'];
}
