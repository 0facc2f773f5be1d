/** `audit accept-loss`: after a restore of an older backup, the operator signs which entries are gone, so that the log may go on. */
import { openSealing, readSettings } from '#assembly';
import { acceptLoss, SealFault } from '#audit';
import { say, systemClock } from '#kernel';
import { openDatabase, withClient } from '#persistence';

import { Refusal } from '../terminal/refusal.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const NO_OWNER = say('Declaring a loss needs DATABASE_OWNER_URL', 'İtkini bəyan etmək üçün DATABASE_OWNER_URL lazımdır');
const NOTHING = say('Nothing is lost: the database is not behind the anchor file', 'İtki yoxdur: baza lövbər faylından geri qalmır');
const CHANGED = say('The log is not a beginning of what was anchored; that is no loss but a change', 'Jurnal lövbərlənmiş jurnalın başlanğıcı deyil; bu, itki yox, dəyişiklikdir');
const DECLARED = say('Declared lost, signed, for every verifier to see', 'İtki bəyan edildi və imzalandı; hər yoxlama proqramı onu görəcək');

export async function acceptLossCommand({ terminal, env }: Setting): Promise<ExitCode> {
  const sealing = await openSealing(readSettings(env).seal);
  const database = await openDatabase(env, (sentence) => terminal.tell(sentence));
  try {
    const { owner } = database.access;
    if (owner === undefined) throw new Refusal(terminal.word(NO_OWNER));
    const declared = await withClient(owner, (client) => acceptLoss({ client, ...sealing, clock: systemClock })).catch((cause: unknown) => {
      if (cause instanceof SealFault) throw new Refusal(`${terminal.word(CHANGED)}: ${cause.rule} ${cause.index}`, { cause });
      throw cause;
    });
    if (!declared) throw new Refusal(terminal.word(NOTHING));
    const { loss: { first, until }, entries } = declared;
    terminal.answer(`${terminal.word(DECLARED)}: ${first}–${until - 1} (${entries})`);
    return EXIT.DONE;
  } finally {
    await database.stop();
  }
}
