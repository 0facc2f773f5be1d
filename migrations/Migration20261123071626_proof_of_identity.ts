/**
 * When a session's officer last proved who he is: at sign-in, and again before commands that want a fresh proof. A session
 * that is open while this is applied was proved when it began.
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123071626_proof_of_identity extends Migration {
  override up(): void {
    this.addSql('alter table identity.session add column proved_at timestamptz(3)');
    this.addSql('update identity.session set proved_at = created_at');
    this.addSql('alter table identity.session alter column proved_at set not null');
    this.addSql('grant update (proved_at) on identity.session to qalxan_app');
    this.addSql("comment on column identity.session.proved_at is 'The last full proof of identity: password, and a second factor where one is held'");
  }

  override down(): void {
    this.addSql('alter table identity.session drop column proved_at');
  }
}
