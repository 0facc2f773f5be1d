/**
 * Accounts behind the wall. Whoever has stolen the application's database login could else make himself a session, a role or
 * an approval with one statement. Credentials, factors, sessions, roles and approvals are written in signed transactions only; in an
 * approval each acts for himself; an account or a role is made by a used approval of the same transaction, or by the operator.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083358_signed_accounts extends Migration {
  override up(): void {
    this.addSql(SIGNED);
    this.addSql(FOR_HIMSELF);
    this.addSql(BY_APPROVAL);
  }

  override down(): void {
    throw new Error('the wall is not taken down');
  }
}

const SIGNED = `
create function identity.signed_only() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not wall.admits('officer', false) then
    raise exception 'accounts are written in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger signed_only before insert or update on identity.credential for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.session for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.officer_role for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.approval for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.factor for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.recovery_code for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.ticket for each statement execute function identity.signed_only();
`;

// The officer of a context is believed once the wall has admitted it: the signature covers him.
const FOR_HIMSELF = `
create function identity.acts_for_himself() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare officer uuid := case when tg_op = 'UPDATE' and old.decision is null then new.decided_by else new.requested_by end;
begin
  if current_user = 'qalxan_app' and not (wall.admits('officer', true) and split_part(current_setting('qalxan.context', true), '|', 4) = officer::text) then
    raise exception 'nobody asks or approves for another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger acts_for_himself before insert or update on identity.approval for each row execute function identity.acts_for_himself();
`;

// Looked at when the transaction commits: a command may be tried out before anybody has approved it, and is then rolled back.
const BY_APPROVAL = `
create index approval_used_in on identity.approval (used_in) where used_in is not null;
create function identity.by_approval() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not exists (
       select from identity.approval where used_in = pg_current_xact_id() and command in ('createOfficer', 'grantRole'))
     and not (wall.admits('officer', true) and split_part(current_setting('qalxan.context', true), '|', 4) = '00000000-0000-4000-8000-000000000000') then
    raise exception 'accounts and roles are made by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on identity.credential deferrable initially deferred for each row execute function identity.by_approval();
create constraint trigger by_approval after insert on identity.officer_role deferrable initially deferred for each row execute function identity.by_approval();
`;
