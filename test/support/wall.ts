/** The wall of tests: one key, known to every fresh database. */
import { Wall, WallKey } from '#wall';
import type { Pool } from 'pg';

const BYTES = Buffer.alloc(32, 'the wall key of tests');
export const TEST_WALL_KEY = new WallKey(BYTES);
/** As a key file has it. */
export const TEST_WALL_KEY_HEX = BYTES.toString('hex');

/** @returns the wall over connections to a fresh database. */
export function wallOn(pool: Pool): Wall {
  return new Wall({ pool, key: TEST_WALL_KEY });
}
