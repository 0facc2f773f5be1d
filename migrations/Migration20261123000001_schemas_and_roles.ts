/**
 * The schemas, and what each login may do in them. Rights are given before there is a table, as defaults for every table the
 * owner will ever create: so a table added next year cannot be forgotten, and cannot be deleted from.
 * The logins themselves are made outside (a migration holds no password).
 */
import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000001_schemas_and_roles extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if (select count(*) from pg_roles where rolname in ('qalxan_owner', 'qalxan_app', 'qalxan_audit', 'qalxan_auditor')) < 4 then
          raise exception 'create the logins qalxan_owner, qalxan_app, qalxan_audit and qalxan_auditor first';
        end if;
        if current_user <> 'qalxan_owner' then
          raise exception 'migrations run as qalxan_owner';
        end if;
      end $$`);

    // Records, credentials and sessions, import jobs: read, added to and changed by the application. Never deleted, never emptied.
    for (const schema of ['records', 'identity', 'exchange']) {
      this.addSql(`create schema ${schema}`);
      this.addSql(`revoke all on schema ${schema} from public`);
      this.addSql(`grant usage on schema ${schema} to qalxan_app`);
      this.addSql(`alter default privileges in schema ${schema} grant select, insert, update on tables to qalxan_app`);
      this.addSql(`alter default privileges in schema ${schema} grant usage on sequences to qalxan_app`);
    }

    // The log: the application has no way in at all. Its tables' own migration says who adds and who reads.
    this.addSql('create schema audit');
    this.addSql('revoke all on schema audit from public');
    this.addSql('grant usage on schema audit to qalxan_audit, qalxan_auditor');

    // A function is open to everybody by default; here it is open to nobody until a migration says so.
    this.addSql('alter default privileges revoke execute on functions from public');

    // The application may see which migrations were applied, to refuse to start on a database of another shape.
    this.addSql('grant usage on schema migration to qalxan_app');
    this.addSql('grant select on all tables in schema migration to qalxan_app');
  }

  override down(): void {
    throw new Error('The first migration is not undone: drop the database instead');
  }
}
