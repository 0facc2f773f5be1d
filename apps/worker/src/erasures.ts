/** The job that completes orders to erase: tombstone, then keys. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsRefusal } from '#assembly';
import { completeErasures } from '#casework';
import { TombstoneFile } from '#vault';

import type { Job } from './job.js';
import type { WorkerParts } from './jobs.js';

/** Milliseconds; what is ordered is out of every answer already. */
const EVERY = 2_000;

/** @throws SettingsRefusal without a place for tombstones: no key may be destroyed whose restore nobody could undo. */
export function erasures({ assembly: { wall, audit, vault, settings } }: WorkerParts): Job {
  if (settings.tombstonesFile === undefined) throw new SettingsRefusal('The worker in production needs QALXAN_TOMBSTONES_FILE');
  mkdirSync(dirname(settings.tombstonesFile), { recursive: true, mode: 0o700 });
  const file = new TombstoneFile(settings.tombstonesFile);
  return { name: 'complete-erasures', everyMs: EVERY, run: async () => { await completeErasures({ wall, audit, vault, file }); } };
}
