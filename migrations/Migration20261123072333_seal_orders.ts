/** Written by `npm run sync` from the declared records. Read it before it is committed. */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123072333_seal_orders extends Migration {
  override up(): void {
    this.addSql(`create table "records"."seal_order" ("id" uuid not null, "body_id" uuid not null, "ordered_by_id" uuid not null, "scope" text collate "C" not null, "basis" text collate "C" not null, "reference" text not null, "ordered_on" text collate "C" not null, "recorded_at" timestamptz(3) not null, "until" timestamptz(3) null, "lifted_at" timestamptz(3) null, "lifted_by_id" uuid null, "person_id" uuid null, "victim_id" uuid null, "offender_id" uuid null, "case_id" uuid null, primary key ("id"));`);
    this.addSql(`comment on table "records"."seal_order" is 'An order that closes data to everybody';`);
    this.addSql(`comment on column "records"."seal_order"."id" is 'random, version 4';`);
    this.addSql(`comment on column "records"."seal_order"."body_id" is 'SEAL: The court or prosecuting body';`);
    this.addSql(`comment on column "records"."seal_order"."ordered_by_id" is 'SEAL: Who put the order into force';`);
    this.addSql(`comment on column "records"."seal_order"."scope" is 'SEAL: What it covers';`);
    this.addSql(`comment on column "records"."seal_order"."basis" is 'SEAL: Legal basis';`);
    this.addSql(`comment on column "records"."seal_order"."reference" is 'SEAL: Number of the order';`);
    this.addSql(`comment on column "records"."seal_order"."ordered_on" is 'SEAL: Date of the order';`);
    this.addSql(`comment on column "records"."seal_order"."recorded_at" is 'SEAL: In force from';`);
    this.addSql(`comment on column "records"."seal_order"."until" is 'SEAL: Until; without an end when empty';`);
    this.addSql(`comment on column "records"."seal_order"."lifted_at" is 'SEAL: Lifted at';`);
    this.addSql(`comment on column "records"."seal_order"."lifted_by_id" is 'SEAL: Lifted by; nobody when the time ran out';`);
    this.addSql(`comment on column "records"."seal_order"."person_id" is 'SEAL: The human it covers, when not closed';`);
    this.addSql(`comment on column "records"."seal_order"."victim_id" is 'SEAL: The victim it covers, when not closed';`);
    this.addSql(`comment on column "records"."seal_order"."offender_id" is 'SEAL: The offender it covers, when not closed';`);
    this.addSql(`comment on column "records"."seal_order"."case_id" is 'SEAL: The case it covers, when not closed';`);
    this.addSql(`create index "seal_order_body_id_index" on "records"."seal_order" ("body_id");`);
    this.addSql(`create index "seal_order_ordered_by_id_index" on "records"."seal_order" ("ordered_by_id");`);
    this.addSql(`create index "seal_order_lifted_by_id_index" on "records"."seal_order" ("lifted_by_id");`);
    this.addSql(`create index "seal_order_person_id_index" on "records"."seal_order" ("person_id");`);
    this.addSql(`create index "seal_order_victim_id_index" on "records"."seal_order" ("victim_id");`);
    this.addSql(`create index "seal_order_offender_id_index" on "records"."seal_order" ("offender_id");`);
    this.addSql(`create index "seal_order_case_id_index" on "records"."seal_order" ("case_id");`);

    this.addSql(`comment on column "records"."case"."sealed" is 'SEAL: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."crime"."sealed" is 'SEAL: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."person"."sealed" is 'SEAL: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."offender"."sealed" is 'SEAL: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."victim"."sealed" is 'SEAL: Closed to everybody by a seal order';`);

    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_body_id_foreign" foreign key ("body_id") references "records"."agency" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_ordered_by_id_foreign" foreign key ("ordered_by_id") references "records"."officer" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_lifted_by_id_foreign" foreign key ("lifted_by_id") references "records"."officer" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_person_id_foreign" foreign key ("person_id") references "records"."person" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_scope_check" check (scope in ('Person', 'Victim', 'Offender', 'Case'));`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_basis_check" check (basis in ('CriminalProcedureCode', 'OperationalSearchAct', 'AntiTraffickingLaw', 'CourtOrder', 'ProsecutorOrder', 'MutualLegalAssistance', 'Consent'));`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_reference_check" check (length(reference) <= 100);`);
    this.addSql(`alter table "records"."seal_order" add constraint "seal_order_ordered_on_check" check (length(ordered_on) <= 10);`);
  }

  override down(): void {
    this.addSql(`drop table if exists "records"."seal_order" cascade;`);

    this.addSql(`comment on column "records"."case"."sealed" is 'ADMINISTRATION: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."crime"."sealed" is 'ADMINISTRATION: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."offender"."sealed" is 'ADMINISTRATION: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."person"."sealed" is 'ADMINISTRATION: Closed to everybody by a seal order';`);

    this.addSql(`comment on column "records"."victim"."sealed" is 'ADMINISTRATION: Closed to everybody by a seal order';`);
  }
}
