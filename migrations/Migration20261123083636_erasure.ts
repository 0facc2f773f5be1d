/**
 * Erasing a human. An order to erase is a row that is written once and completed once. The history stays append-only, but for one
 * more thing: a value of somebody whose erasure is ordered is taken out of it. The database itself looks that it is no more than
 * that, whoever asks, the owner too (libs/casework/decisions/0004-erasure.md).
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083636_erasure extends Migration {
  override up(): void {
    this.addSql(ORDERS);
    this.addSql(HISTORY);
    this.addSql(BLANK);
    this.addSql(NO_NEW_VALUES);
  }

  override down(): void {
    throw new Error('orders to erase are not taken down: a restore needs them');
  }
}

const FUNCTION = 'language plpgsql set search_path = pg_catalog, pg_temp';

const ORDERS = `
create table records.erasure (
  subject uuid primary key,
  at timestamptz(3) not null default now(),
  officer uuid,
  approval uuid,
  basis text check (length(basis) between 1 and 60),
  completed_at timestamptz(3)
);
comment on table records.erasure is 'Orders to erase: whose values are gone for ever';
comment on column records.erasure.subject is 'The human, a row of records.person that is left';
comment on column records.erasure.completed_at is 'When the tombstone was written and all keys were destroyed';
revoke all on records.erasure from public, qalxan_app;
grant select, insert (subject, at, officer, approval, basis), update (completed_at) on records.erasure to qalxan_app;
alter table records.erasure enable row level security;
alter table records.erasure force row level security;
create policy wall on records.erasure using ((select wall.admits('erasure', false))) with check ((select wall.admits('erasure', true)));

create function records.guard_erasure() returns trigger ${FUNCTION} as $$
begin
  if tg_op = 'UPDATE' and old.completed_at is null
     and row(new.subject, new.at, new.officer, new.approval, new.basis) is not distinct from row(old.subject, old.at, old.officer, old.approval, old.basis) then
    return new;
  end if;
  raise exception 'an order to erase stays' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update or delete on records.erasure for each row execute function records.guard_erasure();
create trigger stays_whole before truncate on records.erasure for each statement execute function records.guard_erasure();
alter table records.erasure enable always trigger stays;
alter table records.erasure enable always trigger stays_whole;
`;

const HISTORY = `
alter table records.history add erased boolean not null default false;
alter table records.history drop constraint history_check;
alter table records.history add constraint history_check check (case when erased then before is null and after is null else before is distinct from after end);
comment on column records.history.erased is 'The values were taken out: the human they told of was erased';

create function records.rows_under(human uuid) returns table (record text, id uuid) language sql stable set search_path = pg_catalog, pg_temp as $$
  select 'Victim', v.id from records.victim v where v.person_id = human
  union all select 'Offender', f.id from records.offender f where f.person_id = human
  union all select 'StatusDecision', d.id from records.status_decision d join records.victim v on v.id = d.victim_id where v.person_id = human $$;

create or replace function records.refuse_other_history() returns trigger ${FUNCTION} as $$
begin
  if new.erased = old.erased and records.is_same_value(old.before, new.before) and records.is_same_value(old.after, new.after) then
    return new;
  end if;
  if new.erased and new.before is null and new.after is null and exists (
    select from records.erasure e cross join lateral records.rows_under(e.subject) u where u.record = new.record and u.id = new.record_id) then
    return new;
  end if;
  raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
end $$;
`;

// The application may not set the mark. It may ask for this, about a human who is to be erased.
const BLANK = `
create function records.blank_history(human uuid, fields text[]) returns void ${FUNCTION} security definer as $$
begin
  if not exists (select from records.erasure e where e.subject = human) then
    raise exception 'nobody ordered that' using errcode = 'insufficient_privilege';
  end if;
  update records.history h set before = null, after = null, erased = true
    from records.rows_under(human) u
   where h.record = u.record and h.record_id = u.id and h.record || '.' || h.field = any (fields) and not h.erased;
end $$;
revoke all on function records.blank_history(uuid, text[]) from public;
grant execute on function records.blank_history(uuid, text[]) to qalxan_app;
`;

// After seal_from_birth (by name), which waits for whoever holds the human's row. Sealed values need no trigger: there is no key.
const NO_NEW_VALUES = `
create function records.refuse_values_of_erased() returns trigger ${FUNCTION} as $$
begin
  if exists (select from records.erasure e where e.subject = new.person_id)
     and exists (select from jsonb_each(to_jsonb(new)) v where v.key = any (tg_argv) and v.value <> 'null') then
    raise exception 'the human was erased' using errcode = 'QX001';
  end if;
  return new;
end $$;
create trigger values_of_erased before insert or update on records.offender for each row
  when (new.person_id is not null)
  execute function records.refuse_values_of_erased('family_name', 'given_name', 'patronymic', 'aliases', 'legal_name', 'birth_date', 'document_number');
`;
