/** `trusted-documents add <login> <file>` and `remove <login> <sha256>`: what the account of a machine may send, in the name of an administrator. */
import { readFileSync } from 'node:fs';
import type { Assembly } from '#assembly';
import { ApprovalRequired, isId, say, type Id } from '#kernel';
import type { Viewer } from '#policy';

import { Refusal } from '../terminal/refusal.js';
import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

export interface TrustArguments {
  readonly as: string;
  readonly approval?: string;
}

const NO_FILE = say('The file cannot be read', 'Fayl oxuna bilmir');
const NO_ACCOUNT = say('There is no such account', 'Belə hesab yoxdur');
const NO_APPROVAL = say('That is no id of an approval', 'Bu, təsdiqin identifikatoru deyil');
const WAITS = say('Another administrator has to approve it; then give the same command with --approval', 'Başqa inzibatçı təsdiq etməlidir; sonra eyni əmri bununla verin: --approval');
const REMOVED = say('The document is off the list', 'Sənəd siyahıdan çıxarıldı');

export async function trustCommand(setting: Setting, login: string, file: string, { as, approval }: TrustArguments): Promise<ExitCode> {
  const { terminal } = setting;
  if (approval !== undefined && !isId(approval)) throw new Refusal(terminal.word(NO_APPROVAL));
  const document = textOf(setting, file);
  return byAdministrator(setting, login, as, async ({ identity }, viewer, machine) => {
    try {
      terminal.answer(await identity.machines.trustDocument(approval === undefined ? viewer : { ...viewer, approval }, machine, document));
      return EXIT.DONE;
    } catch (error) {
      if (!(error instanceof ApprovalRequired)) throw error;
      terminal.tell(`${terminal.word(WAITS)} ${error.approval}`);
      return EXIT.REFUSED;
    }
  });
}

export function removeTrustedCommand(setting: Setting, login: string, sha256: string, as: string): Promise<ExitCode> {
  return byAdministrator(setting, login, as, async ({ identity }, viewer, machine) => {
    await identity.machines.distrustDocument(viewer, machine, sha256);
    setting.terminal.answer(setting.terminal.word(REMOVED));
    return EXIT.DONE;
  });
}

async function byAdministrator(
  setting: Setting, login: string, as: string, work: (assembly: Assembly, viewer: Viewer, machine: Id) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal, env } = setting;
  const officer = await signInAt(setting, as);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, officer, async (viewer) => {
    const now = await viewer();
    const machine = await assembly.identity.machines.accountOf(now, login);
    if (machine === null) throw new Refusal(terminal.word(NO_ACCOUNT));
    return work(assembly, now, machine);
  }));
}

/** The exact text: the hash is of these characters, a line end at the end included. */
function textOf({ terminal }: Setting, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refusal(terminal.word(NO_FILE));
  }
}
