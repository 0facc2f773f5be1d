/** The token: 256 random bits that mean nothing. It is given once; the database has its SHA-256, which opens nothing. */
import { createHash, randomBytes } from 'node:crypto';

/** @returns a new token: 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** @returns what is stored and looked up: 32 bytes. The token is random, so a plain hash is enough. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'latin1').digest();
}

/** @returns whether the text could be a token at all. */
export function isToken(text: string): boolean {
  return text.length === 43;
}
