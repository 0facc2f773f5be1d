/** Normal forms and blind indexes: spellings that mean one thing find each other, others do not, and the database learns little. */
import fc from 'fast-check';
import { createSecretKey } from 'node:crypto';

import { BlindIndexes } from './blind-index.js';
import { normalForm, type LookupKind } from './normal-form.js';

const KINDS: readonly LookupKind[] = ['document', 'phone', 'email', 'account', 'name'];

describe('normal forms', () => {
  it.each<[LookupKind, string, readonly string[]]>([
    ['document', 'AZE12345678', ['aze 12345678', 'AZE-123 456/78', 'ＡＺＥ１２３４５６７８', ' AZE№12345678'.replace('№', '.'), 'AzE\u00a012345678']],
    ['name', 'strasse', ['Straße', 'STRAẞE', 'Strasse']], ['name', 'νικοσ', ['Νίκος', 'ΝΙΚΟΣ']],
    ['document', 'AI123', ['ai123', 'aı123', 'aİ123', 'Aİ123']],
    ['phone', '+994501234567', ['+994 50 123-45-67', '00994501234567', '+994 (0) 50 123 45 67'.replace('(0) ', '(0)'), '＋９９４５０１２３４５６７', 'tel:+994.50.123.45.67']],
    ['phone', '+994501234567', ['050 123 45 67', '(050) 123-45-67']],
    ['email', 'leyla@example.com', [' Leyla@Example.COM ', 'ｌｅｙｌａ@example.com']],
    ['account', 'AZ21NABZ00000000137010001944', ['az21 nabz 0000 0000 1370 1000 1944', 'AZ21NABZ00000000137010001944\n']],
    ['name', 'eliyeva gunel', ['Əliyeva Günel', 'ƏLİYEVA GÜNEL', 'ELIYEVA  Gunel', 'əlıyeva-günel', ' Əliyeva, Günel. ', 'E\u0306LİYEVA GÜNEL']],
    ['name', 'ismayil', ['İsmayıl', 'ISMAYIL', 'ismayil', 'İSMAYIL', 'ısmayıl']],
    ['name', 'sukru ozcan', ['Şükrü Özçan', 'SUKRU OZCAN', 'şükrü_özçan']],
    ['name', 'oneil', ['O’Neil', "O'NEIL", 'ONeil']],
    ['name', 'strasse', ['Straße', 'STRASSE']],
  ])('%s: %s', (kind, form, spellings) => {
    for (const spelling of [form, ...spellings]) expect(normalForm(kind, spelling)).toBe(form);
  });

  it.each<[LookupKind, string, string]>([
    ['document', 'AZE1234567', 'AZE12345678'], ['phone', '+994501234567', '+994501234568'], ['phone', '+994501234567', '501234567'],
    ['email', 'a.b@example.com', 'ab@example.com'], ['account', 'AZ21-1', 'AZ211'], ['name', 'Aynur', 'Aygun'], ['name', 'Günel Əliyeva', 'Əliyeva Günel'],
  ])('%s: %s is not %s', (kind, one, other) => {
    expect(normalForm(kind, one)).not.toBe(normalForm(kind, other));
  });

  it.each(KINDS)('of a %s are normal already', (kind) => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      expect(normalForm(kind, normalForm(kind, text))).toBe(normalForm(kind, text));
    }), { numRuns: 2_000 });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('i', 'ı', 'İ', 'I', '\u0307', 'ß', 'ﬁ', 'Ə', '0', '+', '(', ')', ' ', 'ǰ', 'ŉ', 'Σ', 'ΐ'), maxLength: 12 }), (text) => {
      expect(normalForm(kind, normalForm(kind, text))).toBe(normalForm(kind, text));
    }), { numRuns: 5_000 });
  });
});

describe('blind indexes', () => {
  const indexes = new BlindIndexes(createSecretKey(Buffer.alloc(32, 1)));

  it('are equal for equal normal forms in one column, and for nothing else', () => {
    const own = indexes.of('document', 'victim', 'document_number', 'AZE 12345678');
    expect(indexes.of('document', 'victim', 'document_number', 'aze12345678')).toEqual(own);
    const others = [
      indexes.of('document', 'victim', 'document_number', 'AZE12345679'), indexes.of('document', 'victim', 'other', 'AZE12345678'),
      indexes.of('document', 'offender', 'document_number', 'AZE12345678'), indexes.of('account', 'victim', 'document_number', 'AZE12345678'),
      new BlindIndexes(createSecretKey(Buffer.alloc(32, 2))).of('document', 'victim', 'document_number', 'AZE12345678'),
    ];
    for (const other of others) expect(other).not.toEqual(own);
    expect(own).toHaveLength(32);
  });

  it('of names are 16 bits, so that many names share each', () => {
    const values = new Set(Array.from({ length: 3_000 }, (_, index) => indexes.of('name', 'victim', 'family_name', `name ${index}`)?.toString('hex')));
    expect(values.size).toBeLessThan(3_000);
    expect(values.size).toBeGreaterThan(2_800); // 3,000 balls in 65,536 boxes leave about 2,932 boxes with one
    for (const value of values) expect(value).toHaveLength(4);
  });

  it('of what has no normal form are none', () => {
    for (const kind of KINDS) expect(indexes.of(kind, 'a', 'b', ' \t')).toBeNull();
    expect(indexes.of('document', 'a', 'b', '--')).toBeNull();
    expect(indexes.of('phone', 'a', 'b', 'none')).toBeNull();
  });
});
