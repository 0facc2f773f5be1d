/**
 * What was declared lost of the audit log after a restore of an older backup: the keeper's signed words, append-only like the log.
 * See libs/audit/decisions/0002, section 10.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123084618_declared_loss extends Migration {
  override up(): void {
    this.addSql(TABLE);
    this.addSql(APPEND_ONLY);
    this.addSql(GRANTS);
  }

  override down(): void {
    throw new Error('what was declared stays declared');
  }
}

const TABLE = `
create table audit.loss (
  id bigint generated always as identity primary key,
  note text not null,
  declared_at timestamptz(3) not null
);
comment on table audit.loss is 'Signed declarations of which entries were lost by a restore; one that is not signed excuses nothing';
`;

const APPEND_ONLY = `
create trigger append_only before update or delete or truncate on audit.loss
  for each statement execute function audit.refuse_change();
alter table audit.loss enable always trigger append_only;
`;

// Declared with the owner's login alone, and by whoever holds the signing key.
const GRANTS = `
revoke all on audit.loss from public;
grant select on audit.loss to qalxan_sealer, qalxan_auditor;
`;
