/**
 * Code lists: the closed vocabularies of coded fields, each value with its label in both languages.
 * A blank is unknown, never "no": absence of a code is stored as null.
 */
import { say, type Words } from './words.js';

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

/** @returns whether something a library exports is a code list. */
export function isCodeList(thing: unknown): thing is CodeList {
  return typeof thing === 'object' && thing !== null && 'labels' in thing && 'values' in thing && 'source' in thing;
}

/** @returns the GraphQL name of a value: the value itself, or with an underscore before a leading digit. */
export function enumName(value: string): string {
  const plain = value.replaceAll(/[^_0-9A-Za-z]/g, '_');
  return /^[0-9]/.test(plain) ? `_${plain}` : plain;
}

/** Yes, no and unknown are three values everywhere. */
export const Ternary = defineCodeList('Ternary', say('Yes, no or unknown', 'Bəli, xeyr və ya naməlum'), 'ours', {
  Yes: say('Yes', 'Bəli'),
  No: say('No', 'Xeyr'),
  Unknown: say('Unknown', 'Naməlum'),
});
export type Ternary = CodeOf<typeof Ternary>;
