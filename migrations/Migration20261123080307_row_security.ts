/** Written by `npm run sync` from the declared records. Read it before it is committed. */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123080307_row_security extends Migration {
  override up(): void {
    this.addSql(`alter table "records"."agency" enable row level security;`);
    this.addSql(`alter table "records"."agency" force row level security;`);
    this.addSql(`create policy "wall" on "records"."agency" using ((select wall.admits('agency', false))) with check ((select wall.admits('agency', true)));`);

    this.addSql(`alter table "records"."case" enable row level security;`);
    this.addSql(`alter table "records"."case" force row level security;`);
    this.addSql(`create policy "wall" on "records"."case" using ((select wall.admits('case', false))) with check ((select wall.admits('case', true)));`);

    this.addSql(`alter table "records"."crime" enable row level security;`);
    this.addSql(`alter table "records"."crime" force row level security;`);
    this.addSql(`create policy "wall" on "records"."crime" using ((select wall.admits('crime', false))) with check ((select wall.admits('crime', true)));`);

    this.addSql(`alter table "records"."crime_in_case" enable row level security;`);
    this.addSql(`alter table "records"."crime_in_case" force row level security;`);
    this.addSql(`create policy "wall" on "records"."crime_in_case" using ((select wall.admits('crime_in_case', false))) with check ((select wall.admits('crime_in_case', true)));`);

    this.addSql(`alter table "records"."officer" enable row level security;`);
    this.addSql(`alter table "records"."officer" force row level security;`);
    this.addSql(`create policy "wall" on "records"."officer" using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', true)));`);

    this.addSql(`alter table "records"."person" enable row level security;`);
    this.addSql(`alter table "records"."person" force row level security;`);
    this.addSql(`create policy "wall" on "records"."person" using ((select wall.admits('person', false))) with check ((select wall.admits('person', true)));`);

    this.addSql(`alter table "records"."offender" enable row level security;`);
    this.addSql(`alter table "records"."offender" force row level security;`);
    this.addSql(`create policy "wall" on "records"."offender" using ((select wall.admits('offender', false))) with check ((select wall.admits('offender', true)));`);

    this.addSql(`alter table "records"."offender_involvement" enable row level security;`);
    this.addSql(`alter table "records"."offender_involvement" force row level security;`);
    this.addSql(`create policy "wall" on "records"."offender_involvement" using ((select wall.admits('offender_involvement', false))) with check ((select wall.admits('offender_involvement', true)));`);

    this.addSql(`alter table "records"."charge" enable row level security;`);
    this.addSql(`alter table "records"."charge" force row level security;`);
    this.addSql(`create policy "wall" on "records"."charge" using ((select wall.admits('charge', false))) with check ((select wall.admits('charge', true)));`);

    this.addSql(`alter table "records"."verdict" enable row level security;`);
    this.addSql(`alter table "records"."verdict" force row level security;`);
    this.addSql(`create policy "wall" on "records"."verdict" using ((select wall.admits('verdict', false))) with check ((select wall.admits('verdict', true)));`);

    this.addSql(`alter table "records"."victim" enable row level security;`);
    this.addSql(`alter table "records"."victim" force row level security;`);
    this.addSql(`create policy "wall" on "records"."victim" using ((select wall.admits('victim', false))) with check ((select wall.admits('victim', true)));`);

    this.addSql(`alter table "records"."tasking" enable row level security;`);
    this.addSql(`alter table "records"."tasking" force row level security;`);
    this.addSql(`create policy "wall" on "records"."tasking" using ((select wall.admits('tasking', false))) with check ((select wall.admits('tasking', true)));`);

    this.addSql(`alter table "records"."status_decision" enable row level security;`);
    this.addSql(`alter table "records"."status_decision" force row level security;`);
    this.addSql(`create policy "wall" on "records"."status_decision" using ((select wall.admits('status_decision', false))) with check ((select wall.admits('status_decision', true)));`);

    this.addSql(`alter table "records"."seal_order" enable row level security;`);
    this.addSql(`alter table "records"."seal_order" force row level security;`);
    this.addSql(`create policy "wall" on "records"."seal_order" using ((select wall.admits('seal_order', false))) with check ((select wall.admits('seal_order', true)));`);

    this.addSql(`alter table "records"."victim_involvement" enable row level security;`);
    this.addSql(`alter table "records"."victim_involvement" force row level security;`);
    this.addSql(`create policy "wall" on "records"."victim_involvement" using ((select wall.admits('victim_involvement', false))) with check ((select wall.admits('victim_involvement', true)));`);

    this.addSql(`alter table "records"."victim_offender_relation" enable row level security;`);
    this.addSql(`alter table "records"."victim_offender_relation" force row level security;`);
    this.addSql(`create policy "wall" on "records"."victim_offender_relation" using ((select wall.admits('victim_offender_relation', false))) with check ((select wall.admits('victim_offender_relation', true)));`);
  }

  override down(): void {
    this.addSql(`drop policy "wall" on "records"."agency";`);

    this.addSql(`drop policy "wall" on "records"."case";`);

    this.addSql(`drop policy "wall" on "records"."charge";`);

    this.addSql(`drop policy "wall" on "records"."crime";`);

    this.addSql(`drop policy "wall" on "records"."crime_in_case";`);

    this.addSql(`drop policy "wall" on "records"."offender";`);

    this.addSql(`drop policy "wall" on "records"."offender_involvement";`);

    this.addSql(`drop policy "wall" on "records"."officer";`);

    this.addSql(`drop policy "wall" on "records"."person";`);

    this.addSql(`drop policy "wall" on "records"."seal_order";`);

    this.addSql(`drop policy "wall" on "records"."status_decision";`);

    this.addSql(`drop policy "wall" on "records"."tasking";`);

    this.addSql(`drop policy "wall" on "records"."verdict";`);

    this.addSql(`drop policy "wall" on "records"."victim";`);

    this.addSql(`drop policy "wall" on "records"."victim_involvement";`);

    this.addSql(`drop policy "wall" on "records"."victim_offender_relation";`);

    this.addSql(`alter table "records"."agency" no force row level security;`);
    this.addSql(`alter table "records"."agency" disable row level security;`);

    this.addSql(`alter table "records"."case" no force row level security;`);
    this.addSql(`alter table "records"."case" disable row level security;`);

    this.addSql(`alter table "records"."charge" no force row level security;`);
    this.addSql(`alter table "records"."charge" disable row level security;`);

    this.addSql(`alter table "records"."crime" no force row level security;`);
    this.addSql(`alter table "records"."crime" disable row level security;`);

    this.addSql(`alter table "records"."crime_in_case" no force row level security;`);
    this.addSql(`alter table "records"."crime_in_case" disable row level security;`);

    this.addSql(`alter table "records"."offender" no force row level security;`);
    this.addSql(`alter table "records"."offender" disable row level security;`);

    this.addSql(`alter table "records"."offender_involvement" no force row level security;`);
    this.addSql(`alter table "records"."offender_involvement" disable row level security;`);

    this.addSql(`alter table "records"."officer" no force row level security;`);
    this.addSql(`alter table "records"."officer" disable row level security;`);

    this.addSql(`alter table "records"."person" no force row level security;`);
    this.addSql(`alter table "records"."person" disable row level security;`);

    this.addSql(`alter table "records"."seal_order" no force row level security;`);
    this.addSql(`alter table "records"."seal_order" disable row level security;`);

    this.addSql(`alter table "records"."status_decision" no force row level security;`);
    this.addSql(`alter table "records"."status_decision" disable row level security;`);

    this.addSql(`alter table "records"."tasking" no force row level security;`);
    this.addSql(`alter table "records"."tasking" disable row level security;`);

    this.addSql(`alter table "records"."verdict" no force row level security;`);
    this.addSql(`alter table "records"."verdict" disable row level security;`);

    this.addSql(`alter table "records"."victim" no force row level security;`);
    this.addSql(`alter table "records"."victim" disable row level security;`);

    this.addSql(`alter table "records"."victim_involvement" no force row level security;`);
    this.addSql(`alter table "records"."victim_involvement" disable row level security;`);

    this.addSql(`alter table "records"."victim_offender_relation" no force row level security;`);
    this.addSql(`alter table "records"."victim_offender_relation" disable row level security;`);
  }
}
