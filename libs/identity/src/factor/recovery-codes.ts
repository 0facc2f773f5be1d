/**
 * Recovery codes: for the day the telephone is lost. Ten, each good once. A code holds 118 random bits, so a plain hash
 * keeps it (NIST SP 800-63B-4, section 3.1.2: look-up secrets of 112 bits or more); it is short enough to copy from paper.
 */
import { createHash, randomInt } from 'node:crypto';

/** How many are made at a time. */
export const RECOVERY_CODES = 10;

/** Nothing that is misread on paper: no 0, 1, i, l, o. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 6;
const LETTERS_IN_GROUP = 4;

/** @returns new codes, e.g. `k7xq-m2ab-...`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** @returns the hash under which a typed code is looked up, or null when it cannot be one. Case, blanks and hyphens do not count. */
export function recoveryHash(typed: string): Buffer | null {
  const letters = typed.toLowerCase().replaceAll(/[\s-]/gu, '');
  if (letters.length !== GROUPS * LETTERS_IN_GROUP) return null;
  return createHash('sha256').update(letters, 'utf8').digest();
}

function group(): string {
  return Array.from({ length: LETTERS_IN_GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}
