/** `wall-key install`: makes the key of QALXAN_WALL_KEY_FILE valid in the database, and with `--only` every other one invalid. */
import { installKey, readWallKey } from '#assembly';
import { say } from '#kernel';
import { DatabaseRefusal, openDatabase } from '#persistence';

import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const VALID = say('Valid key', 'Qüvvədə olan açar');
const RETIRED = say('No longer valid', 'Artıq qüvvədə deyil');

export async function wallKeyCommand({ terminal, env }: Setting, only: boolean): Promise<ExitCode> {
  const database = await openDatabase(env, (sentence) => terminal.tell(sentence));
  try {
    if (database.access.owner === undefined) throw new DatabaseRefusal('Installing a key needs DATABASE_OWNER_URL');
    const key = readWallKey(env);
    const retired = await installKey(database.access, key, { only });
    terminal.answer(`${terminal.word(VALID)}: ${key.id}`);
    for (const id of retired) terminal.answer(`${terminal.word(RETIRED)}: ${id}`);
    return EXIT.DONE;
  } finally {
    await database.stop();
  }
}
