/**
 * The history stays append-only, but for one thing: an envelope may be replaced by one of the same value under another key, when
 * the key of a person is changed. The database cannot open either; it knows them by the nonce, which cell and value alone
 * decide, and by the length. Every other change is refused as before, also to the owner.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083505_history_under_new_keys extends Migration {
  override up(): void {
    this.addSql(SAME_VALUE);
    this.addSql(TRIGGERS);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('the history of records is not taken down');
  }
}

// `\x`, one byte of format, sixteen of the key's id, twelve of the nonce: see libs/vault/src/envelope.ts.
const SAME_VALUE = `
create function records.is_same_value(one jsonb, other jsonb) returns boolean language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select one is not distinct from other
    or (jsonb_typeof(one) = 'string' and jsonb_typeof(other) = 'string'
      and one #>> '{}' ~ '^\\\\x01[0-9a-f]{152,}$' and other #>> '{}' ~ '^\\\\x01[0-9a-f]{152,}$'
      and length(one #>> '{}') = length(other #>> '{}')
      and substring(one #>> '{}' from 37 for 24) = substring(other #>> '{}' from 37 for 24))
$$;
create function records.refuse_other_history() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if records.is_same_value(old.before, new.before) is not true or records.is_same_value(old.after, new.after) is not true then
    raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
`;

const GRANTS = `
grant update (before, after) on records.history to qalxan_app;
revoke all on function records.is_same_value(jsonb, jsonb) from public;
grant execute on function records.is_same_value(jsonb, jsonb) to qalxan_app;
`;

// At statement level also what no row matches is refused; the columns are all but the two values.
const TRIGGERS = `
drop trigger append_only on records.history;
create trigger append_only before delete or truncate or update of id, at, officer, command, reason, record, record_id, field, lane, number on records.history
  for each statement execute function records.refuse_history_change();
alter table records.history enable always trigger append_only;
create trigger same_value before update on records.history
  for each row execute function records.refuse_other_history();
alter table records.history enable always trigger same_value;
`;
