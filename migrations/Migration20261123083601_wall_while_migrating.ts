/**
 * Lets migrations see the rows they move. They run as the owner, on whom row security is forced like on everybody: a
 * migration that asks whether a column holds anything must not be told "nothing" by the wall. The runner says of its own
 * connection that it migrates; the owner at any other time finds no row, nor does anybody else who says so.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123083601_wall_while_migrating extends Migration {
  override up(): void {
    this.addSql(ADMITS);
  }

  override down(): void {
    throw new Error('the wall is not taken down');
  }
}

// Inside, current_user is the owner of the function; session_user is whoever signed in.
// A context: version | key | kind | officer | tables | expiry | backend | beginning of the transaction | HMAC. Nothing of it is
// believed, nor turned into a number, before the HMAC is right.
const ADMITS = `
create or replace function wall.admits(wanted text, writing boolean) returns boolean
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := current_setting('qalxan.context', true);
  part text[] := string_to_array(context, '|');
  pads wall.key;
begin
  if part is null or cardinality(part) <> 9 or part[1] <> '1' then
    return session_user = current_user and current_setting('qalxan.migrating', true) = 'yes';
  end if;
  select * into pads from wall.key where id = part[2];
  if not found or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(context, -65), 'UTF8'))), 'hex') then
    return false;
  end if;
  if part[7]::int <> pg_backend_pid() or part[8]::bigint <> (extract(epoch from now()) * 1000000)::bigint then
    return false;
  end if;
  if part[6]::bigint > extract(epoch from clock_timestamp()) * 1000
    and (part[5] = '*' or wanted = any (string_to_array(part[5], ',')))
    and (not writing or part[3] in ('COMMAND', 'SYSTEM')) then
    return true;
  end if;
  raise exception 'the context of this transaction was not signed for that' using errcode = 'insufficient_privilege';
end $$;
`;
