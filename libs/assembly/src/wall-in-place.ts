/**
 * Before a process works on a database: does it know our key, and does every table of records stand behind the wall? A
 * process that started without asking would answer everybody with nothing, or, worse, stand before open tables.
 */
import { DatabaseRefusal, withClient, type DatabaseAccess } from '#persistence';
import { admitsKey, installWallKey, openTables, retireOtherWallKeys, type WallKey, type Within } from '#wall';
import type { Client } from 'pg';

/**
 * Makes the key valid where the owner's login is at hand.
 * @param only makes every other key invalid too. @returns the ids of those that were.
 */
export async function installKey({ owner }: DatabaseAccess, key: WallKey, { only = false }: { readonly only?: boolean } = {}): Promise<readonly string[]> {
  if (owner === undefined) return [];
  return withClient(owner, async (client) => {
    await installWallKey(on(client), key);
    return only ? retireOtherWallKeys(on(client), key) : [];
  });
}

/** @throws DatabaseRefusal naming what is wrong and what to do. */
export async function refuseOpenWall({ app }: DatabaseAccess, key: WallKey): Promise<void> {
  await withClient(app, async (client) => {
    const open = await openTables(on(client));
    if (open.length > 0) throw new DatabaseRefusal(`Row security is not in place on ${open.map((table) => `records.${table}`).join(', ')}; a migration must put it there`);
    await client.query('begin');
    if (!(await admitsKey(on(client), key))) throw new DatabaseRefusal('The database does not know the key of QALXAN_WALL_KEY_FILE; run "npm run console -- wall-key install"');
  });
}

function on(client: Client): Within {
  return async (text, values) => (await client.query<Record<string, unknown>>(text, [...values])).rows;
}
