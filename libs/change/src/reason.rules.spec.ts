/** Reasons that say something pass, reasons that say nothing do not (attacks.md, row 76). */
import fc from 'fast-check';

import { faultOfReason, normalReason } from './reason.rules.js';

const AZERBAIJANI = `qurbanın anası baba nənə iş üzrə yeni sübut əldə edilib istintaq üçün onun ünvanı lazımdır məhkəmə sorğusuna cavab hazırlanır şəxs
  itkin düşüb axtarışı aparılır prokuror tələb edib sənəd nömrəsi yanlış yazılıb düzəliş həyatına təhlükə var təcili kömək çox pis vəziyyətdədir
  sığınacaqda yerləşdirmə barədə qərar verilməlidir uşaq ilə söhbət zamanı məlum oldu ki dünən yox bu gün gəlib`.split(/\s+/);
const ENGLISH = `the victim called from her phone and said that he is at risk we must find him today before trial starts prosecutor asked for all
  documents on this case mother of missing girl gave us new address it was misspelt in protocol property were tree sweet poor murmur
  see order no of court my team needs to know who was there last night`.split(/\s+/);

const sentence = (words: readonly string[]): fc.Arbitrary<string> =>
  fc.uniqueArray(fc.constantFrom(...new Set(words)), { minLength: 4, maxLength: 14 }).filter((chosen) => chosen.join('').length >= 8).map((chosen) => chosen.join(' '));

it.each([['Azerbaijani', AZERBAIJANI], ['English', ENGLISH]])('sentences of four words or more pass: %s', (_, words) => {
  fc.assert(fc.property(sentence(words), fc.constantFrom('', '.', '!', ' (12/2024)'), (text, end) => faultOfReason(text + end) === null), { numRuns: 2_000 });
  fc.assert(fc.property(sentence(words), (text) => faultOfReason(text.toUpperCase()) === null), { numRuns: 500 });
});

it.each([
  'Qurbanın həyatına təhlükə var', 'Trends of 2024 for the yearly report', 'Quarterly supervision of legality', 'Nümayiş bazasının qurulması',
  'misspelt in the protocol', 'wrong stage noted', 'He is at sea', 'the murmur of it', 'O, evdə yoxdur, təcili!', 'По запросу суда, дело 12', 'DTX və MTM ilə razılaşdırılıb', 'طلب من المحكمة',
])('passes: %s', (text) => expect(faultOfReason(text)).toBeNull());

it.each(['', ' ', 'a', 'no', 'typo', 'work', 'a b c d e f g h i j k', '12345 67890 12345', '...........', 'iş üzrə', 'because I', '🐎'.repeat(100), ' '.repeat(50)])(
  'is too short: %j', (text) => expect(faultOfReason(text)).toBe('REASON_TOO_SHORT'),
);

it.each([
  'qwertyuiop asdfghjkl zxcvbnm', 'asdf asdf asdf', 'asdf qwer zxcv uiop', 'test test test test', 'Test, TEST; test: tests!', 'abcdef ghijkl mnopqr', 'fdsa rewq vcxz lkjh',
  'aaaaaa bbbbbb cccccc', 'asdasd qweqwe zxczxc', 'hahaha hehehe hihihi', 'sdfgdfg dfgdfg hgfhgf jkhjkh', 'bla bla bla blah', 'work work work work', 'lorem ipsum lorem ipsum',
  'йцукен фывапр ячсмит', 'asdfasdf qwertyqwerty asdfgasdfg', 'foofoo barbar testtest', 'murmurmur terterter mormormor', 'needed needed needed now now',
])('is empty words: %s', (text) => expect(faultOfReason(text)).toBe('REASON_EMPTY_WORDS'));

it('is empty when it only says the code again, in any language', () => {
  const label = ['ThreatToLife', 'Threat to life or health', 'Həyata və ya sağlamlığa təhlükə'];
  expect(faultOfReason('Threat to LIFE, threat to health', label)).toBe('REASON_EMPTY_WORDS');
  expect(faultOfReason('HƏYATA VƏ YA SAĞLAMLIĞA TƏHLÜKƏ', label)).toBe('REASON_EMPTY_WORDS');
  expect(faultOfReason('Threat to the life of her brother', label)).toBeNull();
});

it('never passes one piece again and again, whatever the piece', () => {
  fc.assert(fc.property(fc.constantFrom(...AZERBAIJANI, ...ENGLISH), fc.integer({ min: 3, max: 40 }), (word, times) => faultOfReason(Array(times).fill(word).join(' ')) !== null));
});

it('is answered soon, whatever the text', () => {
  fc.assert(fc.property(fc.string({ maxLength: 500, unit: 'grapheme' }), (text) => [null, 'REASON_TOO_SHORT', 'REASON_EMPTY_WORDS'].includes(faultOfReason(text))), { numRuns: 2_000 });
});

it('is compared without case, accents, digits and marks', () => {
  const same = ['Rüblük yoxlama, iş 12', '  rüblük  YOXLAMA: iş №13', 'Rüblük-yoxlama... iş'];
  expect(new Set(same.map(normalReason)).size).toBe(1);
  expect(normalReason('Rüblük yoxlama')).not.toBe(normalReason('İllik yoxlama'));
});
