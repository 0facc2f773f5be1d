/** Which human an account belongs to: the number of the personnel file, in one spelling. Two accounts of one person share it. */
const SPELLING = /^[\p{Lu}\p{Lo}\p{N}][\p{Lu}\p{Lo}\p{N}./-]{2,39}$/u;

/**
 * @returns the number in its one spelling: NFKC (Unicode UAX 15), upper case, without blanks; or null when it cannot be one: other
 *   than 3 to 40 letters, digits, dots, strokes and hyphens.
 */
export function normalisePersonnelNumber(given: string): string | null {
  if (given.length > 200) return null;
  const number = given.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase().normalize('NFKC');
  return SPELLING.test(number) ? number : null;
}
