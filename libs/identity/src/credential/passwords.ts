/**
 * Hashing of passwords. There is always exactly one verification per attempt: where there is nothing to compare with, a
 * decoy is compared, so that an unknown login costs what a known one does.
 */
import { randomBytes } from 'node:crypto';
import argon2 from 'argon2';

import { PASSWORD_LENGTH } from './password-rules.js';

/** Argon2id with 19 MiB, 2 passes, 1 lane (RFC 9106; OWASP Password Storage Cheat Sheet, first choice of its kind). */
export const HASH_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The part of the package that is used; a test puts its own counter in front of it. */
export type Hashing = Pick<typeof argon2, 'hash' | 'verify' | 'needsRehash'>;

export class Passwords {
  #decoy: Promise<string> | null = null;

  constructor(private readonly hashing: Hashing = argon2) {}

  /** @returns the hash to store, Argon2id with its parameters (RFC 9106). */
  hash(password: string): Promise<string> {
    return this.hashing.hash(spelt(password), { type: argon2.argon2id, ...HASH_COST });
  }

  /**
   * @param hash the account's hash, or null to do the same work for nothing.
   * @returns whether the password is the right one; never true for null.
   */
  async verify(hash: string | null, password: string): Promise<boolean> {
    const tooLong = password.length > PASSWORD_LENGTH.most * 4;
    const right = await this.hashing.verify(hash ?? (await this.decoy()), tooLong ? '' : spelt(password));
    return right && hash !== null && !tooLong;
  }

  /** @returns whether the hash was made at another cost than today's. */
  isOutdated(hash: string): boolean {
    return this.hashing.needsRehash(hash, HASH_COST);
  }

  /** Makes the decoy before the first attempt needs it: that attempt must not be slower than the others. */
  async prepare(): Promise<void> {
    await this.decoy();
  }

  private decoy(): Promise<string> {
    return (this.#decoy ??= this.hash(randomBytes(32).toString('base64url')));
  }
}

/** The same characters typed on another keyboard may come in another composition (RFC 8265, OpaqueString). */
function spelt(password: string): string {
  return password.normalize('NFC');
}
