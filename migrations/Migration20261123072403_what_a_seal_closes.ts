/**
 * What a seal order closes, worked out in the database and nowhere else: a live order turns the mark `sealed` of the rows it
 * covers, and a row that comes under it later is sealed from birth, whoever inserts it. A row is opened again only when no
 * live order covers it any more. An order lives until it is lifted; that its time has run out does not lift it by itself.
 * Also: a change that time alone made has no officer.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072403_what_a_seal_closes extends Migration {
  override up(): void {
    this.addSql(COVERED);
    this.addSql(FROM_BIRTH);
    this.addSql(BY_ORDER);
    this.addSql('alter table records.history alter column officer drop not null');
    this.addSql(`comment on column records.history.officer is 'Null when time acted'`);
  }

  override down(): void {
    this.addSql(`
      drop function records.seal_rows_of_order, records.seal_new_facet, records.seal_new_crime, records.seal_who_is_charged cascade;
      drop function records.seal_covers_offender, records.seal_covers_crime, records.seal_covers_victim, records.seal_covers_person, records.seal_covers_case;`);
  }
}

const FUNCTION = 'returns boolean language sql stable set search_path = pg_catalog, pg_temp';
const LIVE = 'o.lifted_at is null';

// Of a case: the file, whoever is charged in it (stage and history of the offender speak of the charge), and the crimes that no
// open case deals with too.
const COVERED = `
create function records.seal_covers_person(person uuid) ${FUNCTION} as $$
  select exists (select from records.seal_order o where ${LIVE} and o.person_id = person) $$;
create function records.seal_covers_case(file uuid) ${FUNCTION} as $$
  select exists (select from records.seal_order o where ${LIVE} and o.case_id = file) $$;
create function records.seal_covers_victim(victim uuid, person uuid) ${FUNCTION} as $$
  select records.seal_covers_person(person) or exists (select from records.seal_order o where ${LIVE} and o.victim_id = victim) $$;
create function records.seal_covers_offender(offender uuid, person uuid) ${FUNCTION} as $$
  select records.seal_covers_person(person) or exists (select from records.seal_order o where ${LIVE} and o.offender_id = offender)
    or exists (select from records.charge c where c.offender_id = offender and records.seal_covers_case(c.case_id)) $$;
create function records.seal_covers_crime(crime uuid, file uuid) ${FUNCTION} as $$
  select records.seal_covers_case(file)
    and not exists (select from records.crime_in_case i where i.crime_id = crime and not records.seal_covers_case(i.case_id)) $$;
grant execute on function records.seal_covers_person, records.seal_covers_case, records.seal_covers_victim, records.seal_covers_offender,
  records.seal_covers_crime to qalxan_app;
`;

const TRIGGER = 'returns trigger language plpgsql set search_path = pg_catalog, pg_temp';

// The row that an order would be about is locked first: an order that is being given at this moment is waited for, or waits.
const FROM_BIRTH = `
create function records.seal_new_facet() ${TRIGGER} as $$
begin
  perform from records.person p where p.id = new.person_id for share;
  new.sealed := new.sealed or records.seal_covers_person(new.person_id);
  return new;
end $$;
create trigger seal_from_birth before insert or update of person_id on records.victim for each row execute function records.seal_new_facet();
create trigger seal_from_birth before insert or update of person_id on records.offender for each row execute function records.seal_new_facet();

create function records.seal_new_crime() ${TRIGGER} as $$
begin
  perform from records."case" c where c.id = new.case_id for share;
  new.sealed := new.sealed or records.seal_covers_crime(new.id, new.case_id);
  return new;
end $$;
create trigger seal_from_birth before insert or update of case_id on records.crime for each row execute function records.seal_new_crime();

create function records.seal_who_is_charged() ${TRIGGER} as $$
begin
  perform from records."case" c where c.id = new.case_id for share;
  if records.seal_covers_case(new.case_id) then
    update records.offender set sealed = true where id = new.offender_id and not sealed;
  end if;
  return null;
end $$;
create trigger seal_who_is_charged after insert on records.charge for each row execute function records.seal_who_is_charged();
`;

const BY_ORDER = `
create function records.seal_rows_of_order() ${TRIGGER} as $$
begin
  update records.person p set sealed = records.seal_covers_person(p.id) where p.id = new.person_id;
  update records."case" c set sealed = records.seal_covers_case(c.id) where c.id = new.case_id;
  update records.victim v set sealed = records.seal_covers_victim(v.id, v.person_id)
   where v.id = new.victim_id or v.person_id = new.person_id;
  update records.offender f set sealed = records.seal_covers_offender(f.id, f.person_id)
   where f.id = new.offender_id or f.person_id = new.person_id
      or f.id in (select c.offender_id from records.charge c where c.case_id = new.case_id);
  update records.crime k set sealed = records.seal_covers_crime(k.id, k.case_id)
   where k.case_id = new.case_id or k.id in (select i.crime_id from records.crime_in_case i where i.case_id = new.case_id);
  return null;
end $$;
create trigger seal_rows_of_order after insert or update of lifted_at on records.seal_order
  for each row execute function records.seal_rows_of_order();
`;
