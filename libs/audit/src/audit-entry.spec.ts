import fc from 'fast-check';
import { canonicalJson, newId } from '#kernel';
import { someEntry, touchOf } from '../../../test/support/audit-entries.js';
import { auditEntryJsonSchema, entryBody, entryFrom, MOST_IDS, type AuditEntry } from './audit-entry.js';

describe('an audit entry', () => {
  it('becomes one canonical line, whatever the order of its keys', () => {
    const entry = someEntry({ purpose: { reason: 'PROTECTION', text: 'first line\nsecond line' } });
    const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as AuditEntry;
    expect(entryBody(turned)).toBe(entryBody(entry));
    expect(entryBody(entry)).not.toContain('\n');
    expect(JSON.parse(entryBody(entry))).toEqual(entry);
  });

  it('is canonical by RFC 8785 whatever is in it', () => {
    const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,20}$/);
    fc.assert(fc.property(
      fc.record({
        text: fc.string({ unit: 'grapheme', maxLength: 100 }).filter((text) => /^[^\p{Cc}\p{Cs}]*$/u.test(text)),
        detail: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/), fc.oneof(fc.maxSafeInteger(), fc.constant('RULE_BROKEN'))),
        touched: fc.array(fc.record({ withheld: fc.array(names), disclosed: fc.array(names), ids: fc.array(fc.uuid({ version: 4 })), record: fc.constant('Victim') })),
      }, { noNullPrototype: true }),
      ({ text, detail, touched }) => {
        const entry = someEntry({ purpose: { text: `${text}\t"\\\u2028`, reason: 'PROTECTION' }, detail, touched });
        expect(entryBody(entry)).toBe(canonicalJson(entry));
        expect(entryFrom(entryBody(entry))).toEqual(entry);
      },
    ));
  });

  it.each<[string, object]>([
    ['a field nobody declared', { value: 'Leyla' }],
    ['a value beside the touched ids', { touched: [{ ...touchOf(newId()), values: ['Leyla'] }] }],
    ['a number in place of an id', { touched: [touchOf('42')] }],
    ['an id in another spelling', { touched: [touchOf(newId().toUpperCase())] }],
    ['a value in place of a field name', { touched: [{ ...touchOf(newId()), disclosed: ['Leyla Əliyeva'] }] }],
    ['a sentence in the detail', { detail: { rule: 'phone +994 50 000 00 00 is taken' } }],
    ['a detail that would not keep its place', { detail: { 7: 1 } }],
    ['half a count', { detail: { rows: 0.5 } }],
    ['an act nobody declared', { act: 'WRITE' }],
    ['no outcome', { outcome: undefined }],
    ['a hash that is none', { question: { operation: null, root: 'victim', hash: 'xyz' } }],
    ['a NUL in the purpose', { purpose: { reason: 'PROTECTION', text: 'a\0b' } }],
    ['half a character in the purpose', { purpose: { reason: 'PROTECTION', text: '\ud800' } }],
    ['two purposes at once', { purpose: { tasking: newId(), reason: 'PROTECTION', text: 'x' } }],
    ['more ids than one answer may touch', { touched: [touchOf(...Array.from({ length: MOST_IDS }, newId)), touchOf(newId())] }],
  ])('refuses %s, without repeating it', (_, change) => {
    let refusal: unknown;
    try {
      entryBody(someEntry(change));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'INTERNAL', rule: 'AUDIT_ENTRY_SHAPE' });
    expect(refusal).not.toHaveProperty('cause');
  });

  it('takes the largest answer there is', () => {
    const ids = Array.from({ length: MOST_IDS }, newId);
    expect(JSON.parse(entryBody(someEntry({ touched: [touchOf(...ids)] })))).toMatchObject({ touched: [{ ids }] });
  });

  it('is described by a JSON Schema that admits no further field', () => {
    expect(auditEntryJsonSchema).toMatchObject({
      title: 'AuditEntry', type: 'object', additionalProperties: false,
      required: ['act', 'actor', 'outcome', 'purpose', 'question', 'touched'],
    });
  });
});
