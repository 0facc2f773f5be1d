/** Nobody reviews an emergency opening of his own, whatever the application is told. */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123082455_reviewed_by_somebody_else extends Migration {
  override up(): void {
    this.addSql('alter table records.emergency_opening add constraint reviewed_by_somebody_else check (reviewed_by_id <> officer_id)');
  }

  override down(): void {
    this.addSql('alter table records.emergency_opening drop constraint reviewed_by_somebody_else');
  }
}
