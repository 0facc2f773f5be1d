/**
 * Notices to people, and who has acknowledged which. A notice is never changed and never taken back: an alarm that somebody
 * could quieten is none.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072136_notices extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql('revoke update on identity.notice, identity.notice_acknowledgement from qalxan_app');
  }

  override down(): void {
    this.addSql('drop table identity.notice_acknowledgement, identity.notice');
  }
}

const TABLES = `
create table identity.notice (
  id uuid primary key,
  kind text not null check (kind ~ '^[A-Z][A-Z_]{1,59}$'),
  raised_at timestamptz not null default clock_timestamp(),
  officer_id uuid,
  record text check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  row_id uuid,
  roles text[] not null,
  to_officer uuid,
  row_roles text[] not null,
  constraint notice_to_somebody check (cardinality(roles) > 0 or to_officer is not null),
  constraint notice_names_record_and_row check ((record is null) = (row_id is null))
);
create index notice_latest on identity.notice (raised_at desc, id desc);
create table identity.notice_acknowledgement (
  notice_id uuid not null references identity.notice (id),
  officer_id uuid not null,
  acknowledged_at timestamptz(3) not null default clock_timestamp(),
  primary key (notice_id, officer_id)
);
comment on table identity.notice is 'Something that roles or an officer are told of; it holds no value of a record';
comment on column identity.notice.officer_id is 'Whom it is about; told of it only where to_officer names them';
comment on column identity.notice.row_roles is 'Roles that are told which record it is about';
comment on table identity.notice_acknowledgement is 'Each recipient acknowledges for themselves';
`;
