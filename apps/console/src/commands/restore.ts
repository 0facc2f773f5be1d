/** `restore <folder>`: puts a backup into an empty, migrated database; erases again who was erased since; says what the log lost. */
import { keyProvider, readSettings, sealKeys, SettingsRefusal } from '#assembly';
import { checkRestored, SealFault, type RestoredLog } from '#audit';
import { say, type Words } from '#kernel';

import { keyContext, readManifest } from '../backup/manifest.js';
import { NotRestored, putBack } from '../backup/put-back.js';
import { refuseAnotherDatabase, withStrongLogin } from '../backup/strong-login.js';
import { readTombstones } from '../backup/tombstone-file.js';
import { Refusal } from '../terminal/refusal.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';
import { eraseAgain } from './erase-again.js';

const RULES: Readonly<Record<NotRestored['rule'], Words>> = {
  OTHER_MIGRATIONS: say('The database has another shape than the backup; run the program of that time, restore, then migrate', 'Bazanın quruluşu ehtiyat nüsxədəkindən fərqlidir; o vaxtkı proqramla bərpa edin, sonra miqrasiya edin'),
  OTHER_TABLES: say('The backup has other tables than the database', 'Ehtiyat nüsxədəki cədvəllər bazadakılardan fərqlidir'),
  NOT_EMPTY: say('The database is not empty; make a new one and run only "migrate" on it', 'Baza boş deyil; yenisini yaradın və orada yalnız "migrate" əmrini icra edin'),
  FILE_CHANGED: say('A file of the backup is not what was written', 'Ehtiyat nüsxənin faylı yazıldığı kimi deyil'),
  ROWS_MISSING: say('A table has not as many rows as the backup says', 'Cədvəldəki sətirlərin sayı ehtiyat nüsxədəki ilə uyğun gəlmir'),
};
const LOG_CHANGED = say('The audit log in the backup is not what was signed; nothing was restored', 'Ehtiyat nüsxədəki audit jurnalı imzalanmış jurnal deyil; heç nə bərpa edilmədi');
const RESTORED = say('Restored; the log is whole up to entry', 'Bərpa edildi; jurnal bütövdür, qeydlərin sayı');
const ERASED = say('Erased again', 'Yenidən silinənlər');
const LOST = say(
  'ROLLED_BACK: the log lost these entries, which were anchored since; everything they tell of is undone, rights taken away too. The worker refuses to seal until "audit accept-loss"',
  'ROLLED_BACK: jurnaldan sonradan lövbərlənmiş bu qeydlər itib; onların bəhs etdiyi hər şey, geri alınmış hüquqlar da daxil, ləğv olunub. "audit accept-loss" icra edilənədək işçi proses möhürləmir',
);

export async function restoreCommand({ terminal, env }: Setting, folder: string): Promise<ExitCode> {
  const settings = readSettings(env);
  const { anchorFile } = settings.seal;
  if (anchorFile === undefined) throw new SettingsRefusal('A restore needs QALXAN_ANCHOR_FILE: what was anchored says whether the log is whole');
  refuseAnotherDatabase(env);
  const [tombstones, keys, provider] = [await readTombstones(settings), await sealKeys(settings.seal), await keyProvider(settings.keys)];
  try {
    const { manifest, key } = await readManifest(terminal, folder, async ({ id, key: { wrapped, wrappingKey } }) =>
      (await provider.unwrap([{ wrapped: Buffer.from(wrapped, 'base64'), wrappingKey, context: keyContext(id) }]))[0] ?? null);
    const outcome: { log: RestoredLog | null } = { log: null };
    const erased = await withStrongLogin(env, 'restore', (client) => putBack({
      client, folder, manifest, key, tombstones, check: async () => { outcome.log = await checkRestored(client, anchorFile, keys); },
    })).catch((error: unknown) => {
      if (error instanceof NotRestored) throw new Refusal(`${terminal.word(RULES[error.rule])}: ${error.about}`, { cause: error });
      if (error instanceof SealFault) throw new Refusal(`${terminal.word(LOG_CHANGED)}: ${error.rule} ${error.index}`, { cause: error });
      throw error;
    });
    key.fill(0);
    const { log } = outcome;
    if (!log) throw new Error('the log was not looked at');
    terminal.answer(`${terminal.word(RESTORED)}: ${log.size}`);
    if (tombstones.length > 0) await eraseAgain({ terminal, env });
    if (erased > 0) terminal.answer(`${terminal.word(ERASED)}: ${erased}`);
    if (log.anchored > log.size) terminal.answer(`${terminal.word(LOST)}: ${log.size}–${log.anchored - 1} (${log.anchored - log.size})`);
    return EXIT.DONE;
  } finally {
    await provider.close();
  }
}
