/** A database from before the sealed fields: where it holds a value in clear the migration refuses, says so, and changes nothing. */
import { newId } from '#kernel';
import { inDatabase, migrate, provideDatabase, provideLogins, startEmbedded, withClient, type DatabaseAccess } from '#persistence';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';

import { MIGRATIONS } from '../../migrations/index.js';
import { freshDatabase } from '../support/database.js';

const nameOf = (migration: (typeof MIGRATIONS)[number]): string => (typeof migration === 'object' && 'name' in migration ? migration.name : '');
const BEFORE = MIGRATIONS.slice(0, MIGRATIONS.findIndex((migration) => nameOf(migration).endsWith('_sealed_fields')));

describe('a database from before', () => {
  let adminUrl: string;
  let access: Required<DatabaseAccess>;
  const behind = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => withClient(adminUrl, async (admin) => (await admin.query<Record<string, unknown>>(text, values)).rows);

  beforeEach(async () => {
    await (await freshDatabase()).drop(); // makes sure the run's server is up
    const server = await startEmbedded({ folder: process.env.QALXAN_TEST_FOLDER!, ownerPid: Number(process.env.QALXAN_TEST_OWNER) });
    adminUrl = await provideDatabase(server.adminUrl, `test_before_${newId().slice(0, 8)}`);
    access = await provideLogins(adminUrl, server.secret) as Required<DatabaseAccess>;
    const orm = new MikroORM({
      entities: [], discovery: { warnWhenNoEntities: false }, clientUrl: access.owner, extensions: [Migrator], ensureDatabase: false, debug: false,
      driverOptions: { connectionString: access.owner, options: '-c qalxan.migrating=yes' },
      migrations: { migrationsList: [...BEFORE], tableName: 'migration.applied', snapshot: false, silent: true },
    });
    await orm.migrator.up();
    await orm.close(true);
  });
  afterEach(() => withClient(inDatabase(adminUrl, 'postgres'), async (admin) => { await admin.query(`drop database ${new URL(adminUrl).pathname.slice(1)} with (force)`); }));

  const shape = (): Promise<Record<string, unknown>[]> => behind(`select data_type, (select relforcerowsecurity from pg_class where oid = 'records.crime'::regclass) as forced
    from information_schema.columns where table_schema = 'records' and table_name = 'crime' and column_name = 'summary'`);

  it('without such a value gets its new columns, behind the wall', async () => {
    await behind('insert into records.crime (id, recorded_at) values ($1, now())', [newId()]);
    await migrate(access);
    expect(await shape()).toEqual([{ data_type: 'bytea', forced: true }]);
  });

  it('with one in a column is left as it is', async () => {
    await behind(`insert into records.crime (id, recorded_at, summary) values ($1, now(), 'Gizli mətn 4711')`, [newId()]);
    const failure = await migrate(access).catch((error: unknown) => error as Error);
    expect(String(failure)).toContain('holds values of the sealed classes in clear');
    expect(String((failure as Error).stack)).not.toContain('4711');
    expect(await behind('select summary from records.crime')).toEqual([{ summary: 'Gizli mətn 4711' }]);
    expect(await shape()).toEqual([{ data_type: 'text', forced: true }]);
  });

  it('with one in the history alone, too', async () => {
    await behind(`insert into records.history (id, at, officer, command, record, record_id, field, before, after, lane, number)
      values ($1, now(), $1, 'correctRecord', 'Victim', $1, 'familyName', '"Köhnəzadə"', null, $1, 1)`, [newId()]);
    await expect(migrate(access)).rejects.toThrow('holds values of the sealed classes in clear');
    expect(await shape()).toEqual([{ data_type: 'text', forced: true }]);
  });
});
