/** `doctor`: is this installation as it must be? One line a check; exit code 1 when one is a fault. It changes nothing and shows no secret. */
import { readSettings, type Settings } from '#assembly';
import { say, systemClock, type Clock, type Words } from '#kernel';
import { openDatabase, readDatabaseSettings, type OpenDatabase } from '#persistence';

import { anchorCheck, witnessCheck } from '../doctor/audit-checks.js';
import { clockCheck, demonstrationCheck, loginChecks, migrationCheck, wallCheck } from '../doctor/database-checks.js';
import { diskCheck } from '../doctor/disk-check.js';
import { examine, faultOf, ok, type Check, type Finding, type Grade } from '../doctor/finding.js';
import { keyCheck, tombstoneCheck } from '../doctor/key-checks.js';
import { passwordCheck, secretFileCheck } from '../doctor/secret-checks.js';
import { EXIT, type Terminal } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const GRADES: Readonly<Record<Grade, Words>> = { OK: say('OK', 'YAXŞI'), WARNING: say('WARNING', 'DİQQƏT'), FAULT: say('FAULT', 'NASAZ') };
const SETTINGS = say('settings', 'parametrlər');
const DATABASE = say('database', 'baza');
const WIDTH = 8;

const CHECKS: readonly Check[] = [
  secretFileCheck, passwordCheck, ...loginChecks, migrationCheck, wallCheck, keyCheck, tombstoneCheck, anchorCheck, witnessCheck, clockCheck, diskCheck, demonstrationCheck,
];

/** @param clock ours, to hold the database's against. */
export async function doctorCommand({ terminal, env }: Setting, clock: Clock = systemClock): Promise<ExitCode> {
  let worst: ExitCode = EXIT.DONE;
  const tell = (name: Words, findings: readonly Finding[]): void => {
    for (const { grade, words } of findings) terminal.answer(`${terminal.word(GRADES[grade]).padEnd(WIDTH)} ${terminal.word(name)}: ${terminal.word(words)}`);
    if (findings.some(({ grade }) => grade === 'FAULT')) worst = EXIT.REFUSED;
  };
  const settings = settingsOf(env, (finding) => tell(SETTINGS, [finding]));
  if (!settings) return worst;
  const database = await databaseOf(terminal, env, (finding) => tell(DATABASE, [finding]));
  if (!database) return worst;
  try {
    for (const check of CHECKS) tell(check.name, await examine(check, { env, settings, access: database.access, clock }));
    return worst;
  } finally {
    await database.stop();
  }
}

function settingsOf(env: NodeJS.ProcessEnv, tell: (finding: Finding) => void): Settings | undefined {
  try {
    const settings = readSettings(env);
    // Read, not kept: a secret that cannot be had is a fault of the settings.
    settings.cursorSecret().fill(0);
    settings.wallKey();
    tell(ok(settings.production ? 'valid, for production' : 'valid, not for production', settings.production ? 'düzgündür, istismar üçün' : 'düzgündür, istismar üçün deyil'));
    return settings;
  } catch (error) {
    tell(faultOf(error));
    return undefined;
  }
}

/** With URLs given, each login is examined by itself and nothing is opened here. */
async function databaseOf(terminal: Terminal, env: NodeJS.ProcessEnv, tell: (finding: Finding) => void): Promise<OpenDatabase | undefined> {
  try {
    const given = readDatabaseSettings(env);
    if (given.kind === 'given') return { access: given.access, stop: () => Promise.resolve() };
    return await openDatabase(env, (sentence) => terminal.tell(sentence));
  } catch (error) {
    tell(faultOf(error));
    return undefined;
  }
}
