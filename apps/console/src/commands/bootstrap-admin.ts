/** `bootstrap-admin`: makes the first administrator; refused as soon as there is one. */
import { say } from '#kernel';

import { passwordFor } from '../terminal/password.js';
import { withAssembly } from '../terminal/session.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const PROMPT = say('Password of the new administrator', 'Yeni inzibatçının parolu');
const MADE = say('The administrator may sign in now', 'İnzibatçı indi daxil ola bilər');

export async function bootstrapAdminCommand({ terminal, env }: Setting, login: string): Promise<ExitCode> {
  const password = await passwordFor(terminal, env, terminal.word(PROMPT));
  await withAssembly(terminal, env, ({ identity }) => identity.accounts.bootstrapAdministrator(login, password));
  terminal.answer(terminal.word(MADE));
  return EXIT.DONE;
}
