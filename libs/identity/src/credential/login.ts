/** One spelling per login, so that case, width and blanks neither make a second account nor a second row of guesses. */

const CHARACTERS = /^[^\p{C}\p{Z}]{3,100}$/u;

/**
 * @returns the login in its one spelling: NFKC (Unicode UAX 15), lower case, no blanks at the ends; or null when it cannot
 *   be a login: shorter than 3 or longer than 100 characters, or with blanks, control or invisible characters inside.
 */
export function normaliseLogin(given: string): string | null {
  if (given.length > 1_000) return null;
  const login = given.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  return CHARACTERS.test(login) && login.length <= 100 ? login : null;
}
