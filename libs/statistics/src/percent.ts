/** Percentages as published: two decimals, half up, computed in whole numbers so that no binary fraction decides. */

/**
 * @param part and @param whole are counts, whole numbers; their product with 20,000 must be a safe integer.
 * @returns hundredths rounded half up, e.g. 35.77; null when there is no whole to be a part of.
 */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) / 100;
}
