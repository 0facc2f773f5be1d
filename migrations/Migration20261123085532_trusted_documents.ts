/**
 * Accounts of machines, and the documents each may send. A line is made by a used approval of the same transaction, or not at all; a
 * document is taken off the list by a date and never changed. See libs/identity/decisions/0007-trusted-documents.md.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123085532_trusted_documents extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(TWO);
    this.addSql(RIGHTS);
  }

  override down(): void {
    this.addSql('drop table identity.trusted_document, identity.machine; drop function identity.machines_by_approval');
  }
}

const TABLES = `
create table identity.machine (
  officer_id uuid primary key references identity.credential (officer_id),
  made_at timestamptz(3) not null default clock_timestamp()
);
create table identity.trusted_document (
  officer_id uuid not null references identity.machine (officer_id),
  hash text not null check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  document text not null check (length(document) between 1 and 8000),
  added_at timestamptz(3) not null default clock_timestamp(),
  removed_at timestamptz(3)
);
create unique index trusted_document_live on identity.trusted_document (officer_id, hash) where removed_at is null;
comment on table identity.machine is 'Accounts of programs: they send listed documents only, and never prove who they are again';
comment on table identity.trusted_document is 'A document that a machine may send, until it is removed; the hash is SHA-256 of its exact text';
`;

const TWO = `
create function identity.machines_by_approval() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not exists (
       select from identity.approval where used_in = pg_current_xact_id() and command in ('makeMachine', 'trustDocument')) then
    raise exception 'machines and their documents are made by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on identity.machine deferrable initially deferred for each row execute function identity.machines_by_approval();
create constraint trigger by_approval after insert on identity.trusted_document deferrable initially deferred for each row execute function identity.machines_by_approval();
create trigger signed_only before insert or update on identity.machine for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.trusted_document for each statement execute function identity.signed_only();
`;

const RIGHTS = `
revoke update on identity.machine, identity.trusted_document from qalxan_app;
grant update (removed_at) on identity.trusted_document to qalxan_app;
`;
