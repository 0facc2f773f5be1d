/** AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags: the one cipher of the vault, in one place. */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** @param nonce 12 bytes that MUST NOT have been used with this key for anything else. @returns ciphertext and, behind it, the tag. */
export function encrypt(key: KeyObject, nonce: Buffer, associated: Buffer, plain: Buffer): Buffer {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`a nonce has ${NONCE_BYTES} bytes`);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @param sealed ciphertext and tag. @returns the plain bytes, or null when key, nonce, associated data, ciphertext or tag do not belong together. */
export function decrypt(key: KeyObject, nonce: Buffer, associated: Buffer, sealed: Buffer): Buffer | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0); // not authenticated: nobody may see it
    return null;
  }
}
