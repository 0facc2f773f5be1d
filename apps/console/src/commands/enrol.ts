/** `enrol <login>`: gives an officer the one-time codes without which an administrator can do nothing, and recovery codes. */
import { say } from '#kernel';

import { codeFor } from '../terminal/password.js';
import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const ADD = say('Add this to an authenticator app; it is shown this once', 'Bunu autentifikator proqramına əlavə edin; yalnız bir dəfə göstərilir');
const CODE = say('The code that the app shows', 'Proqramın göstərdiyi kod');
const DONE = say('The second factor counts from now on', 'İkinci amil bundan sonra qüvvədədir');
const RECOVERY = say('Recovery codes, each good once; keep them on paper', 'Bərpa kodları, hər biri bir dəfə keçərlidir; kağızda saxlayın');

/** Gives the officer who signs in one-time codes. @throws CodedError as `OwnFactors.enrolTotp` and `confirmTotp`. */
export async function enrolCommand(setting: Setting, login: string): Promise<ExitCode> {
  const { terminal, env } = setting;
  const given = await signInAt(setting, login);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, given, async (viewer) => {
    const { factors } = assembly.identity;
    const { factor, uri } = await factors.enrolTotp(await viewer());
    terminal.answer(`${terminal.word(ADD)}:\n  ${uri}`);
    const { recoveryCodes } = await factors.confirmTotp(await viewer(), factor, await codeFor(terminal, { ...env, QALXAN_CODE: '' }, terminal.word(CODE)));
    terminal.answer(terminal.word(DONE));
    if (recoveryCodes.length > 0) terminal.answer([`${terminal.word(RECOVERY)}:`, ...recoveryCodes.map((code) => `  ${code}`)].join('\n'));
    return EXIT.DONE;
  }, true));
}
