/**
 * An order to erase is carried out by the worker for ever: keys are destroyed, and no backup brings them back. So the row itself needs
 * four eyes, not only the command that writes it: else SQL injected into any officer's command erased whom it named. It
 * commits with an approval that the same transaction uses up, given for a facet of this human; or by the house, which erases again after
 * a restore. And an emergency opening is reviewed by another human, not by another account of the same.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123090900_erased_by_two extends Migration {
  override up(): void {
    this.addSql(BY_APPROVAL);
    this.addSql(ANOTHER_HUMAN);
  }

  override down(): void {
    throw new Error('nobody erases alone');
  }
}

// Looked at when the transaction commits, as for accounts: an erasure may be tried out before anybody has approved it.
const BY_APPROVAL = `
create function records.erased_by_two() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'qalxan_app' or wall.admits('erasure', true) and split_part(current_setting('qalxan.context', true), '|', 3) = 'SYSTEM' then
    return null;
  end if;
  if not exists (
    select from identity.approval a
     where a.used_in = pg_current_xact_id() and a.command = 'erasePerson' and a.id = new.approval and a.requested_by = new.officer
       and (exists (select from records.victim v where v.person_id = new.subject and v.id::text = a.payload::jsonb #>> '{payload,personOfVictim}')
         or exists (select from records.offender f where f.person_id = new.subject and f.id::text = a.payload::jsonb #>> '{payload,personOfOffender}'))) then
    raise exception 'a human is erased by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on records.erasure deferrable initially deferred for each row execute function records.erased_by_two();
`;

// Whoever is no application sees all credentials here; the application sees them in a signed transaction, and writes in no other.
const ANOTHER_HUMAN = `
create function records.reviewed_by_another_human() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from identity.credential one join identity.credential other on other.personnel_number = one.personnel_number
              where one.officer_id = new.officer_id and other.officer_id = new.reviewed_by_id and one.officer_id <> other.officer_id) then
    raise exception 'an emergency opening is reviewed by another human' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger reviewed_by_another_human before insert or update of reviewed_by_id on records.emergency_opening
  for each row when (new.reviewed_by_id is not null) execute function records.reviewed_by_another_human();
`;
