/**
 * The history of records: every value that was set or changed, by whom, when, by which command and why, with the
 * audit entry that was durable before the change was. The database refuses to change or remove a row of it, for every
 * login including the owner. Its values are as protected as the fields they belong to: only the door reads them.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000005_history extends Migration {
  override up(): void {
    this.addSql(TABLE);
    this.addSql(APPEND_ONLY);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('the history of records is not taken down');
  }
}

// An officer, a record and a lane are named by id without a foreign key: what happened stays written whatever they become.
const TABLE = `
create table records.history (
  id uuid primary key,
  at timestamptz(3) not null,
  officer uuid not null,
  command text not null check (length(command) between 1 and 60),
  reason text check (length(reason) <= 500),
  record text not null check (length(record) <= 60),
  record_id uuid not null,
  field text not null check (length(field) <= 60),
  before jsonb,
  after jsonb,
  lane uuid not null,
  number bigint not null check (number > 0),
  check (before is distinct from after)
);
create index history_of_record on records.history (record_id, at);
create index history_of_entry on records.history (lane, number);
comment on table records.history is 'One changed field of one row. Null: no value. Protected like the field itself';
comment on column records.history.lane is 'With number: the audit entry that was durable before this was committed';
`;

// ALWAYS: also when a session pretends to be a replica. Statement level: also when no row matches, and for TRUNCATE.
const APPEND_ONLY = `
create function records.refuse_history_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on records.history
  for each statement execute function records.refuse_history_change();
alter table records.history enable always trigger append_only;
`;

const GRANTS = `
revoke all on records.history from public, qalxan_app;
grant select, insert on records.history to qalxan_app;
`;
