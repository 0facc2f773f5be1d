/**
 * One import of a source at a time: two of them would count the same row twice as new. The lock is the database's, so it
 * holds between machines and ends with the process that has it, however that ends.
 */
import { createHash } from 'node:crypto';

import type { Pool } from 'pg';

import { FileRefusal } from '../format/file-refusal.js';

/** @returns what `work` returns. @throws FileRefusal IMPORT_UNDER_WAY when another process imports from this source. */
export async function holdingSource<T>(pool: Pool, source: string, work: () => Promise<T>): Promise<T> {
  const key = createHash('sha256').update(`import:${source}`).digest().readBigInt64BE(0).toString();
  const client = await pool.connect();
  let lost: Error | undefined;
  const note = (error: Error): void => {
    lost = error;
  };
  client.on('error', note);
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1::bigint) as held', [key]);
    if (rows[0]?.held !== true) throw new FileRefusal('IMPORT_UNDER_WAY');
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1::bigint)', [key]).catch(note);
    }
  } finally {
    client.off('error', note);
    client.release(lost);
  }
}
