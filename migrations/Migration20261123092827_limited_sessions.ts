/**
 * Sessions that may use only some of their officer's roles: who signs in by a provider uses the roles of the rule that let him in, as far as
 * they are granted (libs/identity/decisions/0009-signing-in-by-a-provider.md). The application cannot change it in a session once made: it has
 * no right to update the column.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123092827_limited_sessions extends Migration {
  override up(): void {
    this.addSql(`
alter table identity.session add column allowed_roles text[];
alter table identity.ticket add column allowed_roles text[];
comment on column identity.session.allowed_roles is 'Roles this session may use, of those granted; null for all of them';
comment on column identity.ticket.allowed_roles is 'What becomes allowed_roles of the session that this ticket opens';
`);
  }

  override down(): void {
    throw new Error('a limit is not taken off the sessions that have it');
  }
}
