/** Starts the API: parts, edge, listening; and stops it without losing an answer. */
import { assemble, type Assembly } from '#assembly';
import { CONFIRM_SIGN_IN_DOCUMENT, PUBLIC_DOCUMENTS, SIGN_IN_STEPS_DOCUMENT, withApproval } from '#identity';
import { pendingMigrations } from '#persistence';
import type { Viewer } from '#policy';
import { JsonLogger, openLog, type EventLog, type Tracing } from '#telemetry';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { AppModule } from './app.module.js';
import { documentHash, gracefulStop, HardenedAdapter, installEdge, type Stop } from './edge/index.js';
import { EXAMPLES, demonstrationLogins } from './examples.js';
import { graphiqlRoutes } from './graphiql/graphiql.routes.js';
import { Refusals } from './refusals.js';
import { startWorker, type WorkerProcess } from './worker-process.js';

export interface Running {
  readonly app: NestExpressApplication;
  readonly assembly: Assembly;
  readonly stop: Stop;
  readonly url: string;
}

/** The few documents that a caller without a session may send. */
const publicDocuments = new Map(PUBLIC_DOCUMENTS.map(({ field, document }) => [documentHash(document), field]));

/** Builds the application over an assembly, without listening. */
export async function buildApi(assembly: Assembly, log: EventLog): Promise<{ app: NestExpressApplication; stop: Stop }> {
  const refusals = new Refusals(assembly.audit, log, assembly.settings.proxies);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(assembly, log, refusals), new HardenedAdapter(), {
    bodyParser: false, abortOnError: false, logger: new JsonLogger(log),
  });
  const stop = gracefulStop(app, [{ name: 'refusals', run: () => refusals.settle() }, ...assembly.closing], log);
  installEdge<Viewer>(app, {
    log,
    publicDocuments,
    refusals,
    listedFor: ({ machine, officer }, hash) => (machine ? assembly.identity.machines.documentOf(officer, hash) : undefined),
    viewerOf: async (token, purpose, request) => withApproval(await assembly.identity.sessions.viewerOf(token, purpose), request),
    keyOf: ({ officer }) => officer,
    checks: {
      stopping: () => (stop.isStopping() ? Promise.reject(new Error('stopping')) : Promise.resolve()),
      database: async () => { await assembly.pool.query('select 1'); },
      audit: () => assembly.audit.ready(),
      migrations: async () => {
        if ((await pendingMigrations(assembly.access)).length > 0) throw new Error('pending migrations');
      },
    },
  });
  app.use('/graphiql', graphiqlRoutes({
    demonstration: assembly.settings.demonstration, examples: EXAMPLES, logins: demonstrationLogins(),
    signIn: { document: SIGN_IN_STEPS_DOCUMENT, confirm: CONFIRM_SIGN_IN_DOCUMENT },
  }));
  return { app, stop };
}

/** Assembles, builds, listens; outside production with the worker beside it, where there is a login to seal the log. */
export async function serve(env: NodeJS.ProcessEnv, tracing: Tracing, say: (sentence: string) => void): Promise<Running> {
  const log = openLog();
  const assembly = await assemble({ env, process: 'api', say });
  let worker: WorkerProcess | undefined;
  const closing = [
    { name: 'worker', run: async () => worker?.stop() }, ...assembly.closing, { name: 'tracing', run: () => tracing.stop() },
  ];
  const { app, stop } = await buildApi({ ...assembly, closing }, log);
  await app.listen(assembly.settings.port, assembly.settings.host);
  if (!assembly.settings.production && assembly.access.sealer !== undefined) worker = startWorker(env, log);
  stop.onSignals();
  return { app, assembly, stop, url: await app.getUrl() };
}
