/**
 * A password that is made up for somebody else, in two halves: one is told to the administrator who carries the command out, the
 * other to the one who approved it. Neither can sign in as the officer; the officer is given both, by two people, and chooses his own
 * at once (decisions/0001-a-password-in-two-halves.md). Nothing of it is stored: the approver's half is derived from the approval.
 */
import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { Id } from '#kernel';

/** RFC 4648 base32 in lower case: nothing in it is mistaken for 0 or 1 when it is read aloud. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

export class PasswordHalves {
  readonly #key: KeyObject;

  /** @param secret at least 32 bytes, the same in every process. */
  constructor(secret: Buffer) {
    if (secret.length < 32) throw new Error('the secret of password halves needs at least 32 bytes');
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'approver half of a password', 32)));
  }

  /** @returns the half for whoever approved: always the same for one approval. 80 bits. */
  ofApprover(approval: Id): string {
    return spelt(createHmac('sha256', this.#key).update(approval, 'utf8').digest().subarray(0, 10));
  }

  /** @returns a new, random half for whoever carries the command out. 80 bits. */
  invented(): string {
    return spelt(randomBytes(10));
  }

  /** @returns the password of two halves: as the officer types it. */
  whole(invented: string, approval: Id): string {
    return `${invented}-${this.ofApprover(approval)}`;
  }
}

/** Ten bytes as four groups of four letters. */
function spelt(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS.charAt(Number.parseInt(five, 2))).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}
