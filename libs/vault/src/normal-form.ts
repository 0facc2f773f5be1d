/**
 * Normal forms of what is looked up exactly: two spellings of one document number, phone, e-mail, account or name have the
 * same normal form, and equality of normal forms is what "equals" means for these fields. A form normalises to itself.
 */

export type LookupKind = 'document' | 'phone' | 'email' | 'account' | 'name';

const FORMS: Readonly<Record<LookupKind, (text: string) => string>> = {
  // ICAO Doc 9303 and most registers write letters and digits only; what people put between them means nothing.
  document: (text) => upper(text).replace(/[^\p{L}\p{N}]/gu, ''),
  phone,
  email: (text) => text.trim().toLowerCase(),
  account: (text) => upper(text).replace(/\s/gu, ''),
  name,
};

/** @returns the normal form; empty when nothing of the value is left. */
export function normalForm(kind: LookupKind, value: string): string {
  return FORMS[kind](value.normalize('NFKC')).normalize('NFKC');
}

/** Upper case without marks, as in a document's machine-readable zone: the Azerbaijani İ and ı are I. */
function upper(text: string): string {
  return text.toUpperCase().normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}

/** Country code of Azerbaijan: a national number, `050 123 45 67`, is one from here, as where numbers are recorded. */
const HOME = '+994';

/** ITU-T E.164: `+` and digits. `00` in front is `+`; `(0)` behind a country code is the trunk digit nobody dials from abroad. */
function phone(text: string): string {
  const kept = text.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  const digits = kept.replaceAll('+', '');
  if (digits === '') return '';
  if (kept.startsWith('+')) return `+${digits}`;
  if (digits.startsWith('00') && digits.length > 2) return `+${digits.slice(2)}`;
  return /^0\d{9}$/.test(digits) ? `${HOME}${digits.slice(1)}` : digits;
}

/** Letters with no mark to take off, as ICAO Doc 9303 part 3 transliterates them; ə is the Azerbaijani schwa. */
const PLAIN: Readonly<Record<string, string>> = { ə: 'e', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', æ: 'ae', œ: 'oe', þ: 'th' };

/** i, ı, I and İ are one letter here: which of them a clerk typed depends on the keyboard. Marks go, separators become one space. */
function name(text: string): string {
  return fold(text)
    .replace(/['’‘ʼʻ`´]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function fold(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
    .replace(/ı/gu, 'i').replace(/ς/gu, 'σ').replace(/[əøđðłħæœþ]/gu, (letter) => PLAIN[letter] ?? letter);
}
