/**
 * Whether a reason says something. A reviewer reads it a year later (Directive (EU) 2016/680, article 25), so what only looks
 * like words is refused: too little, rows of the keyboard, one piece again and again, or the label of the chosen code once
 * more. It is a look at the form. A lie in good sentences passes, and is for the reviewer to find; so everything doubtful
 * passes too. Any script is welcome; the looks at letters know the Latin ones.
 */

/** The rules a reason can break. */
export type ReasonFault = 'REASON_TOO_SHORT' | 'REASON_EMPTY_WORDS';

/** Least a reason needs: letters, and different words that are not made of nothing. Ours. */
export const REASON_LEAST = { letters: 8, words: 3 } as const;

/** Neighbours on the keyboards used here (Azerbaijani and English), and the alphabets. */
const ROWS = [
  'qüertyuiopöğ', 'qwertyuiop', 'asdfghjklıə', 'asdfghjkl', 'zxcvbnmçş', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю',
  'abcdefghijklmnopqrstuvwxyz', 'abcçdeəfgğhxıijkqlmnoöprsştuüvyz', '1234567890', '0123456789',
].flatMap((row) => [row, Array.from(row).reverse().join('')]);

/** Letters or digits in a row of the keyboard from which on they are no word. */
const RUN = 4;

/** What people write when they have nothing to write. */
const PLACEHOLDERS = new Set(['test', 'tests', 'testing', 'asdf', 'qwerty', 'lorem', 'ipsum', 'bla', 'blah', 'blabla', 'foo', 'bar', 'xxx', 'aaa']);

const VOWEL = /[aeəiıoöuüyâàáéèêíóôúаеёиоуыэюяіїє]/u;
const PLAIN_LETTERS = /^(?:[\p{Script=Latin}]+|[\p{Script=Cyrillic}]+)$/u;

/**
 * @param text the reason, with its code's part taken off.
 * @param label words that say nothing new, such as those of the code that was chosen.
 * @returns the rule it breaks, or null.
 */
export function faultOfReason(text: string, label: readonly string[] = []): ReasonFault | null {
  const words = wordsOf(text);
  if (sum(words) < REASON_LEAST.letters || words.length < REASON_LEAST.words) return 'REASON_TOO_SHORT';
  const different = [...new Set(words.filter((word) => !isEmptyWord(word)))];
  if (sum(different) < REASON_LEAST.letters || different.length < REASON_LEAST.words) return 'REASON_EMPTY_WORDS';
  const said = new Set(label.flatMap(wordsOf).map(folded));
  return different.every((word) => said.has(folded(word))) ? 'REASON_EMPTY_WORDS' : null;
}

/** @returns the text as it is compared with others: words only, without case, accents, digits, marks and spacing. */
export function normalReason(text: string): string {
  return wordsOf(text).map(folded).join(' ');
}

/** Without accents, and with one letter i: in capitals the two cannot be told apart by who does not know the language. */
function folded(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i');
}

/** Words of two letters or more, in lower case. The dotted capital of Azerbaijani is the letter i. */
function wordsOf(text: string): string[] {
  return text.normalize('NFC').replaceAll('İ', 'i').toLowerCase().split(/[^\p{L}\p{M}]+/u).filter((word) => Array.from(word).length > 1);
}

/** @returns whether a word is a row of the keyboard, one piece repeated, or cannot be spoken. */
function isEmptyWord(word: string): boolean {
  if (PLACEHOLDERS.has(word) || isRuns(word)) return true;
  // "baba", "papa", "tez-tez" are words, and so is "murmur": three letters twice are nothing only if they are nothing once.
  if (/^(.{4,}?)\1+$/u.test(word) || /^(.{1,3}?)\1{2,}$/u.test(word)) return true;
  const twice = /^(.{3})\1$/u.exec(word)?.[1];
  if (twice !== undefined && (PLACEHOLDERS.has(twice) || longestRun(twice) === 3 || !VOWEL.test(twice))) return true;
  // Short ones may be abbreviations ("DTX", "MKTB").
  return Array.from(word).length > RUN && PLAIN_LETTERS.test(word) && !VOWEL.test(word);
}

/** @returns whether the whole word is made of runs over the keyboard, forwards or backwards: "qwerty", "asdfasdf", "lkjhgf". */
function isRuns(word: string): boolean {
  for (let rest = word; rest !== '';) {
    const run = longestRun(rest);
    if (run < Math.min(RUN, Array.from(word).length)) return false;
    rest = Array.from(rest).slice(run).join('');
    if (rest !== '' && Array.from(rest).length < RUN) return true;
  }
  return Array.from(word).length >= RUN;
}

function longestRun(text: string): number {
  const letters = Array.from(text);
  for (let length = letters.length; length > 0; length--) {
    const start = letters.slice(0, length).join('');
    if (ROWS.some((row) => row.includes(start))) return length;
  }
  return 0;
}

function sum(words: readonly string[]): number {
  return words.reduce((total, word) => total + Array.from(word).length, 0);
}
