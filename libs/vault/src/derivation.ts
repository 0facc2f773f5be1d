/** Keys from keys: HKDF-SHA-256 (RFC 5869) and HMAC-SHA-256 (RFC 2104), the only two ways this library derives anything. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** @param info what the key is for; other words, other key. @returns a 256-bit key. */
export function deriveKey(secret: KeyObject, info: string): KeyObject {
  const bytes = hkdf(secret, Buffer.alloc(0), Buffer.from(info), 32);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** HKDF-SHA-256: extract with `salt`, expand with `info` to `length` bytes. */
export function hkdf(secret: KeyObject | Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}

/** HMAC-SHA-256. @returns 32 bytes. */
export function mac(key: KeyObject | Buffer, text: string | Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
