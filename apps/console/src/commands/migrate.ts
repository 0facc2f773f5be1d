/** `migrate`: brings the database's shape up to date, and makes the wall's key valid in it. */
import { installKey, readWallKey } from '#assembly';
import { say } from '#kernel';
import { migrate, openDatabase } from '#persistence';

import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const NOTHING = say('Nothing to migrate', 'Miqrasiya ediləcək heç nə yoxdur');
const APPLIED = say('Applied', 'Tətbiq edildi');

/** Applies pending migrations and makes this installation's wall key valid. @throws DatabaseRefusal or SettingsRefusal with one sentence. */
export async function migrateCommand({ terminal, env }: Setting): Promise<ExitCode> {
  const database = await openDatabase(env, (sentence) => terminal.tell(sentence));
  try {
    const applied = await migrate(database.access);
    await installKey(database.access, readWallKey(env));
    if (applied.length === 0) terminal.answer(terminal.word(NOTHING));
    for (const name of applied) terminal.answer(`${terminal.word(APPLIED)}: ${name}`);
    return EXIT.DONE;
  } finally {
    await database.stop();
  }
}
