/**
 * Decoys: which rows of records are no person at all, and who has opened one. No login reads these tables: the application may only
 * say that a row is one, the worker may only have openings reported. See libs/identity/decisions/0005-decoys.md.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123075800_decoys extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(PLANT);
    this.addSql(REPORT);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('decoys are not taken away: nobody would know any more which victims never lived');
  }
}

const TABLES = `
create schema decoy;
revoke all on schema decoy from public;
create table decoy.planted (
  row_id uuid primary key,
  record text not null check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  planted_at timestamptz(3) not null default clock_timestamp()
);
create table decoy.examined (
  row_id uuid not null references decoy.planted (row_id),
  position bigint not null,
  primary key (row_id, position)
);
create table decoy.opening (
  row_id uuid not null references decoy.planted (row_id),
  officer_id uuid not null,
  day date not null,
  primary key (row_id, officer_id, day)
);
comment on schema decoy is 'Invented rows that raise an alarm when somebody opens them';
comment on table decoy.planted is 'Rows of records that are decoys';
comment on table decoy.examined is 'Entries of the audit log that touched a decoy and were looked at';
comment on table decoy.opening is 'Who was shown an identifying field of a decoy, once a day (UTC)';
`;

// A row that is one already is no error: an error would tell.
const PLANT = `
create function decoy.plant(of_record text, victim uuid) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $body$
  insert into decoy.planted (row_id, record) values (victim, of_record) on conflict do nothing
$body$`;

// The log is the queue: an entry stays to be examined until it was, whatever stops in between.
const REPORT = `
create function decoy.report(identifying text[], told text[], row_told text[]) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $body$
declare
  raised integer;
begin
  if not pg_try_advisory_xact_lock(7161910) then
    return 0;
  end if;
  with fresh as materialized (
    select d.row_id, d.record, t.position from decoy.planted d join audit.touch t on t.record_id = d.row_id
     where not exists (select from decoy.examined x where x.row_id = d.row_id and x.position = t.position) limit 5000
  ), done as (
    insert into decoy.examined (row_id, position) select row_id, position from fresh
  ), opened as (
    select distinct f.row_id, f.record, e.officer, (e.recorded_at at time zone 'UTC')::date as day
      from fresh f join audit.entry e on e.position = f.position
     where e.officer is not null and e.act in ('READ', 'HISTORY', 'LINKS')
       and case when pg_input_is_valid(e.body, 'jsonb') then e.body::jsonb ->> 'outcome' = 'ANSWERED' and exists (
             select from jsonb_array_elements(e.body::jsonb -> 'touched') x
              where x ->> 'record' = f.record and x -> 'ids' ? f.row_id::text and x -> 'disclosed' ?| identifying) else false end
  ), first as (
    insert into decoy.opening (row_id, officer_id, day) select row_id, officer, day from opened on conflict do nothing returning row_id, officer_id
  )
  insert into identity.notice (id, kind, officer_id, record, row_id, roles, row_roles)
  select gen_random_uuid(), 'DECOY_OPENED', f.officer_id, d.record, f.row_id, told, row_told from first f join decoy.planted d using (row_id);
  get diagnostics raised = row_count;
  return raised;
end $body$`;

const GRANTS = `
revoke all on all functions in schema decoy from public;
grant usage on schema decoy to qalxan_app, qalxan_sealer;
grant execute on function decoy.plant to qalxan_app;
grant execute on function decoy.report to qalxan_sealer;
`;
