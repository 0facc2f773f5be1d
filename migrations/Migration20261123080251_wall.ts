/**
 * The wall's key and the function that every row policy asks. It takes apart what `libs/wall/src/context.ts` signs, and says
 * no to everything else without an error, so that what is refused is no row and not a message
 * (libs/wall/decisions/0001-signed-transactions.md).
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123080251_wall extends Migration {
  override up(): void {
    this.addSql(KEY);
    this.addSql(ADMITS);
    this.addSql(HISTORY);
  }

  override down(): void {
    throw new Error('the wall is not taken down');
  }
}

// Nobody is granted anything here but the right to ask: the function reads the keys as its owner.
const KEY = `
create schema wall;
revoke all on schema wall from public;
grant usage on schema wall to qalxan_app;
create table wall.key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64),
  installed_at timestamptz not null default now()
);
revoke all on wall.key from public, qalxan_app, qalxan_audit, qalxan_auditor;
comment on table wall.key is 'Keys that contexts of transactions are signed with, as the padded keys of HMAC-SHA-256';
`;

// A context: version | key | kind | officer | tables | expiry | backend | beginning of the transaction | HMAC. Nothing of it is
// believed, nor turned into a number, before the HMAC is right.
const ADMITS = `
create function wall.admits(wanted text, writing boolean) returns boolean
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := current_setting('qalxan.context', true);
  part text[] := string_to_array(context, '|');
  pads wall.key;
begin
  if part is null or cardinality(part) <> 9 or part[1] <> '1' then
    return false;
  end if;
  select * into pads from wall.key where id = part[2];
  if not found or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(context, -65), 'UTF8'))), 'hex') then
    return false;
  end if;
  return part[7]::int = pg_backend_pid()
    and part[8]::bigint = (extract(epoch from now()) * 1000000)::bigint
    and part[6]::bigint > extract(epoch from clock_timestamp()) * 1000
    and (part[5] = '*' or wanted = any (string_to_array(part[5], ',')))
    and (not writing or part[3] in ('COMMAND', 'SYSTEM'));
end $$;
revoke all on function wall.admits(text, boolean) from public;
grant execute on function wall.admits(text, boolean) to qalxan_app;
`;

// The records' own tables get theirs from their declarations.
const HISTORY = `
alter table records.history enable row level security;
alter table records.history force row level security;
create policy wall on records.history using ((select wall.admits('history', false))) with check ((select wall.admits('history', true)));
`;
