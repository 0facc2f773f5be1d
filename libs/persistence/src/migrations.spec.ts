/** Applying migrations: once, by one of two, with the owner's login alone, and never over a newer database. */
import { startEmbedded } from './embedded.js';
import { DatabaseRefusal, inDatabase, type DatabaseAccess } from './database-access.js';
import { openDatabase } from './databases.js';
import { provideDatabase, provideLogins } from './logins.js';
import { migrate, pendingMigrations, refuseUnmigrated } from './migrations.js';
import { withClient } from './server-check.js';
import { freshDatabase } from '../../../test/support/database.js';

/** An administrator's URL of a new database without anything in it, on the run's server. */
async function emptyDatabase(name: string): Promise<{ adminUrl: string; secret: string }> {
  const fresh = await freshDatabase(); // makes sure the run's server is up
  await fresh.drop();
  const server = await startEmbedded({ folder: process.env.QALXAN_TEST_FOLDER!, ownerPid: Number(process.env.QALXAN_TEST_OWNER) });
  return { adminUrl: await provideDatabase(server.adminUrl, name), secret: server.secret };
}

const execute = (url: string, sql: string): Promise<unknown> => withClient(url, (client) => client.query(sql));

describe('migrating', () => {
  let access: DatabaseAccess;
  beforeAll(async () => {
    const { adminUrl, secret } = await emptyDatabase('test_migrating');
    access = await provideLogins(adminUrl, secret);
  });

  it('is asked for before the first start', async () => {
    expect(await pendingMigrations(access)).toContain('Migration20261123000001_schemas_and_roles');
    await expect(refuseUnmigrated(access)).rejects.toThrow('Run "npm run migrate" first');
  });

  it('needs the owner', async () => {
    await expect(migrate({ app: access.app, audit: access.audit, auditor: access.auditor, vault: access.vault })).rejects.toThrow('Migrating needs DATABASE_OWNER_URL');
  });

  it('happens once when two start at once', async () => {
    const pending = await pendingMigrations(access);
    const applied = await Promise.all([migrate(access), migrate(access)]);
    expect(applied.flat()).toEqual(pending);
    expect(await pendingMigrations(access)).toEqual([]);
    await expect(refuseUnmigrated(access)).resolves.toBeUndefined();
  });

  it('is refused on a database that is newer than the program', async () => {
    await execute(access.owner!, `insert into migration.applied (name) values ('Migration29990101000000_later')`);
    await expect(refuseUnmigrated(access)).rejects.toThrow('newer than this program');
    await expect(migrate(access)).rejects.toThrow(DatabaseRefusal);
  });
});

describe("a developer's server", () => {
  it('is used with a login that may create roles, though it is no superuser; and refused with one that may not', async () => {
    const { adminUrl } = await emptyDatabase('test_developer');
    await execute(adminUrl, `drop role if exists developer, visitor`);
    await execute(adminUrl, `create role developer login createrole password 'x'; create role visitor login password 'x'`);
    await execute(adminUrl, 'alter database test_developer owner to developer; grant connect on database test_developer to visitor');
    const as = (login: string): string => inDatabase(adminUrl.replace(/\/\/[^@]*@/, `//${login}:x@`), 'test_developer');
    await expect(openDatabase({ DATABASE_URL: as('visitor'), QALXAN_DATA: process.env.QALXAN_TEST_FOLDER })).rejects.toThrow('may not create roles');
    const database = await openDatabase({ DATABASE_URL: as('developer'), QALXAN_DATA: process.env.QALXAN_TEST_FOLDER });
    expect(await pendingMigrations(database.access)).not.toEqual([]);
    await migrate(database.access);
    expect(await pendingMigrations(database.access)).toEqual([]);
    await expect(openDatabase({
      DATABASE_URL: adminUrl, DATABASE_AUDIT_URL: database.access.audit, DATABASE_AUDITOR_URL: database.access.auditor, DATABASE_VAULT_URL: database.access.vault,
    })).rejects.toThrow('signs in as another login');
  });
});
