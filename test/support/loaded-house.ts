/**
 * A house that is full: a synthetic world whose sealed values all bear one mark, on a database server of its own that writes its log and
 * files as in production, and the API as a process of its own that sends its traces to a collector. What is left lying anywhere can then
 * be searched for the mark (secret-hunt.ts, hiding-places.ts).
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { LegalBasis, registry, TaskingPurpose } from '#casework';
import { newId, type Id } from '#kernel';
import { provideDatabase, provideLogins, startEmbedded, withClient } from '#persistence';
import { sealedFields } from '#record';

import { answerOf, startApi, type Api, type ApiAnswer, type Client } from './api.js';
import { apiLogins, startApiProgram, type Program } from './program.js';
import { insertStored } from './sealed-rows.js';
import { openTestVault, testKeyFile } from './vault.js';
import { insertWorld } from './world-rows.js';
import { makeWorld, PLENTY, rowsOf, type World } from './worlds.js';

/** Stands in every sealed text of the house and nowhere else in the universe. */
export const MARK = `QNRY${randomBytes(6).toString('hex').toUpperCase()}`;

export interface House {
  readonly world: World;
  /** For officers and sessions; questions go to the process. */
  readonly api: Api;
  readonly adminUrl: string;
  /** The server's data folder, and its log beside it. */
  readonly data: string;
  readonly serverLog: string;
  readonly program: Program;
  /** What the collector was sent. */
  readonly spans: readonly Buffer[];
  /** Asks the process in the name of a signed-in officer. */
  ask(client: Client, query: string, variables?: object, purpose?: string): Promise<ApiAnswer>;
  /** Tasks an officer with a row, for a month. */
  task(officer: Id, on: Partial<Record<'case' | 'victim' | 'offender', Id>>): Promise<void>;
  close(): Promise<void>;
}

/** @returns a world whose sealed texts have the mark in the place of their canary. Sets and dates have no text to mark. */
function markedWorld(): World {
  const world = makeWorld(94, PLENTY);
  for (const record of registry.records) {
    const texts = sealedFields(record).filter(([, field]) => field.kind === 'text').map(([name]) => name);
    for (const row of rowsOf(world, record.name)) {
      for (const name of texts) if (typeof row[name] === 'string') row[name] = row[name].replace(/CNRY-A/, `${MARK}-`);
    }
  }
  return world;
}

export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-house-'));
  const server = await startEmbedded({ folder, settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all', track_activity_query_size: '65536' } });
  const adminUrl = await provideDatabase(server.adminUrl, 'house');
  const access = await provideLogins(adminUrl, server.secret);
  const api = await startApi({ QALXAN_DEMO: 'no' }, { name: 'house', access, adminUrl, drop: () => server.stop('immediate') });
  const world = markedWorld();
  const vault = await openTestVault(api.database);
  await insertWorld(adminUrl, world, vault);

  const spans: Buffer[] = [];
  const collector = createServer((request, response) => void buffer(request).then((body) => {
    spans.push(body);
    response.end();
  }));
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const program = await startApiProgram(api.folder, {
    ...apiLogins(access), QALXAN_DATA: api.folder, QALXAN_KEY_FILE: testKeyFile(api.folder), QALXAN_WALL_KEY_FILE: join(api.folder, 'wall.key'),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, OTEL_TRACES_SAMPLER_ARG: '1',
  });
  return {
    world, api, adminUrl, program, spans,
    data: join(folder, 'postgres'),
    serverLog: join(folder, 'postgres.log'),
    ask: async (client, query, variables = {}, purpose?: string) => answerOf(await fetch(program.url, {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: {
        'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${client.token}`,
        ...(purpose !== undefined && { 'x-qalxan-purpose': encodeURIComponent(purpose) }),
      },
    })),
    task: async (officer, on) => {
      const now = Date.now();
      const row = {
        id: newId(), officer, case: null, victim: null, offender: null, ...on, purpose: TaskingPurpose.values[0], legalBasis: LegalBasis.values[0], reference: null,
        startsAt: new Date(now - 86_400_000).toISOString(), endsAt: new Date(now + 2_592_000_000).toISOString(), assignedBy: null,
      };
      await withClient(adminUrl, (admin) => insertStored((text, values) => admin.query(text, values), vault, registry.record('Tasking'), [row]));
    },
    close: async () => {
      await program.end('SIGKILL');
      collector.close();
      await vault.close();
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
