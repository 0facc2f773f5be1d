/**
 * Credentials, roles of officers, sessions, and the counters against guessing. None of them is a record: nobody reads
 * them through the door. What must not change after it was written is taken out of the application's hands here.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000004_credentials_and_sessions extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(RIGHTS);
  }

  override down(): void {
    this.addSql('drop table identity.attempt_limit, identity.session, identity.officer_role, identity.credential');
  }
}

const TABLES = `
create table identity.credential (
  officer_id uuid primary key references records.officer (id),
  login text not null unique check (length(login) between 3 and 100),
  password_hash text not null check (password_hash like '$argon2id$%'),
  password_set_at timestamptz(3) not null
);
create table identity.officer_role (
  id uuid primary key,
  officer_id uuid not null references identity.credential (officer_id),
  role text not null check (role ~ '^[A-Z][A-Z_]{1,59}$'),
  granted_by uuid references records.officer (id),
  granted_at timestamptz(3) not null,
  revoked_by uuid references records.officer (id),
  revoked_at timestamptz(3),
  constraint officer_role_self_grant check (granted_by <> officer_id)
);
create unique index officer_role_live on identity.officer_role (officer_id, role) where revoked_at is null;
create table identity.session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  officer_id uuid not null references identity.credential (officer_id),
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  revoked_at timestamptz(3),
  revoked_reason text check (revoked_reason ~ '^[A-Z_]{1,40}$'),
  constraint session_revoked_with_reason check ((revoked_at is null) = (revoked_reason is null))
) with (fillfactor = 80);
create index session_live on identity.session (officer_id) where revoked_at is null;
create table identity.attempt_limit (
  key text primary key check (length(key) <= 100),
  attempts timestamptz(3)[] not null,
  admitted boolean not null
);
comment on table identity.credential is 'How an officer signs in; login is normalised (NFKC, lower case)';
comment on table identity.officer_role is 'A role of an officer, from one instant until it is revoked; granted_by is null for the first administrator only';
comment on table identity.session is 'A session; the token itself is nowhere, only its SHA-256';
comment on column identity.session.last_seen_at is 'Written at most once a minute';
comment on table identity.attempt_limit is 'Counted sign-in attempts of the last minutes, by account or by source; admitted tells whether the newest one was within the limit';
`;

// No DELETE and no TRUNCATE come from migration 1; here UPDATE shrinks to what the life of a row needs.
const RIGHTS = `
revoke update on identity.credential, identity.officer_role, identity.session from qalxan_app;
grant update (password_hash, password_set_at) on identity.credential to qalxan_app;
grant update (revoked_at, revoked_by) on identity.officer_role to qalxan_app;
grant update (last_seen_at, revoked_at, revoked_reason) on identity.session to qalxan_app;
`;
