/**
 * Approvals under four eyes. What the approver is shown is what is hashed is what is carried out: the hash is the database's own.
 * Who decides is another human than who asked and than whom it concerns, an approval goes one way and is used once; the database
 * refuses everything else, whoever asks. A first or reset password is provisional until its officer has chosen his own.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123073443_approvals extends Migration {
  override up(): void {
    this.addSql(ACCOUNTS);
    this.addSql(APPROVAL);
    this.addSql(ONE_WAY);
    this.addSql(RIGHTS);
  }

  override down(): void {
    throw new Error('approvals are not taken down: they say who agreed to what');
  }
}

const ACCOUNTS = `
alter table identity.credential add column personnel_number text check (length(personnel_number) between 3 and 40),
  add column provisional boolean not null default false;
alter table identity.session add column provisional boolean not null default false;
grant update (provisional) on identity.credential, identity.session to qalxan_app;
create index credential_of_human on identity.credential (personnel_number);
comment on column identity.credential.personnel_number is 'Which human it is: the same for all accounts of one person, and never changed; without it no part is taken in four eyes';
comment on column identity.credential.provisional is 'The password was made up for the officer: a session it opens has no role until he chooses his own';
`;

const APPROVAL = `
create table identity.approval (
  id uuid primary key,
  command text not null check (command ~ '^[a-z][A-Za-z]{1,59}$'),
  payload text not null check (length(payload) <= 20000),
  hash bytea not null,
  concerns text,
  requested_by uuid not null references identity.credential (officer_id),
  requested_human text not null,
  requested_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decision text check (decision in ('APPROVED', 'REFUSED')),
  decided_by uuid references identity.credential (officer_id),
  decided_human text,
  decided_at timestamptz(3),
  reason text check (length(reason) <= 500),
  used_at timestamptz(3),
  used_in xid8,
  constraint approval_by_another_account check (decided_by <> requested_by),
  constraint approval_by_another_human check (decided_human <> requested_human),
  constraint approval_by_nobody_concerned check (decision <> 'APPROVED' or decided_human <> concerns),
  constraint approval_decided_by_somebody check (num_nonnulls(decision, decided_by, decided_human, decided_at) in (0, 4)),
  constraint approval_refused_with_reason check ((decision is not distinct from 'REFUSED') = (reason is not null)),
  constraint approval_used_when_given check (used_at is null or decision = 'APPROVED'),
  constraint approval_lives_a_day check (expires_at <= coalesce(decided_at, requested_at) + interval '24 hours')
);
create index approval_by_time on identity.approval (requested_at desc, id);
create index approval_of_requester on identity.approval (requested_by, hash) where used_at is null;
comment on table identity.approval is 'A command that needs four eyes: asked for by one, decided by another, carried out once';
comment on column identity.approval.payload is 'Canonical JSON (RFC 8785) of command and payload: what the approver is shown. No password, no sealed value';
comment on column identity.approval.concerns is 'Personnel number of the officer it is about, who has no say';
comment on column identity.approval.used_in is 'The transaction that carried the command out';
`;

// The clock of an approval is the database's. The two humans are looked up here, so that nobody can give others.
const ONE_WAY = `
create function identity.approval_goes_one_way() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare at timestamptz(3) := clock_timestamp();
begin
  if tg_op = 'INSERT' then
    if num_nonnulls(new.decision, new.decided_by, new.decided_human, new.decided_at, new.reason, new.used_at, new.used_in) > 0 then
      raise exception 'an approval begins undecided' using errcode = 'check_violation', constraint = 'approval_begins_undecided';
    end if;
    new.requested_human := (select personnel_number from identity.credential where officer_id = new.requested_by);
    new.hash := sha256(convert_to(new.payload, 'UTF8'));
    new.requested_at := at;
    new.expires_at := at + interval '24 hours';
    return new;
  end if;
  if row(new.id, new.command, new.payload, new.hash, new.concerns, new.requested_by, new.requested_human, new.requested_at)
     is distinct from row(old.id, old.command, old.payload, old.hash, old.concerns, old.requested_by, old.requested_human, old.requested_at) then
    raise exception 'what was asked for stays as it was' using errcode = 'check_violation', constraint = 'approval_stays';
  end if;
  if old.expires_at <= at or old.used_at is not null or old.decision is not distinct from 'REFUSED' then
    raise exception 'this approval is over' using errcode = 'check_violation', constraint = 'approval_is_over';
  end if;
  if old.decision is null then
    if new.decision is null or new.used_at is not null then
      raise exception 'an approval is decided first' using errcode = 'check_violation', constraint = 'approval_is_decided_first';
    end if;
    new.decided_human := (select personnel_number from identity.credential where officer_id = new.decided_by);
    new.decided_at := at;
    new.expires_at := case new.decision when 'APPROVED' then at + interval '24 hours' else old.expires_at end;
    return new;
  end if;
  if new.used_at is null or row(new.decision, new.decided_by, new.decided_human, new.decided_at, new.reason, new.expires_at)
     is distinct from row(old.decision, old.decided_by, old.decided_human, old.decided_at, old.reason, old.expires_at) then
    raise exception 'a decision stays as it was' using errcode = 'check_violation', constraint = 'approval_stays';
  end if;
  new.used_at := at;
  new.used_in := pg_current_xact_id();
  return new;
end $$;
create trigger one_way before insert or update on identity.approval for each row execute function identity.approval_goes_one_way();
`;

const RIGHTS = `
revoke update on identity.approval from qalxan_app;
grant update (decision, decided_by, decided_human, decided_at, reason, used_at) on identity.approval to qalxan_app;
`;
