/** The job that ends the change of people's keys. */
import { finishRotations, Resealing } from '#change';

import type { Job } from './job.js';
import type { WorkerParts } from './jobs.js';

/** Milliseconds; a retired key is destroyed six minutes after it was retired, or later. */
const EVERY = 60_000;

/** Secrets of one-time codes are sealed under their officer's key, beside the records. */
const IN_FACTORS = `select exists (select from identity.factor where substring(secret from 2 for 16) = decode(replace($1, '-', ''), 'hex')) as used`;

export function rotations({ assembly: { registry, wall, vault, audit, pool } }: WorkerParts): Job {
  const parts = {
    vault,
    resealing: new Resealing({ registry, wall, vault, audit }),
    isUsedElsewhere: async (key: string) => (await pool.query<{ used: boolean }>(IN_FACTORS, [key])).rows[0]?.used !== false,
  };
  return { name: 'finish-rotations', everyMs: EVERY, run: async (stopping) => { await finishRotations(parts, stopping); } };
}
