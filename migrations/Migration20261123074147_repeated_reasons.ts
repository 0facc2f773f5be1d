/**
 * How often an officer gave the same words as a reason on a day. Counted by the function that counts identities, under the
 * same lock: a use is an answer that would show a person the officer has not been shown today.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123074147_repeated_reasons extends Migration {
  override up(): void {
    this.addSql(TABLE);
    this.addSql('drop function identity.use_identities');
    this.addSql(USE);
    this.addSql('revoke all on identity.reason_use from qalxan_app');
    this.addSql('grant execute on function identity.use_identities to qalxan_app');
  }

  override down(): void {
    throw new Error('The function of before is in the migration identity_budget; bring it back from there');
  }
}

const TABLE = `
create table identity.reason_use (
  officer_id uuid not null,
  day date not null,
  reason bytea not null check (length(reason) = 32),
  uses integer not null check (uses > 0),
  primary key (officer_id, day, reason)
);
comment on table identity.reason_use is 'How often the same reason opened identities on a day (UTC); the words themselves are in the audit log';
comment on column identity.reason_use.reason is 'SHA-256 of the reason without case, accents, digits, marks and spacing';
`;

// A statement sees what was committed before it began; those after the lock see what whoever held it before has written.
const USE = `
create function identity.use_identities(
  of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, given bytea, most_uses integer, note boolean
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $body$
declare
  line identity.identity_budget;
  fresh integer;
  uses_now integer;
  flagged boolean := false;
begin
  insert into identity.identity_budget (officer_id, day) values (of_officer, on_day) on conflict do nothing;
  if found then
    delete from identity.identity_use u where u.officer_id = of_officer and u.day < on_day - 1;
    delete from identity.reason_use r where r.officer_id = of_officer and r.day < on_day - 1;
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

  if given is not null and fresh > 0 then
    select coalesce(max(r.uses), 0) + 1 into uses_now from identity.reason_use r where r.officer_id = of_officer and r.day = on_day and r.reason = given;
    if uses_now > most_uses then
      return 'REPEATED';
    end if;
    flagged := uses_now = (most_uses + 2) / 3 + 1;
    if flagged and not note then
      return 'REPEATING';
    end if;
    insert into identity.reason_use (officer_id, day, reason, uses) values (of_officer, on_day, given, uses_now)
    on conflict (officer_id, day, reason) do update set uses = excluded.uses;
  end if;

  insert into identity.identity_use (officer_id, day, row_id, record)
  select distinct on (p.id) of_officer, on_day, p.id, p.record from jsonb_to_recordset(persons) p(id uuid, record text)
  on conflict do nothing;
  update identity.identity_budget b set used = line.used + fresh, openings = line.openings, exhausted_at = line.exhausted_at
   where b.officer_id = of_officer and b.day = on_day;
  return case when flagged then 'REPEATING' else 'ALLOWED' end;
end $body$`;
