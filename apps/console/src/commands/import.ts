/** `import <format> <file>`: plans and carries out an import in the name of a signed-in officer. */
import { Importer, type FormatName, type ImportReport } from '#exchange';
import { say } from '#kernel';

import { interruptible } from '../terminal/interruption.js';
import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT, type Terminal } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';
import { planLines } from './import-plan-text.js';
import { progressLine } from './import-progress.js';

export interface ImportArguments {
  readonly format: FormatName;
  readonly file: string;
  readonly as: string;
  readonly dryRun?: boolean;
  readonly plan?: string;
  readonly rejects?: string;
  readonly source?: string;
}

const STOPPING = say('Stopping after the batch under way; press again to stop at once', 'Davam edən hissədən sonra dayanır; dərhal dayandırmaq üçün bir də basın');
const CREATED = say('rows imported now', 'sətir indi idxal edildi');
const UNFINISHED = say('Not finished: the same command goes on where it stopped', 'Başa çatmadı: eyni əmr qaldığı yerdən davam edəcək');
const REJECTS = say('Rejected rows are in', 'Rədd edilən sətirlər buradadır');

/** @returns DONE; REFUSED when rows were rejected; INTERRUPTED when it is to be continued. */
export async function importCommand(setting: Setting, given: ImportArguments): Promise<ExitCode> {
  const { terminal, env } = setting;
  const officer = await signInAt(setting, given.as);
  const { format, file, source } = given;
  const request = { format, file, source };
  const watch = progressLine(terminal);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, officer, async (viewer) => {
    const importer = new Importer(assembly);
    if (given.dryRun) {
      const plan = await importer.plan(viewer, request, { watch });
      for (const line of planLines(terminal, plan)) terminal.answer(line);
      return plan.reject > 0 ? EXIT.REFUSED : EXIT.DONE;
    }
    const report = await interruptible(
      () => terminal.tell(terminal.word(STOPPING)),
      (signal) => importer.run(viewer, request, { watch, signal, plan: given.plan, rejects: given.rejects }),
    );
    return told(terminal, report);
  }));
}

function told(terminal: Terminal, { plan, created, finished, rejectsFile }: ImportReport): ExitCode {
  for (const line of planLines(terminal, plan)) terminal.answer(line);
  terminal.answer(`${created} ${terminal.word(CREATED)}`);
  if (rejectsFile !== null) terminal.answer(`${terminal.word(REJECTS)} ${rejectsFile}`);
  if (!finished) {
    terminal.tell(terminal.word(UNFINISHED));
    return EXIT.INTERRUPTED;
  }
  return plan.reject > 0 ? EXIT.REFUSED : EXIT.DONE;
}
