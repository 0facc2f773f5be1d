/**
 * `keys status`, `keys rewrap`, `keys rotate-person`: the operator's work on keys. None of it makes anything readable that was not, nor
 * unreadable: so whoever holds the machine does it alone, and it is on record (libs/vault/decisions/0002-changing-keys.md).
 */
import { createHash } from 'node:crypto';
import type { Assembly } from '#assembly';
import { Resealing } from '#change';
import { isId, say } from '#kernel';

import { Refusal } from '../terminal/refusal.js';
import { withAssembly } from '../terminal/session.js';
import { EXIT } from '../terminal/terminal.js';
import type { ExitCode, Setting } from './command.js';

const WORDS = {
  wraps: say('Key-encryption key that wraps now', 'Hazırda açarları bükən açar'),
  current: say('Keys that seal', 'Möhürləyən açarlar'),
  retired: say('Retired, waiting for destruction', 'Dövriyyədən çıxarılmış, məhv edilməsi gözlənilir'),
  ripe: say('of these due', 'bunlardan vaxtı çatmış'),
  destroyed: say('Destroyed', 'Məhv edilmiş'),
  erased: say('People erased', 'Məlumatı silinmiş şəxslər'),
  under: say('Wrapped under', 'Bu açarla bükülmüş'),
  rewrapped: say('Keys wrapped anew', 'Yenidən bükülmüş açarlar'),
  broken: say('Keys that cannot be unwrapped, left as they are', 'Açıla bilməyən, olduğu kimi saxlanılan açarlar'),
  finished: say('Nothing is wrapped under another key any more: the old one may go', 'Artıq heç nə başqa açarla bükülü deyil: köhnə açar ləğv edilə bilər'),
  unfinished: say('Not finished: the old key is still needed; start it again', 'Bitməyib: köhnə açar hələ lazımdır; yenidən başladın'),
  noSubject: say('There are no sealed values under this id', 'Bu identifikator üzrə möhürlənmiş dəyər yoxdur'),
  rotated: say('Values sealed under the new key', 'Yeni açarla möhürlənmiş dəyərlər'),
  later: say('The worker destroys the old key when nothing names it any more, in six minutes at the earliest', 'Köhnə açarı fon prosesi heç nə ona istinad etmədikdə, ən tezi altı dəqiqədən sonra məhv edir'),
};

/** Counts of keys by state; no person is named. */
export function keysStatusCommand({ terminal, env }: Setting): Promise<ExitCode> {
  const word = (name: keyof typeof WORDS): string => terminal.word(WORDS[name]);
  return withAssembly(terminal, env, async ({ vault }) => {
    const counts = await vault.counts();
    terminal.answer([
      `${word('wraps')}: ${counts.wrappingKey}`,
      `${word('current')}: ${counts.current}`,
      `${word('retired')}: ${counts.retired} (${word('ripe')}: ${counts.ripe})`,
      `${word('destroyed')}: ${counts.destroyed}`,
      `${word('erased')}: ${counts.erased}`,
      ...counts.wrapped.map(({ wrappingKey, keys }) => `${word('under')} ${wrappingKey}: ${keys}`),
    ].join('\n'));
    return EXIT.DONE;
  });
}

/** Wraps every key anew under the provider's current key-encryption key; started again it goes on where it was. */
export function keysRewrapCommand({ terminal, env }: Setting): Promise<ExitCode> {
  const word = (name: keyof typeof WORDS): string => terminal.word(WORDS[name]);
  return withAssembly(terminal, env, async (assembly) => {
    await onRecord(assembly, 'keysRewrap', []);
    const { rewrapped, broken, finished } = await assembly.vault.rewrapping.rewrapAll((count) => terminal.status(`${word('rewrapped')}: ${count}`));
    terminal.answer(`${word('rewrapped')}: ${rewrapped}`);
    if (broken > 0) terminal.tell(`${word('broken')}: ${broken}`);
    terminal.answer(word(finished ? 'finished' : 'unfinished'));
    return finished ? EXIT.DONE : EXIT.REFUSED;
  });
}

/** A new key for whoever is behind an id, and everything of theirs sealed anew. @param id of a victim, an offender, or any row with sealed values. */
export function keysRotateCommand({ terminal, env }: Setting, id: string): Promise<ExitCode> {
  return withAssembly(terminal, env, async (assembly) => {
    const { registry, wall, vault, audit } = assembly;
    const resealing = new Resealing({ registry, wall, vault, audit });
    const subject = isId(id) ? await resealing.subjectOf(id) : null;
    if (subject === null) throw new Refusal(terminal.word(WORDS.noSubject));
    await onRecord(assembly, 'keysRotate', [{ record: 'Person', ids: [subject], disclosed: [], withheld: [] }]);
    await vault.rotation.rotateSubject(subject);
    terminal.answer(`${terminal.word(WORDS.rotated)}: ${await resealing.reseal(subject)}`);
    terminal.answer(terminal.word(WORDS.later));
    return EXIT.DONE;
  });
}

type Touched = Parameters<Assembly['audit']['append']>[0]['touched'];

/** Before it is done: an act of the machine's operator, whom no account stands for. */
async function onRecord({ audit }: Assembly, root: string, touched: Touched): Promise<void> {
  const hash = createHash('sha256').update(root).digest('hex');
  await audit.append({ act: 'CHANGE', outcome: 'ACCEPTED', actor: null, purpose: null, question: { operation: null, root, hash }, touched, detail: { command: root } });
}
