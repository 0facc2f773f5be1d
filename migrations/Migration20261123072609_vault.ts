/**
 * The keys' own schema. Data keys lie here wrapped by a key that no database holds; only the vault's login gets in, and it
 * deletes nothing. A destroyed key stays as a row without a key, an erased person as a tombstone, for ever: the database
 * itself refuses to give either back. See libs/vault/decisions/0001.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072609_vault extends Migration {
  override up(): void {
    this.addSql(LOGIN);
    this.addSql(TABLES);
    this.addSql(DESTROYED_FOR_EVER);
    this.addSql(NO_KEY_FOR_ERASED);
    this.addSql(RIGHTS);
  }

  override down(): void {
    throw new Error('the keys are not taken down: every sealed value would be lost');
  }
}

const LOGIN = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'qalxan_vault') then
    raise exception 'create the login qalxan_vault first, and let it connect to this database';
  end if;
end $$`;

const TABLES = `
create schema vault;
revoke all on schema vault from public;
create table vault.data_key (
  id uuid primary key,
  subject uuid not null,
  version integer not null check (version >= 1),
  wrapped bytea check (length(wrapped) between 60 and 6144),
  wrapping_key text not null check (length(wrapping_key) between 1 and 300),
  key_check bytea not null check (length(key_check) = 16),
  created_at timestamptz(3) not null default now(),
  retired_at timestamptz(3),
  destroyed_at timestamptz(3),
  unique (subject, version),
  constraint data_key_destroyed_has_no_key check ((wrapped is null) = (destroyed_at is not null)),
  constraint data_key_destroyed_is_retired check (destroyed_at is null or retired_at is not null)
);
create unique index data_key_current on vault.data_key (subject) where retired_at is null;
create table vault.erasure (
  subject uuid primary key,
  at timestamptz(3) not null
);
create table vault.secret (
  name text primary key check (name ~ '^[a-z][a-z ]{0,59}$'),
  wrapped bytea not null check (length(wrapped) between 60 and 6144),
  wrapping_key text not null check (length(wrapping_key) between 1 and 300),
  key_check bytea not null check (length(key_check) = 16),
  created_at timestamptz(3) not null default now()
);
create table vault.rewrapping (
  id uuid primary key,
  wrapping_key text not null,
  started_at timestamptz(3) not null default now(),
  after_key uuid,
  rewrapped bigint not null default 0 check (rewrapped >= 0),
  finished_at timestamptz(3)
);
create unique index rewrapping_open on vault.rewrapping (wrapping_key) where finished_at is null;
comment on table vault.data_key is 'One key of one person, wrapped; a person has one current key, and older ones until what they sealed is sealed anew';
comment on column vault.data_key.subject is 'The person, or the record, whose values the key seals';
comment on column vault.data_key.wrapping_key is 'Name and version of the key-encryption key that wraps it';
comment on column vault.data_key.key_check is 'First 16 bytes of HMAC-SHA-256 of id, subject and version under the data key: tells a wrong key before anything is sealed with it';
comment on table vault.erasure is 'Tombstones: whose keys were destroyed for ever. A restore of an older copy applies them again';
comment on table vault.secret is 'Secrets of the vault itself, wrapped: what nonces and blind indexes are derived from';
comment on table vault.rewrapping is 'A change of the key-encryption key under way, or done: how far it came';
`;

const DESTROYED_FOR_EVER = `
create function vault.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'what the vault destroyed stays destroyed' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on vault.erasure
  for each statement execute function vault.refuse_change();
alter table vault.erasure enable always trigger append_only;
create trigger destroyed_for_ever before update on vault.data_key
  for each row when (old.destroyed_at is not null) execute function vault.refuse_change();
alter table vault.data_key enable always trigger destroyed_for_ever;
`;

// An erasure takes the lock exclusively, so a key is either seen and destroyed by it, or made after it and refused here.
const NO_KEY_FOR_ERASED = `
create function vault.refuse_erased() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7161905);
  if exists (select from vault.erasure e where e.subject = new.subject) then
    return null;
  end if;
  return new;
end $$;
create trigger no_key_for_erased before insert on vault.data_key
  for each row execute function vault.refuse_erased();
alter table vault.data_key enable always trigger no_key_for_erased;
`;

// Fewer rights than a table's life allows: no key changes its owner, its version or its check, and nothing is deleted.
const RIGHTS = `
revoke all on all tables in schema vault from public;
grant usage on schema vault to qalxan_vault;
grant select on all tables in schema vault to qalxan_vault;
grant insert (id, subject, version, wrapped, wrapping_key, key_check) on vault.data_key to qalxan_vault;
grant update (wrapped, wrapping_key, retired_at, destroyed_at) on vault.data_key to qalxan_vault;
grant insert on vault.erasure to qalxan_vault;
grant insert (name, wrapped, wrapping_key, key_check), update (wrapped, wrapping_key) on vault.secret to qalxan_vault;
grant insert (id, wrapping_key), update (after_key, rewrapped, finished_at) on vault.rewrapping to qalxan_vault;
`;
