/** `totp <login>`: the code that the authenticator app of a demonstration's officer would show now. Never in production. */
import { readSettings } from '#assembly';
import { demonstrationCode } from '#demonstration';
import { say, systemClock } from '#kernel';
import { localFolder } from '#persistence';

import { Refusal } from '../terminal/refusal.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const NONE = say('The demonstration has no one-time codes for this login', 'Nümayiş bazasında bu istifadəçi adı üçün birdəfəlik kod yoxdur');
const NEXT = say('seconds until the next; each is good once', 'saniyədən sonra yenisi; hər biri bir dəfə keçərlidir');

/** Tells the present one-time code of somebody in the demonstration world. @throws Refusal where there is no such world or login. */
export function totpCommand({ terminal, env }: Setting, login: string): Promise<ExitCode> {
  const found = readSettings(env).demonstration ? demonstrationCode(localFolder(env), login, systemClock.now()) : null;
  if (!found) return Promise.reject(new Refusal(terminal.word(NONE)));
  terminal.answer(found.code);
  terminal.tell(`${found.secondsLeft} ${terminal.word(NEXT)}`);
  return Promise.resolve(EXIT.DONE);
}
