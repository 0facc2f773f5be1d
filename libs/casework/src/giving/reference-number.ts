/**
 * Numbers and pseudonyms that the product gives out. They are random, so they tell neither order nor count, and they
 * are the only unique texts: nobody can learn of a hidden row by trying a number (libs/change/decisions/0002).
 */
import { randomInt } from 'node:crypto';

/** Without 0, 1, I, L, O and U: nothing is misread over the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @returns eight random characters, e.g. `7K3M-9QWX`: one chance in 650,000 to meet one of a million others. */
export function randomReference(): string {
  const characters = Array.from({ length: 8 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
