/**
 * What is counted of identities read: which rows of persons an officer has been shown today, and how often the day's budget was
 * opened again. Only the function writes here; it locks the officer's line of the day, so that nobody reads past the
 * budget by asking many times at once, from however many processes.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072724_identity_budget extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(USE);
    this.addSql('revoke all on identity.identity_use, identity.identity_budget from qalxan_app');
    this.addSql('grant execute on function identity.use_identities to qalxan_app');
  }

  override down(): void {
    this.addSql('drop function identity.use_identities');
    this.addSql('drop table identity.identity_use, identity.identity_budget');
  }
}

const TABLES = `
create table identity.identity_budget (
  officer_id uuid not null,
  day date not null,
  used integer not null default 0 check (used >= 0),
  openings integer not null default 0 check (openings >= 0),
  exhausted_at timestamptz(3),
  primary key (officer_id, day)
) with (fillfactor = 50);
create table identity.identity_use (
  officer_id uuid not null,
  day date not null,
  row_id uuid not null,
  record text not null check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  primary key (officer_id, day, row_id)
);
comment on table identity.identity_budget is 'How many identities an officer has read on a day (UTC)';
comment on column identity.identity_budget.openings is 'How often a proof of identity opened the budget once more';
comment on column identity.identity_budget.exhausted_at is 'The first refusal since it was last opened; only a later proof opens it again';
comment on table identity.identity_use is 'Rows of persons counted on a day; kept for two days, as the audit log says the same for ever';
`;

// A statement sees what was committed before it began; those after the lock see what whoever held it before has written.
const USE = `
create function identity.use_identities(
  of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, note boolean
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $body$
declare
  line identity.identity_budget;
  fresh integer;
begin
  insert into identity.identity_budget (officer_id, day) values (of_officer, on_day) on conflict do nothing;
  if found then
    delete from identity.identity_use u where u.officer_id = of_officer and u.day < on_day - 1;
  end if;
  select * into strict line from identity.identity_budget b where b.officer_id = of_officer and b.day = on_day for update;

  select count(distinct p.id) into fresh from jsonb_to_recordset(persons) p(id uuid)
   where not exists (select from identity.identity_use u where u.officer_id = of_officer and u.day = on_day and u.row_id = p.id);

  if line.used + fresh > budget * (1 + line.openings) and proved_at > line.exhausted_at then
    line.openings := line.openings + 1;
    line.exhausted_at := null;
  end if;
  if line.used + fresh > budget * (1 + line.openings) then
    if line.exhausted_at is not null then
      return 'REFUSED';
    end if;
    if note then
      update identity.identity_budget b set openings = line.openings, exhausted_at = at where b.officer_id = of_officer and b.day = on_day;
    end if;
    return 'EXHAUSTED';
  end if;

  insert into identity.identity_use (officer_id, day, row_id, record)
  select distinct on (p.id) of_officer, on_day, p.id, p.record from jsonb_to_recordset(persons) p(id uuid, record text)
  on conflict do nothing;
  update identity.identity_budget b set used = line.used + fresh, openings = line.openings, exhausted_at = line.exhausted_at
   where b.officer_id = of_officer and b.day = on_day;
  return 'ALLOWED';
end $body$`;
