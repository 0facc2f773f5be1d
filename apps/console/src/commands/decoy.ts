/** `decoy plant --as <login>`: registers an invented victim whose opening raises a silent alarm. */
import { randomBytes } from 'node:crypto';

import { DecoyCommands } from '#casework';
import { inventVictim } from '#demonstration';
import { NO_DOCUMENT, questionOf } from '#identity';
import { say } from '#kernel';

import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

export interface DecoyArguments {
  readonly as: string;
  /** A crime the officer is tasked on: without it only those with a tasking on the decoy itself would meet it. */
  readonly crime?: string;
  /** Names of the operator's own: those that are drawn stand in the source. */
  readonly familyName?: string;
  readonly givenName?: string;
}

const PLANTED = say('The decoy is planted. Keep this id to yourself', 'Tələ qeydi yaradıldı. Bu identifikatoru gizli saxlayın');

/** Registers an invented victim as the officer who signs in, and marks it as a decoy. @throws CodedError as `VictimCommands.register`. */
export async function plantDecoyCommand(setting: Setting, { as, crime, familyName, givenName }: DecoyArguments): Promise<ExitCode> {
  const { terminal, env } = setting;
  const officer = await signInAt(setting, as);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, officer, async (viewer) => {
    const invented = inventVictim(randomBytes(16).toString('hex'), assembly.clock.now().getUTCFullYear());
    const victim = await new DecoyCommands(assembly.change, assembly.audit).plant(
      { viewer: await viewer(), question: questionOf('registerVictim', NO_DOCUMENT) },
      { ...invented, ...(familyName !== undefined && { familyName }), ...(givenName !== undefined && { givenName }), crimeId: crime ?? null },
    );
    terminal.answer(`${terminal.word(PLANTED)}: ${victim}`);
    return EXIT.DONE;
  }));
}
