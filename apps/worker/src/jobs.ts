/** Everything the worker does, one line a job. */
import type { Assembly } from '#assembly';
import type { EventLog } from '#telemetry';

import type { Job } from './job.js';

export interface WorkerParts {
  readonly assembly: Assembly;
  readonly env: NodeJS.ProcessEnv;
  readonly log: EventLog;
}

/** @throws SettingsRefusal with one sentence when a job cannot be set up. */
export function jobsOf(parts: WorkerParts): Promise<readonly Job[]> {
  void parts;
  return Promise.resolve([]);
}
