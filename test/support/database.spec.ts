/** Databases of tests: independent of one another, complete, and gone afterwards. */
import { openPool, pendingMigrations, withClient } from '#persistence';
import { freshDatabase } from './database.js';

describe('fresh databases', () => {
  it('do not see one another, are migrated, and can be dropped while in use', async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    expect(one.name).not.toBe(two.name);
    expect(await pendingMigrations(one.access)).toEqual([]);
    await withClient(one.access.owner!, (owner) => owner.query('create table records.only_here (id int)'));
    const there = (url: string): Promise<number | null> =>
      withClient(url, async (client) => (await client.query(`select from pg_tables where tablename = 'only_here'`)).rowCount);
    expect([await there(one.access.app), await there(two.access.app)]).toEqual([1, 0]);
    const inUse = openPool(one.access.app);
    await inUse.query('select 1');
    await one.drop();
    await expect(inUse.query('select 1')).rejects.toThrow();
    await inUse.end();
    await expect(there(one.access.app)).rejects.toThrow('3D000'); // no such database
    await two.drop();
  });
});
