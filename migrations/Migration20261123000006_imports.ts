/**
 * Import jobs, and for every imported row which records came of it. A row is told again by the digest of its cells and by
 * how often the same cells stood before it, so a file that comes a second time, or under another name, creates nothing.
 * The cells themselves are not kept: what was taken is in the records, what was not is in the operator's own file.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000006_imports extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(RIGHTS);
  }

  override down(): void {
    this.addSql('drop table exchange.import_row, exchange.import_job');
  }
}

// A job is one file taken under one source. Its officer is the one who began it; who continued it stands in the audit log.
const TABLES = `
create table exchange.import_job (
  id uuid primary key,
  format text not null check (format ~ '^[a-z][a-z0-9_]{0,29}$'),
  source text not null check (length(source) between 1 and 200),
  file_digest bytea not null check (length(file_digest) = 32),
  officer_id uuid not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  row_total bigint not null check (row_total >= 0),
  rows_created bigint not null default 0,
  rows_duplicate bigint not null default 0,
  rows_rejected bigint not null default 0,
  next_row bigint not null check (next_row >= 2),
  unique (format, source, file_digest)
);
create table exchange.import_row (
  job_id uuid not null references exchange.import_job (id),
  row_number bigint not null check (row_number >= 2),
  source text not null,
  digest bytea not null check (length(digest) = 32),
  occurrence integer not null check (occurrence >= 1),
  records jsonb not null,
  primary key (job_id, row_number),
  unique (source, digest, occurrence)
);
comment on table exchange.import_job is 'One file that is or was being imported';
comment on column exchange.import_job.source is 'Where the data were collected; rows are told apart within one source';
comment on column exchange.import_job.row_total is 'Rows of the file below its header';
comment on column exchange.import_job.next_row is 'First row not yet dealt with; the header is row 1';
comment on table exchange.import_row is 'A row that was imported, in the transaction that made its records';
comment on column exchange.import_row.digest is 'SHA-256 of the row''s cells as a JSON array of texts';
comment on column exchange.import_row.occurrence is 'Which of the file''s rows with these same cells it is, counted from 1';
comment on column exchange.import_row.records is 'Ids of what came of it, by the name of the record';
`;

const RIGHTS = `
revoke update on exchange.import_job, exchange.import_row from qalxan_app;
grant update (next_row, rows_created, finished_at, rows_duplicate, rows_rejected) on exchange.import_job to qalxan_app;
`;
