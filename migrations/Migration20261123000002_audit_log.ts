/**
 * The audit log's tables. The database itself refuses to change or remove what is written, for every role including
 * the owner, and refuses a number that does not follow the one before. See libs/audit/decisions/0001.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000002_audit_log extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(APPEND_ONLY);
    this.addSql(NO_GAPS);
    this.addSql(INDEX_TOUCHES);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('the audit log is not taken down');
  }
}

// Bodies up to 8 kB stay in the row, uncompressed: pages of ids hardly compress, and the attempt costs at insert time.
const TABLES = `
create table audit.lane (
  id uuid primary key,
  opened_at timestamptz not null,
  process text not null check (length(process) between 1 and 100),
  key_id text not null,
  first_link bytea not null check (length(first_link) = 32)
);
create table audit.entry (
  lane uuid not null references audit.lane (id),
  number bigint not null check (number > 0),
  position bigint generated always as identity unique,
  recorded_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  act text not null,
  officer uuid,
  body text not null,
  primary key (lane, number)
) with (toast_tuple_target = 8160);
alter table audit.entry alter column body set storage external;
create index entry_by_officer on audit.entry (officer, position);
create table audit.touch (
  record_id uuid not null,
  position bigint not null,
  primary key (record_id, position)
);
create table audit.indexed (
  lane uuid primary key,
  number bigint not null
);
comment on table audit.lane is 'One run of one process; its entries are numbered and chained on their own';
comment on table audit.entry is 'One act. body is the exact canonical text (RFC 8785) that hash covers; act and officer repeat it for look-ups';
comment on column audit.entry.position is 'Order in which the database numbered entries, for paging; gaps are normal';
comment on table audit.touch is 'Derived: which entries touched a record, for entries up to audit.indexed';
comment on table audit.indexed is 'Derived: up to which number a lane is in audit.touch';
`;

// ALWAYS: also when a session pretends to be a replica. Statement level: also when no row matches, and for TRUNCATE.
const APPEND_ONLY = `
create function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
${['lane', 'entry', 'touch'].map((table) => `
create trigger append_only before update or delete or truncate on audit.${table}
  for each statement execute function audit.refuse_change();
alter table audit.${table} enable always trigger append_only;`).join('')}
`;

// Without the setting, a plan made while the table was empty scans it whole for every batch from then on.
const NO_GAPS = `
create function audit.refuse_gap() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
begin
  if exists (
    select from (select lane, min(number) as least, max(number) as greatest, count(*) as many from added group by lane) b
     where b.greatest - b.least + 1 <> b.many
        or (b.least > 1 and not exists (select from audit.entry e where e.lane = b.lane and e.number = b.least - 1))
  ) then
    raise exception 'an audit entry does not follow the one before' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger no_gaps after insert on audit.entry referencing new table as added
  for each statement execute function audit.refuse_gap();
alter table audit.entry enable always trigger no_gaps;
`;

// Entries commit in number order within a lane, so "up to number n" can never skip one that commits later.
const INDEX_TOUCHES = `
create function audit.index_touches(at_most integer) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  done integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('audit.index_touches')) then
    return 0;
  end if;
  with due as materialized (
    select e.lane, e.number, e.position, e.body
      from audit.lane l
      left join audit.indexed i on i.lane = l.id
      cross join lateral (
        select d.lane, d.number, d.position, d.body from audit.entry d
         where d.lane = l.id and d.number > coalesce(i.number, 0) order by d.number limit at_most) e
     order by e.lane, e.number limit at_most
  ), named as (
    select distinct id #>> '{}' as id, d.position
      from due d
      cross join lateral jsonb_path_query(
        case when pg_input_is_valid(d.body, 'jsonb') then d.body::jsonb end, 'lax $.touched[*].ids[*]') id
  ), noted as (
    insert into audit.touch (record_id, position)
    select id::uuid, position from named where pg_input_is_valid(id, 'uuid') order by 1, 2
    on conflict do nothing
  ), marked as (
    insert into audit.indexed (lane, number) select lane, max(number) from due group by lane
    on conflict (lane) do update set number = excluded.number
  )
  select count(*) into done from due;
  return done;
end $$;
`;

const GRANTS = `
revoke all on all tables in schema audit from public;
revoke all on all functions in schema audit from public;
grant usage on schema audit to qalxan_audit, qalxan_auditor;
grant insert (id, opened_at, process, key_id, first_link) on audit.lane to qalxan_audit;
grant insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry to qalxan_audit;
grant execute on function audit.index_touches(integer) to qalxan_audit;
grant select on audit.lane, audit.entry, audit.touch, audit.indexed to qalxan_auditor;
`;
