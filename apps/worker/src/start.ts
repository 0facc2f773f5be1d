/** Starts the worker: parts, jobs; and stops it without leaving a job half way. */
import { assemble } from '#assembly';
import { openLog, shapeOfError, type Tracing } from '#telemetry';

import { jobsOf } from './jobs.js';
import { runJobs } from './job-runner.js';

/** Runs every job until the process is asked to end. @throws SettingsRefusal or DatabaseRefusal with one sentence for the operator. */
export async function start(env: NodeJS.ProcessEnv, tracing: Tracing, say: (sentence: string) => void): Promise<void> {
  const log = openLog();
  const assembly = await assemble({ env, process: 'worker', say });
  const { jobs, closing } = await jobsOf({ assembly, env, log });
  const running = runJobs(jobs, log);
  log.info('worker.started');

  let stopping: Promise<boolean> | undefined;
  const stopAll = async (): Promise<boolean> => {
    let clean = true;
    const steps = [{ name: 'jobs', run: () => running.stop() }, ...closing, ...assembly.closing, { name: 'tracing', run: () => tracing.stop() }];
    for (const { name, run } of steps) {
      await run().catch((error: unknown) => {
        clean = false;
        log.error('stop.failed', { step: name, ...shapeOfError(error) });
      });
    }
    log.info('stop.done');
    return clean;
  };
  const stop = (): void => {
    stopping ??= stopAll();
    void stopping.then((clean) => process.exit(clean ? 0 : 1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  // Started by another process (in development the API): when that one is gone, so are we.
  process.on('disconnect', stop);
}
