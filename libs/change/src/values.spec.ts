import { defineCodeList, say } from '#kernel';
import { f, type Field } from '#record';

import { allowedText } from './text-rules.js';
import { allowedValue } from './values.js';

const NOW = new Date('2026-11-22T21:00:00Z'); // in Baku it is the 23rd
const words = say('x', 'x');
const list = defineCodeList('L', words, 'test', { A: words, B: words });
const result = (field: Field, value: unknown): unknown => {
  try {
    return allowedValue(field, value, NOW);
  } catch (error) {
    const { code, rule } = error as { code: string; rule?: string };
    return rule ?? code;
  }
};

describe('allowed values', () => {
  it.each([
    ['nothing', f.text('PROFILE', words), undefined, null],
    ['nothing where something is needed', f.text('PROFILE', words, { required: true }), null, 'VALUE_REQUIRED'],
    ['a number as text', f.text('PROFILE', words), 1, 'BAD_REQUEST'],
    ['an object as text', f.text('PROFILE', words), { $gt: '' }, 'BAD_REQUEST'],
    ['a text', f.text('PROFILE', words), ' Əliyeva ', ' Əliyeva '],
    ['a code', f.code('PROFILE', list, words), 'A', 'A'],
    ['a code outside the list', f.code('PROFILE', list, words), 'a', 'CODE_NOT_IN_LIST'],
    ['a name every object has', f.code('PROFILE', list, words), 'constructor', 'CODE_NOT_IN_LIST'],
    ['a set', f.codes('PROFILE', list, words), ['B', 'A', 'B'], ['B', 'A']],
    ['an empty set', f.codes('PROFILE', list, words), [], null],
    ['a set with a stranger', f.codes('PROFILE', list, words), ['A', 'C'], 'CODE_NOT_IN_LIST'],
    ['a code as a set', f.codes('PROFILE', list, words), 'A', 'BAD_REQUEST'],
    ['today in Baku', f.partialDate('PROFILE', words), '2026-11-23', '2026-11-23'],
    ['tomorrow', f.partialDate('PROFILE', words), '2026-11-24', 'DATE_IN_FUTURE'],
    ['this year', f.partialDate('PROFILE', words), '2026', '2026'],
    ['next year', f.partialDate('PROFILE', words), '2027', 'DATE_IN_FUTURE'],
    ['the thirtieth of February', f.partialDate('PROFILE', words), '2026-02-30', 'DATE_NOT_VALID'],
    ['year nought', f.partialDate('PROFILE', words), '0000', 'DATE_NOT_VALID'],
    ['a fraction', f.integer('PROFILE', words), 1.5, 'BAD_REQUEST'],
    ['a number too large', f.integer('PROFILE', words), 2 ** 31, 'BAD_REQUEST'],
    ['not a number', f.integer('PROFILE', words), Number.NaN, 'BAD_REQUEST'],
    ['a text as an id', f.id(), '1', 'BAD_REQUEST'],
    ['a date that is none', f.timestamp('PROFILE', words), new Date(Number.NaN), 'BAD_REQUEST'],
    ['yes as a text', f.boolean('PROFILE', words), 'true', 'BAD_REQUEST'],
  ] as const)('%s', (_name, field, value, expected) => {
    expect(result(field as Field, value)).toEqual(expected);
  });
});

describe('allowed texts', () => {
  const refusal = (text: string, max: number): string => {
    try {
      return `kept ${allowedText(text, max)}`;
    } catch (error) {
      return (error as { rule: string }).rule;
    }
  };

  it.each([
    ['a NUL', 'a\u0000b', 'TEXT_NOT_ALLOWED'],
    ['an escape', 'a\u001b[31mb', 'TEXT_NOT_ALLOWED'],
    ['a bidirectional override', 'a\u202Eb', 'TEXT_NOT_ALLOWED'],
    ['an isolate', 'a\u2066b', 'TEXT_NOT_ALLOWED'],
    ['a byte order mark', '\uFEFFa', 'TEXT_NOT_ALLOWED'],
    ['half a character', 'a\uD800', 'TEXT_NOT_ALLOWED'],
    ['a line end in a name', 'a\nb', 'TEXT_NOT_ALLOWED'],
    ['a tab', 'a\tb', 'TEXT_NOT_ALLOWED'],
    ['blanks only', ' \u00A0 ', 'TEXT_EMPTY'],
    ['too long', 'a'.repeat(201), 'TEXT_TOO_LONG'],
    ['as long as may be, in characters of four bytes', '😀'.repeat(200), `kept ${'😀'.repeat(200)}`],
    ['decomposed letters, as they are', 'S\u0327', 'kept S\u0327'],
  ])('%s', (_name, text, expected) => {
    expect(refusal(text, 200)).toBe(expected);
  });

  it('lets prose have lines, and nothing else that is hidden', () => {
    expect(refusal('a\r\nb\nc', 4000)).toBe('kept a\nb\nc');
    expect(refusal('a\rb', 4000)).toBe('TEXT_NOT_ALLOWED');
    expect(refusal('a\u0000\n', 4000)).toBe('TEXT_NOT_ALLOWED');
  });
});
