/** Written by `npm run sync` from the declared records. Read it before it is committed. */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123082451_emergency_openings extends Migration {
  override up(): void {
    this.addSql(`create table "records"."emergency_opening" ("id" uuid not null, "officer_id" uuid not null, "victim_id" uuid not null, "reason" text not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "overdue_at" timestamptz(3) null, "reviewed_by_id" uuid null, "reviewed_at" timestamptz(3) null, "outcome" text collate "C" null, "review" text null, primary key ("id"));`);
    this.addSql(`comment on table "records"."emergency_opening" is 'An opening of one victim''s identity in an emergency';`);
    this.addSql(`comment on column "records"."emergency_opening"."id" is 'random, version 4';`);
    this.addSql(`comment on column "records"."emergency_opening"."officer_id" is 'STAFF: Who broke the glass';`);
    this.addSql(`comment on column "records"."emergency_opening"."victim_id" is 'STAFF: Which victim';`);
    this.addSql(`comment on column "records"."emergency_opening"."reason" is 'STAFF: Why, in the officer''s words';`);
    this.addSql(`comment on column "records"."emergency_opening"."starts_at" is 'STAFF: From';`);
    this.addSql(`comment on column "records"."emergency_opening"."ends_at" is 'STAFF: Until; access ends that second';`);
    this.addSql(`comment on column "records"."emergency_opening"."closed_at" is 'STAFF: Put on record as ended';`);
    this.addSql(`comment on column "records"."emergency_opening"."overdue_at" is 'STAFF: When the missing review was reported';`);
    this.addSql(`comment on column "records"."emergency_opening"."reviewed_by_id" is 'STAFF: Reviewed by';`);
    this.addSql(`comment on column "records"."emergency_opening"."reviewed_at" is 'STAFF: Reviewed at';`);
    this.addSql(`comment on column "records"."emergency_opening"."outcome" is 'STAFF: What the review found';`);
    this.addSql(`comment on column "records"."emergency_opening"."review" is 'STAFF: The review in words';`);
    this.addSql(`create index "emergency_opening_officer_id_index" on "records"."emergency_opening" ("officer_id");`);
    this.addSql(`create index "emergency_opening_victim_id_index" on "records"."emergency_opening" ("victim_id");`);
    this.addSql(`create index "emergency_opening_reviewed_by_id_index" on "records"."emergency_opening" ("reviewed_by_id");`);

    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_officer_id_foreign" foreign key ("officer_id") references "records"."officer" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_reviewed_by_id_foreign" foreign key ("reviewed_by_id") references "records"."officer" ("id") on update restrict on delete restrict;`);
    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_reason_check" check (length(reason) <= 500);`);
    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_outcome_check" check (outcome in ('Justified', 'NotJustified'));`);
    this.addSql(`alter table "records"."emergency_opening" add constraint "emergency_opening_review_check" check (length(review) <= 1000);`);
    this.addSql(`alter table "records"."emergency_opening" enable row level security;`);
    this.addSql(`alter table "records"."emergency_opening" force row level security;`);
    this.addSql(`create policy "wall" on "records"."emergency_opening" using ((select wall.admits('emergency_opening', false))) with check ((select wall.admits('emergency_opening', true)));`);
  }

  override down(): void {
    this.addSql(`drop table if exists "records"."emergency_opening" cascade;`);
  }
}
