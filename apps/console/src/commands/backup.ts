/** `backup <folder>`: an encrypted copy of everything as of one instant, readable only with the key provider. */
import { keyProvider, readSettings } from '#assembly';
import { say } from '#kernel';

import { withStrongLogin } from '../backup/strong-login.js';
import { takeBackup } from '../backup/take-backup.js';
import { Refusal } from '../terminal/refusal.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const EXISTS = say('The folder is there already; a backup is never written over another', 'Qovluq artıq var; ehtiyat nüsxə başqasının üstünə yazılmır');
const MADE = say('Backup made; tables and rows', 'Ehtiyat nüsxə hazırdır; cədvəl və sətir sayı');
const KEYS_APART = say('Keep its folder "keys" apart from "data", and no longer than you must: it holds the wrapped keys', '"keys" qovluğunu "data" qovluğundan ayrı və lazım olduğundan artıq saxlamayın: bükülmüş açarlar oradadır');

export async function backupCommand({ terminal, env }: Setting, folder: string): Promise<ExitCode> {
  const provider = await keyProvider(readSettings(env).keys);
  try {
    const { tables } = await withStrongLogin(env, 'backup', (client) => takeBackup(client, provider, folder, (table, rows) => terminal.status(`${table}: ${rows}`)));
    terminal.answer(`${terminal.word(MADE)}: ${tables.length}, ${tables.reduce((sum, { rows }) => sum + rows, 0)}`);
    terminal.tell(terminal.word(KEYS_APART));
    return EXIT.DONE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Refusal(`${terminal.word(EXISTS)}: ${folder}`, { cause: error });
    throw error;
  } finally {
    await provider.close();
  }
}
