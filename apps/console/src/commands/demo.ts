/** `demo`: makes the demonstration world where the database is empty, and says how to sign in. Never in production. */
import { ensureDemonstrationWorld, otpauthOf, SIGN_INS } from '#demonstration';
import { say } from '#kernel';
import { localFolder } from '#persistence';

import { Refusal } from '../terminal/refusal.js';
import { withAssembly } from '../terminal/session.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const NOT_HERE = say('There is no demonstration in production or with QALXAN_DEMO=no', 'İstismar rejimində və ya QALXAN_DEMO=no ilə nümayiş bazası qurulmur');
const OWN_ACCOUNTS = say('This database has accounts of its own; no demonstration world was made', 'Bu bazanın öz hesabları var; nümayiş bazası qurulmadı');
const INCOMPLETE = say('The making of the world was interrupted; some of it is missing', 'Nümayiş bazasının qurulması yarımçıq qalıb');
const PASSWORD = say('Password of every sign-in', 'Bütün hesabların parolu');

/** Makes the demonstration world where there is none, and tells its password. @throws Refusal in production, or beside accounts that are not its own. */
export async function demoCommand({ terminal, env }: Setting): Promise<ExitCode> {
  return withAssembly(terminal, env, async (assembly) => {
    if (!assembly.settings.demonstration) throw new Refusal(terminal.word(NOT_HERE));
    const world = await ensureDemonstrationWorld(assembly, localFolder(env), (sentence) => terminal.tell(sentence));
    if (!world) throw new Refusal(terminal.word(OWN_ACCOUNTS));
    if (!world.complete) terminal.tell(terminal.word(INCOMPLETE));
    terminal.answer(`${terminal.word(PASSWORD)}: ${world.password}`);
    for (const { login, role } of SIGN_INS) terminal.answer(`  ${login}: ${role}`);
    for (const { uri } of otpauthOf(world.totp)) terminal.answer(`  ${uri}`);
    return world.complete ? EXIT.DONE : EXIT.REFUSED;
  });
}
