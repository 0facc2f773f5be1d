/** What the database remembers of imports: statements on `exchange.import_job` and `exchange.import_row`. */
import type { Query } from '#change';
import { CodedError, newId, type Id } from '#kernel';

import type { RowKey } from './row-key.js';

/** Which file this is: the same bytes, of the same format, collected from the same source. */
export interface FileIdentity {
  readonly format: string;
  readonly source: string;
  /** Keyed digest of its bytes, 32 bytes in lower-case hex. */
  readonly fileDigest: string;
}

export interface Job {
  readonly id: Id;
  readonly finished: boolean;
}

export interface ImportedRow extends RowKey {
  readonly number: number;
  /** Ids of what came of it, by the name of the record. */
  readonly records: Readonly<Record<string, readonly Id[]>>;
}

const FIND = `
select id, finished_at is not null as finished from exchange.import_job
 where format = $1 and source = $2 and file_digest = decode($3, 'hex')`;

const OPEN = `
insert into exchange.import_job (id, format, source, file_digest, officer_id, started_at, row_total, next_row)
values ($4, $1, $2, decode($3, 'hex'), $5, now(), $6, 2)
on conflict (format, source, file_digest) do nothing`;

const KNOWN = `
select k.at::int as at, r.job_id
  from jsonb_to_recordset($2::jsonb) as k(at int, digest text, occurrence int)
  join exchange.import_row r on r.source = $1 and r.digest = decode(k.digest, 'hex') and r.occurrence = k.occurrence`;

const STEP = `
update exchange.import_job set next_row = greatest(next_row, $2), rows_created = rows_created + $3
 where id = $1 and finished_at is null returning id`;

const KEEP = `
insert into exchange.import_row (job_id, row_number, source, digest, occurrence, records)
select $1, k.number, $2, decode(k.digest, 'hex'), k.occurrence, k.records
  from jsonb_to_recordset($3::jsonb) as k(number bigint, digest text, occurrence int, records jsonb)`;

const FINISH = `
update exchange.import_job set finished_at = now(), rows_duplicate = $2, rows_rejected = $3, next_row = row_total + 2
 where id = $1 and finished_at is null`;

/** @returns the job of this file, or null when it was never begun. */
export async function findJob(query: Query, { format, source, fileDigest }: FileIdentity): Promise<Job | null> {
  const [row] = await query(FIND, [format, source, fileDigest]);
  return row ? { id: row['id'] as Id, finished: row['finished'] as boolean } : null;
}

/** @returns the job of this file, begun now if it was not. @param rows rows of the file below the header. */
export async function openJob(query: Query, file: FileIdentity, officer: Id, rows: number): Promise<Job> {
  await query(OPEN, [file.format, file.source, file.fileDigest, newId(), officer, rows]);
  const job = await findJob(query, file);
  if (!job) throw new CodedError('INTERNAL', 'IMPORT_JOB');
  return job;
}

/** @returns for each key that was imported before, by its position, the job that did. */
export async function knownRows(query: Query, source: string, keys: readonly RowKey[]): Promise<ReadonlyMap<number, Id>> {
  const given = keys.map(({ digest, occurrence }, at) => ({ at, digest, occurrence }));
  const rows = await query(KNOWN, [source, JSON.stringify(given)]);
  return new Map(rows.map((row) => [row['at'] as number, row['job_id'] as Id]));
}

/**
 * Notes in the batch's own transaction that its rows are done. A row that somebody imported since the plan breaks the key of
 * `import_row`, and with it the batch: nothing is ever created twice, whoever runs beside whom.
 * @param rows in the order of the file, at least one.
 * @throws CodedError CONFLICT when the job has come to its end since the plan.
 */
export async function keepRows(query: Query, job: Id, source: string, rows: readonly ImportedRow[]): Promise<void> {
  const next = (rows.at(-1)?.number ?? 0) + 1;
  await query(KEEP, [job, source, JSON.stringify(rows)]);
  // Last, because it locks the job until the commit and the next batch waits for it.
  const open = await query(STEP, [job, next, rows.length]);
  if (open.length === 0) throw new CodedError('CONFLICT', 'IMPORT_FINISHED');
}

/** Marks a job as done, with its numbers of rows that made nothing new. */
export async function finishJob(query: Query, job: Id, duplicates: number, rejected: number): Promise<void> {
  await query(FINISH, [job, duplicates, rejected]);
}
