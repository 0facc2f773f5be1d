/**
 * Tickets: the context of a transaction of one statement in one round trip. A ticket is signed for the next turn of one
 * backend; `wall.enter` uses the turn up, signs the context of the transaction it stands in, and tells the turn that comes
 * after (libs/wall/decisions/0001-signed-transactions.md).
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123082436_wall_tickets extends Migration {
  override up(): void {
    this.addSql(TURNS);
    this.addSql(ENTER);
    this.addSql(RIGHTS);
  }

  override down(): void {
    throw new Error('the wall is not taken down');
  }
}

// A session keeps its last number in memory where nothing but nextval reaches it, and no number comes twice.
const TURNS = `
create sequence wall.turn cache 1000;
revoke all on sequence wall.turn from public, qalxan_app;
create function wall.next_turn() returns text
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return pg_backend_pid() || '|' || nextval('wall.turn');
end $$;
`;

// A ticket: T1 | key | kind | officer | tables | life in ms | backend | turn | HMAC. What it leaves behind is what wall.admits reads.
const ENTER = `
create function wall.enter(ticket text) returns text
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, pg_temp as $$
declare
  part text[] := string_to_array(ticket, '|');
  pads wall.key;
  context text;
begin
  if cardinality(part) = 9 and part[1] = 'T1' then
    select * into pads from wall.key where id = part[2];
  end if;
  if pads.id is null
    or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(ticket, -65), 'UTF8'))), 'hex')
    or part[7]::int <> pg_backend_pid() or part[8]::bigint <> currval('wall.turn') then
    raise exception 'no ticket for this turn' using errcode = 'insufficient_privilege';
  end if;
  context := '1|' || part[2] || '|' || part[3] || '|' || part[4] || '|' || part[5]
    || '|' || (extract(epoch from now()) * 1000)::bigint + part[6]::bigint || '|' || part[7] || '|' || (extract(epoch from now()) * 1000000)::bigint;
  perform set_config('qalxan.context',
    context || '|' || encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(context, 'UTF8'))), 'hex'), true);
  return part[7] || '|' || nextval('wall.turn');
end $$;
`;

const RIGHTS = `
revoke all on function wall.next_turn(), wall.enter(text) from public;
grant execute on function wall.next_turn(), wall.enter(text) to qalxan_app;
`;
