/**
 * The tree over the audit log: leaves in tree order, roots of complete subtrees, signed checkpoints, and when a checkpoint was
 * taken by the anchors. Made by the login qalxan_sealer alone; like the log, never changed. See libs/audit/decisions/0002.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072051_audit_tree extends Migration {
  override up(): void {
    this.addSql(LOGIN);
    this.addSql(TABLES);
    this.addSql(APPEND_ONLY);
    this.addSql(NO_GAPS);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('the tree over the audit log is not taken down');
  }
}

const LOGIN = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'qalxan_sealer') then
    raise exception 'create the login qalxan_sealer first';
  end if;
end $$`;

// No foreign key to the entry: checking it would lock, and so rewrite, every entry's row.
const TABLES = `
create table audit.leaf (
  index bigint primary key check (index >= 0),
  lane uuid not null,
  number bigint not null check (number > 0),
  hash bytea not null check (length(hash) = 32),
  unique (lane, number)
);
create table audit.node (
  level smallint not null check (level between 1 and 7),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
create table audit.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz(3) not null
);
create table audit.anchoring (
  id bigint generated always as identity primary key,
  size bigint not null references audit.checkpoint (size),
  anchored_at timestamptz(3) not null,
  note text not null
);
comment on table audit.leaf is 'The entries in tree order (RFC 6962), each with its leaf hash';
comment on table audit.node is 'Root of the complete subtree of 256^level leaves that begins at leaf index * 256^level';
comment on table audit.checkpoint is 'A tree head that was signed (C2SP tlog-checkpoint)';
comment on table audit.anchoring is 'A checkpoint as every configured anchor took it; the signed time is in the note';
`;

// ALWAYS: also when a session pretends to be a replica. Statement level: also when no row matches, and for TRUNCATE.
const APPEND_ONLY = ['leaf', 'node', 'checkpoint', 'anchoring'].map((table) => `
create trigger append_only before update or delete or truncate on audit.${table}
  for each statement execute function audit.refuse_change();
alter table audit.${table} enable always trigger append_only;`).join('');

const NO_GAPS = `
create function audit.refuse_leaf_gap() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
begin
  if exists (
    select from (select min(index) as least, max(index) as greatest, count(*) as many from added) b
     where b.many > 0 and (b.greatest - b.least + 1 <> b.many
        or (b.least > 0 and not exists (select from audit.leaf l where l.index = b.least - 1)))
  ) then
    raise exception 'a leaf does not follow the one before' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
revoke all on function audit.refuse_leaf_gap() from public;
create trigger no_gaps after insert on audit.leaf referencing new table as added
  for each statement execute function audit.refuse_leaf_gap();
alter table audit.leaf enable always trigger no_gaps;
`;

const GRANTS = `
revoke all on audit.leaf, audit.node, audit.checkpoint, audit.anchoring from public;
grant usage on schema audit to qalxan_sealer;
grant select on audit.lane, audit.entry, audit.leaf, audit.node, audit.checkpoint, audit.anchoring to qalxan_sealer;
grant insert on audit.leaf, audit.node, audit.checkpoint to qalxan_sealer;
grant insert (size, anchored_at, note) on audit.anchoring to qalxan_sealer;
grant select on audit.leaf, audit.node, audit.checkpoint, audit.anchoring to qalxan_auditor;
`;
