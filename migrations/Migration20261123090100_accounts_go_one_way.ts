/**
 * What stolen rights could still do to accounts. With the application's password alone one could read every password hash, approval
 * and notice, acknowledge an alarm for everybody before they saw it, empty the counters of guesses and open any officer's budget; with
 * SQL injected into a question, give a taken role, an ended session or a lost factor back. Accounts and notices are now read and
 * written in signed transactions only, never written by one for reading, and what is over stays over
 * (libs/identity/decisions/0008-what-is-over-stays-over.md).
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123090100_accounts_go_one_way extends Migration {
  override up(): void {
    this.addSql(SIGNED);
    this.addSql(READ_SIGNED);
    this.addSql(ONE_WAY);
    this.addSql(COUNTED_SIGNED);
    this.addSql(PLANTED_SIGNED);
  }

  override down(): void {
    throw new Error('what is over stays over');
  }
}

// The kind of a context is believed once the wall has admitted it: the signature covers it.
const SIGNED = `
create or replace function identity.signed_only() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not (wall.admits('officer', false) and split_part(current_setting('qalxan.context', true), '|', 3) <> 'READ') then
    raise exception 'accounts are written in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger signed_only before insert or update on identity.notice for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.notice_acknowledgement for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.attempt_limit for each statement execute function identity.signed_only();
`;

// Not forced: the owner's own functions, such as the watch of decoys, write notices too. The application owns nothing.
const READ_SIGNED = ['credential', 'approval', 'notice', 'notice_acknowledgement'].map((table) => `
alter table identity.${table} enable row level security;
create policy wall on identity.${table} using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', false)));
`).join('');

const ONE_WAY = `
create function identity.over_is_over() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
  field text;
begin
  if current_user = 'qalxan_app' and was -> tg_argv[0] is not distinct from is_now -> tg_argv[0] then
    foreach field in array tg_argv[1:] loop
      if jsonb_typeof(was -> field) <> 'null' and was -> field is distinct from is_now -> field then
        raise exception 'what is over stays over' using errcode = 'insufficient_privilege';
      end if;
    end loop;
  end if;
  return new;
end $$;
create trigger over_is_over before update on identity.officer_role for each row execute function identity.over_is_over('id', 'revoked_at', 'revoked_by');
create trigger over_is_over before update of revoked_at, revoked_reason on identity.session for each row
  execute function identity.over_is_over('id', 'revoked_at', 'revoked_reason');
create trigger over_is_over before update of confirmed_at, ended_at, ended_reason on identity.factor for each row
  execute function identity.over_is_over('id', 'confirmed_at', 'ended_at', 'ended_reason');
create trigger over_is_over before update on identity.recovery_code for each row execute function identity.over_is_over('code_hash', 'used_at', 'ended_at');
create trigger over_is_over before update of used_at on identity.ticket for each row execute function identity.over_is_over('hash', 'used_at');
`;

// session_user is whoever signed in; inside, current_user is the owner.
const UNSIGNED = `session_user = 'qalxan_app' and not (wall.admits('officer', false) and split_part(current_setting('qalxan.context', true), '|', 3) <> 'READ')`;

const ARGUMENTS = 'of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, given bytea, most_uses integer, note boolean';
const TYPES = 'uuid, date, timestamptz, timestamptz, jsonb, integer, bytea, integer, boolean';
const COUNTED_SIGNED = `
alter function identity.use_identities(${TYPES}) rename to count_identities;
revoke all on function identity.count_identities(${TYPES}) from public, qalxan_app;
create function identity.use_identities(${ARGUMENTS}) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if ${UNSIGNED} then
    raise exception 'identities are counted in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return identity.count_identities(of_officer, on_day, at, proved_at, persons, budget, given, most_uses, note);
end $$;
revoke all on function identity.use_identities(${TYPES}) from public;
grant execute on function identity.use_identities(${TYPES}) to qalxan_app;
`;

const PLANTED_SIGNED = `
create or replace function decoy.plant(of_record text, victim uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'qalxan_app' and not wall.admits('victim', true) then
    raise exception 'decoys are planted in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  insert into decoy.planted (row_id, record) values (victim, of_record) on conflict do nothing;
end $$;
`;
