/**
 * The limit: node:http and pg, statements by hand, no language, no rights, one synchronous row in a plain log for each
 * request. Nobody could run a department on it; it says what the machine can give.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { COUNTS, LINKS, PAGE, VICTIM } from './bare.statements.js';
import { POOL_SIZE, type Running, type Start } from './running.js';

interface Answer {
  readonly data: unknown;
  readonly ids: readonly string[];
}

interface Given {
  readonly id: string;
  readonly filter: { readonly registeredOn: { readonly eq: string }; readonly majority: { readonly eq: string } };
}

type Row = Record<string, unknown>;

export async function startBare({ unwalled }: Pick<Start, 'unwalled'>): Promise<Running> {
  const pool = new Pool({ connectionString: unwalled, max: POOL_SIZE, application_name: 'bench bare' });
  const answers = answersFrom(pool);
  const respond = async (request: IncomingMessage): Promise<string> => {
    const question = request.url?.slice(1) ?? '';
    const given = JSON.parse(await textOf(request)) as Given;
    const answer = await answers[question as keyof typeof answers](given);
    await pool.query({ name: 'log', text: 'insert into bench.log (officer, question, ids) values ($1, $2, $3)', values: [request.headers.authorization ?? '', question, answer.ids] });
    return JSON.stringify({ data: answer.data });
  };
  const server = createServer((request, response) => {
    respond(request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}

function answersFrom(pool: Pool): Record<'W1' | 'W2' | 'W3' | 'W4', (given: Given) => Promise<Answer>> {
  return {
    W1: async ({ id }) => {
      const { rows: [victim] } = await pool.query<Row>({ name: 'W1', text: VICTIM, values: [id] });
      return { data: { victim: victim ?? null }, ids: [id] };
    },
    W2: async ({ filter: { registeredOn, majority } }) => {
      const { rows: [found] } = await pool.query<{ total: number; rows: { id: string }[] }>({ name: 'W2', text: PAGE, values: [registeredOn.eq, majority.eq] });
      const { total = 0, rows = [] } = found ?? {};
      const shown = rows.slice(0, 50);
      const pageInfo = { hasNextPage: rows.length > 50, endCursor: Buffer.from(shown.at(-1)?.id ?? '').toString('base64url') };
      return { data: { victims: { totalCount: total, edges: shown.map((node) => ({ node })), pageInfo } }, ids: shown.map(({ id: one }) => one) };
    },
    W3: async ({ id }) => {
      const { rows: [found] } = await pool.query<{ crime: unknown }>({ name: 'W3', text: LINKS, values: [id] });
      return { data: { crime: found?.crime ?? null }, ids: idsIn(found?.crime) };
    },
    W4: async () => {
      const { rows } = await pool.query<Row & { count: number }>({ name: 'W4', text: COUNTS });
      const figures = rows.map(({ count, ...keys }) => ({ keys: Object.values(keys).map((value) => ({ value })), count }));
      return { data: { statistics: { total: rows.reduce((sum, { count }) => sum + count, 0), rows: figures } }, ids: [] };
    },
  };
}

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'id' in value ? [String(value.id)] : [];
  return [...own, ...Object.values(value).flatMap(idsIn)];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
