/**
 * The database's side of the key, in a table that only its owner may read. Several keys are valid at once while they are
 * exchanged: install the new one, give it to every process, then retire the others.
 */
import type { Within } from './wall.js';
import type { WallKey } from './wall-key.js';

/** Makes a key valid, as the owner's login. Safe to repeat. */
export async function installWallKey(query: Within, key: WallKey): Promise<void> {
  const { inner, outer } = key.pads();
  await query('insert into wall.key (id, inner_pad, outer_pad) values ($1, $2, $3) on conflict (id) do nothing', [key.id, inner, outer]);
}

/** Makes every other key invalid, as the owner's login. @returns the ids of the keys that were. */
export async function retireOtherWallKeys(query: Within, key: WallKey): Promise<readonly string[]> {
  return (await query('delete from wall.key where id <> $1 returning id', [key.id])).map(({ id }) => String(id));
}
