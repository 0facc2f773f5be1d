/** Categories of a dimension: how they are labelled and in which order they stand. Unknown comes last, always. */
import { COMBINED_BY, listOf, type Dimension } from '#disclosure';
import { say, type Words } from '#kernel';

export const UNKNOWN = say('Unknown', 'Naməlum');
const YES = say('Yes', 'Bəli');

/** @returns the codes a category is made of; several for a combination, in the order of the code list, none for Unknown. */
export function codesOf(dimension: Dimension, category: string | null): readonly string[] {
  if (category === null) return [];
  if (dimension.kind !== 'COMBINATION') return [category];
  return category.split(COMBINED_BY).sort((one, other) => place(dimension, one) - place(dimension, other));
}

/** @returns the category in words. */
export function labelOf(dimension: Dimension, category: string | null): Words {
  if (category === null) return UNKNOWN;
  if (dimension.kind === 'YEAR') return say(category.replace('/', '–'), category.replace('/', '–'));
  if (dimension.kind === 'PRESENCE') return YES;
  const labels = listOf(dimension)?.labels ?? {};
  const words = codesOf(dimension, category).map((code) => labels[code] ?? say(code, code));
  return { en: words.map(({ en }) => en).join('; '), az: words.map(({ az }) => az).join('; ') };
}

/** Compares two categories: years by time, codes by their list, combinations by their first codes, Unknown last. */
export function compareCategories(dimension: Dimension, one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (dimension.kind === 'YEAR') return one < other ? -1 : Number(one > other);
  const left = codesOf(dimension, one).map((code) => place(dimension, code));
  const right = codesOf(dimension, other).map((code) => place(dimension, code));
  const differs = left.findIndex((at, index) => at !== right[index]);
  return differs === -1 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? -1);
}

/** Places of codes in their lists; looked up for every figure, so worked out once for each dimension. */
const places = new WeakMap<Dimension, ReadonlyMap<string, number>>();

function place(dimension: Dimension, code: string): number {
  let known = places.get(dimension);
  if (!known) {
    known = new Map((listOf(dimension)?.values ?? []).map((value, index) => [value, index]));
    places.set(dimension, known);
  }
  return known.get(code) ?? 0;
}
