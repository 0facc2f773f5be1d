/** Runs each job at its own pace, none beside itself, and pauses longer after every failure in a row. */
import { setTimeout as pause } from 'node:timers/promises';
import { shapeOfError, type EventLog } from '#telemetry';

import type { Job } from './job.js';

/** The longest pause after failures, in milliseconds: soon enough after a database has come back. */
export const LONGEST_PAUSE = 30_000;

export interface RunningJobs {
  /** Starts nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** Starts all jobs at once. Failures are logged with their kind and place, never with a message: it may quote a value. */
export function runJobs(jobs: readonly Job[], log: EventLog): RunningJobs {
  const stopping = new AbortController();
  const loops = jobs.map((job) => loop(job, log, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

/** @returns milliseconds to wait before the next run. @param failures how many runs in a row have failed. */
export function pauseBefore({ everyMs }: Job, took: number, failures: number): number {
  if (failures === 0) return Math.max(0, everyMs - took);
  return Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(LONGEST_PAUSE, everyMs));
}

async function loop(job: Job, log: EventLog, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const started = performance.now();
    try {
      await job.run(signal);
      failures = 0;
    } catch (error) {
      failures += 1;
      log.error('job.failed', { job: job.name, count: failures, ...shapeOfError(error) });
    }
    await pause(pauseBefore(job, performance.now() - started, failures), undefined, { signal }).catch(() => undefined);
  }
}
