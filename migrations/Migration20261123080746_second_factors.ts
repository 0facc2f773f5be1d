/**
 * Second factors, recovery codes, and the tickets of sign-ins and ceremonies under way. A secret is an envelope of the vault; of
 * a device only its public key is here; of a recovery code and a ticket only the hash. What must not change after it was
 * written is taken out of the application's hands.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123080746_second_factors extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(RIGHTS);
  }

  override down(): void {
    this.addSql('drop table identity.ticket, identity.recovery_code, identity.factor');
  }
}

const TABLES = `
create table identity.factor (
  id uuid primary key,
  officer_id uuid not null references identity.credential (officer_id),
  kind text not null check (kind in ('TOTP', 'WEBAUTHN')),
  name text not null check (length(name) between 1 and 100),
  secret bytea,
  last_step bigint,
  credential_id bytea unique check (length(credential_id) between 16 and 1023),
  public_key bytea,
  counter bigint check (counter >= 0),
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  used_at timestamptz(3),
  ended_at timestamptz(3),
  ended_reason text check (ended_reason ~ '^[A-Z_]{1,40}$'),
  constraint factor_totp check ((kind = 'TOTP') = (secret is not null) and (kind = 'TOTP') = (last_step is not null)),
  constraint factor_device check (
    (kind = 'WEBAUTHN') = (credential_id is not null) and (kind = 'WEBAUTHN') = (public_key is not null) and (kind = 'WEBAUTHN') = (counter is not null)),
  constraint factor_ended_with_reason check ((ended_at is null) = (ended_reason is null))
);
create index factor_live on identity.factor (officer_id) where confirmed_at is not null and ended_at is null;
create unique index factor_one_totp on identity.factor (officer_id) where kind = 'TOTP' and confirmed_at is not null and ended_at is null;
create table identity.recovery_code (
  code_hash bytea primary key check (length(code_hash) = 32),
  officer_id uuid not null references identity.credential (officer_id),
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  ended_at timestamptz(3)
);
create index recovery_code_live on identity.recovery_code (officer_id) where used_at is null and ended_at is null;
create table identity.ticket (
  hash bytea primary key check (length(hash) = 32),
  kind text not null check (kind ~ '^[A-Z_]{1,40}$'),
  officer_id uuid references identity.credential (officer_id),
  session_id uuid references identity.session (id),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  used_at timestamptz(3)
);
create index ticket_expires on identity.ticket (expires_at);
create index ticket_of_officer on identity.ticket (officer_id) where used_at is null;
comment on table identity.factor is 'A second factor of an officer, from its confirmation until it ends';
comment on column identity.factor.secret is 'Secret of one-time codes, sealed by the vault';
comment on column identity.factor.last_step is 'The last 30-second step whose code was used: no code is taken twice';
comment on table identity.recovery_code is 'Recovery codes, as SHA-256 of 118 random bits; each good once';
comment on table identity.ticket is 'Challenges and sign-ins under way, good once for five minutes; expired rows are written over';
`;

const RIGHTS = `
revoke update on identity.factor, identity.recovery_code from qalxan_app;
grant update (last_step, counter, confirmed_at, used_at, ended_at, ended_reason) on identity.factor to qalxan_app;
grant update (used_at, ended_at) on identity.recovery_code to qalxan_app;
`;
