/** The job that tells of openings of decoys. */
import { SettingsRefusal } from '#assembly';
import { Victim } from '#casework';
import { DecoyWatch, LOOK_EVERY_MS } from '#identity';
import { openPool } from '#persistence';

import type { Job } from './job.js';
import type { WorkerParts } from './jobs.js';

/** @throws SettingsRefusal without the login that may report openings. */
export function decoys({ assembly: { access } }: WorkerParts): { readonly job: Job; readonly close: () => Promise<void> } {
  if (access.sealer === undefined) throw new SettingsRefusal('The worker needs DATABASE_SEALER_URL');
  const pool = openPool(access.sealer, { name: 'qalxan decoys', poolSize: 1 });
  const watch = new DecoyWatch(pool, Victim);
  return {
    job: { name: 'decoys', everyMs: LOOK_EVERY_MS, run: async () => { await watch.look(); } },
    close: () => pool.end(),
  };
}
