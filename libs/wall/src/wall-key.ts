/**
 * The key the wall's contexts are signed with. The process holds it as a secret; the database holds it as the two padded
 * keys of HMAC (RFC 2104), so that its own `sha256` is all it needs to check a signature.
 */
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Bytes of a key: the length of SHA-256's own output, as RFC 2104, section 3, advises. */
export const WALL_KEY_BYTES = 32;

const BLOCK = 64; // bytes, of SHA-256

export class WallKey {
  /** Sixteen hexadecimal digits that name the key and do not tell it. */
  readonly id: string;
  readonly #key: KeyObject;

  /** @throws Error for any other length than {@link WALL_KEY_BYTES}. */
  constructor(bytes: Buffer) {
    if (bytes.length !== WALL_KEY_BYTES) throw new Error(`a wall key has ${WALL_KEY_BYTES} bytes`);
    this.#key = createSecretKey(bytes);
    this.id = createHash('sha256').update('qalxan wall key').update(bytes).digest('hex').slice(0, 16);
  }

  /** @returns HMAC-SHA-256 of the text, lower-case hex. */
  sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('hex');
  }

  /** @returns what the database keeps; it is as secret as the key. */
  pads(): { readonly inner: Buffer; readonly outer: Buffer } {
    const padded = (byte: number): Buffer => {
      const block = Buffer.alloc(BLOCK);
      this.#key.export().copy(block);
      return block.map((value) => value ^ byte) as Buffer;
    };
    return { inner: padded(0x36), outer: padded(0x5c) };
  }
}
