/** `audit public-key` and `audit export`: what somebody outside needs to check the log without us. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';

import { readSettings, sealKeys, type Assembly } from '#assembly';
import { exportLog, verifierKey } from '#audit';
import { actorOf, isAuditor } from '#disclosure';
import { CodedError, say } from '#kernel';
import type { Viewer } from '#policy';

import { Refusal } from '../terminal/refusal.js';
import { withAssembly } from '../terminal/session.js';
import { signedIn, signInAt } from '../terminal/signed-in.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const EXISTS = say('The file is there already or cannot be made', 'Fayl artıq var və ya yaradıla bilmir');
const WRITTEN = say('Entries written', 'Yazılan qeydlər');
const ROOT = 'auditExport';

/** Prints the log's verifier key: of the signing key where that is, else the one that was given. */
export async function publicKeyCommand({ terminal, env }: Setting): Promise<ExitCode> {
  const { log } = await sealKeys(readSettings(env).seal);
  terminal.answer(verifierKey(log));
  return EXIT.DONE;
}

/** Writes the sealed log to a new file that only its owner may read, in the name of a signed-in auditor. */
export async function exportCommand(setting: Setting, path: string, login: string): Promise<ExitCode> {
  const { terminal, env } = setting;
  const officer = await signInAt(setting, login);
  return withAssembly(terminal, env, (assembly) => signedIn(assembly, officer, async (viewer) => {
    await onRecord(assembly, await viewer());
    const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
      throw new Refusal(`${terminal.word(EXISTS)}: ${path}`, { cause });
    });
    const stream = createWriteStream('', { fd: file, flush: true });
    try {
      const { log } = await sealKeys(assembly.settings.seal);
      const count = await exportLog({ connectionString: assembly.access.auditor }, verifierKey(log), async (text) => {
        if (!stream.write(text)) await once(stream, 'drain');
      });
      stream.end();
      await once(stream, 'close');
      terminal.answer(`${terminal.word(WRITTEN)}: ${count}`);
      return EXIT.DONE;
    } catch (error) {
      stream.destroy();
      await rm(path, { force: true });
      throw error;
    }
  }));
}

/** Reading the log is on record before anything is read. @throws CodedError FORBIDDEN for all but auditors. */
async function onRecord({ audit }: Assembly, viewer: Viewer): Promise<void> {
  const allowed = isAuditor(viewer);
  const hash = createHash('sha256').update(ROOT).digest('hex');
  await audit.append({
    act: 'AUDIT_READ', outcome: allowed ? 'ANSWERED' : 'REFUSED', actor: actorOf(viewer), purpose: viewer.purpose,
    question: { operation: null, root: ROOT, hash }, touched: [],
  });
  if (!allowed) throw new CodedError('FORBIDDEN');
}
