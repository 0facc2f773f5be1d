/**
 * A crosswalk lays one of our code lists beside the labels another body publishes. Each of our values is one of three:
 * `same` (the two mean the same), `within` (ours lies inside a wider label of theirs) or not expressible there. Going out,
 * both give a label; coming in, only `same` gives a value, so that a wide label is never narrowed by a guess.
 */
import type { CodeList } from '#kernel';

export interface Crossing<T extends string> {
  readonly label: T;
  /** True when label and value mean the same, so that the way back is open too. */
  readonly exact: boolean;
}

/** The other side has no label for this value; a count over it must say so rather than leave it out. */
export const NOT_EXPRESSIBLE = null;

export const same = <T extends string>(label: T): Crossing<T> => ({ label, exact: true });
export const within = <T extends string>(label: T): Crossing<T> => ({ label, exact: false });

export interface Crosswalk<V extends string, T extends string> {
  readonly list: CodeList<V>;
  /** Where the labels come from. */
  readonly target: string;
  readonly crossings: Readonly<Record<V, Crossing<T> | typeof NOT_EXPRESSIBLE>>;
  /** @returns their label for our value, or null where it cannot be expressed. */
  toLabel(value: V): T | null;
  /** @returns our value that means exactly this label, or null: unknown label, or one wider than any value of ours. */
  fromLabel(label: string): V | null;
  /** @returns all our values that count under this label, in the order of the list. */
  valuesUnder(label: string): readonly V[];
}

/**
 * @param crossings one entry for every value of the list; the type asks for all of them.
 * @throws Error when two values claim to mean exactly the same label.
 */
export function defineCrosswalk<V extends string, T extends string>(
  list: CodeList<V>,
  target: string,
  crossings: Readonly<Record<V, Crossing<T> | typeof NOT_EXPRESSIBLE>>,
): Crosswalk<V, T> {
  const back = new Map<string, V>();
  for (const value of list.values) {
    const crossing = crossings[value];
    if (crossing?.exact !== true) continue;
    if (back.has(crossing.label)) throw new Error(`crosswalk ${list.name} to ${target}: ${crossing.label} has two exact values`);
    back.set(crossing.label, value);
  }
  return {
    list,
    target,
    crossings,
    toLabel: (value) => crossings[value]?.label ?? null,
    fromLabel: (label) => back.get(label) ?? null,
    valuesUnder: (label) => list.values.filter((value) => crossings[value]?.label === label),
  };
}
