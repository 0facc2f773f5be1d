/**
 * Code lists: the closed vocabularies of coded fields, each value with its label in both languages.
 * A blank is unknown, never "no" (brief, code lists): absence of a code is stored as null.
 */
import type { Words } from './words.js';

export interface CodeList<V extends string = string> {
  /** Name of the list, and of its GraphQL enum. */
  readonly name: string;
  readonly words: Words;
  /** Where the values come from, e.g. `IOM HTCDS 2.0 vic_MethodsOfControl`. */
  readonly source: string;
  readonly values: readonly V[];
  readonly labels: Readonly<Record<V, Words>>;
}

/** The values of a code list as a type. */
export type CodeOf<L> = L extends CodeList<infer V> ? V : never;

/**
 * Declares a code list.
 * @param labels one entry per value, in the order they should be shown.
 * @throws Error when the list is empty.
 */
export function defineCodeList<const L extends Readonly<Record<string, Words>>>(
  name: string,
  words: Words,
  source: string,
  labels: L,
): CodeList<Extract<keyof L, string>> {
  const values = Object.keys(labels) as Extract<keyof L, string>[];
  if (values.length === 0) throw new Error(`code list ${name} has no values`);
  return { name, words, source, values, labels };
}

/** @returns the GraphQL name of a value: the value itself, or with an underscore before a leading digit. */
export function enumName(value: string): string {
  const plain = value.replaceAll(/[^_0-9A-Za-z]/g, '_');
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}

/** Yes, no and unknown are three values everywhere. */
export const Ternary = defineCodeList('Ternary', { en: 'Yes, no or unknown', az: 'Bəli, xeyr və ya naməlum' }, 'brief', {
  Yes: { en: 'Yes', az: 'Bəli' },
  No: { en: 'No', az: 'Xeyr' },
  Unknown: { en: 'Unknown', az: 'Naməlum' },
});
export type Ternary = CodeOf<typeof Ternary>;
