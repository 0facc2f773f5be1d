/** Everything the worker does, one line a job. */
import type { Assembly } from '#assembly';
import type { EventLog } from '#telemetry';

import { decoys } from './decoys.js';
import { erasures } from './erasures.js';
import type { Job } from './job.js';
import { timely } from './orders.js';
import { rotations } from './rotations.js';
import { sealing } from './sealing.js';

export interface WorkerParts {
  readonly assembly: Assembly;
  readonly env: NodeJS.ProcessEnv;
  readonly log: EventLog;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** What the jobs opened for themselves, to be closed after the last of them. */
  readonly closing: readonly { readonly name: string; readonly run: () => Promise<unknown> }[];
}

/** @throws SettingsRefusal with one sentence when a job cannot be set up. */
export async function jobsOf(parts: WorkerParts): Promise<Jobs> {
  const seal = await sealing(parts);
  const decoy = decoys(parts);
  return {
    jobs: [...seal.jobs, decoy.job, erasures(parts), rotations(parts), ...timely(parts)],
    closing: [{ name: 'sealer', run: seal.close }, { name: 'decoys', run: decoy.close }],
  };
}
