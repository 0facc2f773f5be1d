/**
 * `erase-again`: after a restore, erases everybody on the list of tombstones again, keys, values and history. `restore` does it by itself;
 * alone it is for a restore that was interrupted then, and for databases that were put back by other means. Safe to repeat.
 */
import { reapplyErasures } from '#casework';
import { say } from '#kernel';

import { readTombstones } from '../backup/tombstone-file.js';
import { withAssembly } from '../terminal/session.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const DONE = say('People on the list, all erased', 'Siyahıdakı şəxslər, hamısı silinib');

export async function eraseAgainCommand(setting: Setting): Promise<ExitCode> {
  setting.terminal.answer(`${setting.terminal.word(DONE)}: ${await eraseAgain(setting)}`);
  return EXIT.DONE;
}

/** @returns how many are on the list. */
export async function eraseAgain({ terminal, env }: Setting): Promise<number> {
  return withAssembly(terminal, env, async ({ settings, change, vault }) => {
    const list = await readTombstones(settings);
    await reapplyErasures({ change, vault }, list);
    return list.length;
  });
}
