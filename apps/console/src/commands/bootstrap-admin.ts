/**
 * `bootstrap-admin`: makes the first two administrators, one at a time, each typing his own password; refused as soon as there are two.
 * With `--in-place-of` the new one takes the place of one who is lost.
 */
import { say } from '#kernel';

import { passwordFor } from '../terminal/password.js';
import { withAssembly } from '../terminal/session.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const PROMPT = say('Password of the new administrator', 'Yeni inzibatçının parolu');
const MADE = say('The administrator may sign in now', 'İnzibatçı indi daxil ola bilər');

/** Makes an administrator while fewer than two humans are. @throws CodedError as `AccountCommands.bootstrapAdministrator`. */
export async function bootstrapAdminCommand({ terminal, env }: Setting, login: string, { personnelNumber, inPlaceOf }: { personnelNumber: string; inPlaceOf?: string }): Promise<ExitCode> {
  const password = await passwordFor(terminal, env, terminal.word(PROMPT));
  await withAssembly(terminal, env, ({ identity }) => identity.accounts.bootstrapAdministrator({ login, password, personnelNumber, inPlaceOf }));
  terminal.answer(terminal.word(MADE));
  return EXIT.DONE;
}
