/** What time alone demands of the records: orders that run out, openings that end or that nobody reviews. */
import { liftExpiredSeals, watchOpenings } from '#casework';

import type { Job } from './job.js';
import type { WorkerParts } from './jobs.js';

/** @returns the jobs, which are safe beside another worker: each looks again at a row that it has locked. */
export function timely({ assembly: { change, clock } }: WorkerParts): readonly Job[] {
  return [
    { name: 'lift-expired-seals', everyMs: 30_000, run: async () => { await liftExpiredSeals(change, clock); } },
    { name: 'watch-emergency-openings', everyMs: 30_000, run: async () => { await watchOpenings(change, clock); } },
  ];
}
