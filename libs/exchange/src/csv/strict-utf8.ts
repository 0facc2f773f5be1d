/**
 * Lets only UTF-8 through. A decoder that replaces what it cannot read would turn a name into another name; so the
 * first wrong byte refuses the file and is named by its offset.
 */
import { isUtf8 } from 'node:buffer';

import { FileRefusal } from '../format/file-refusal.js';

export class StrictUtf8 {
  #tail: Buffer = Buffer.alloc(0);
  /** Offset of the first byte of the tail. */
  #offset = 0;

  /**
   * @returns what is complete so far; a character divided between two chunks waits for the second.
   * @throws FileRefusal UTF_16 or NOT_UTF_8 with the offset of the byte.
   */
  take(chunk: Buffer): Buffer {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    if (this.#offset === 0) refuseUtf16(bytes);
    const complete = bytes.length - divided(bytes);
    const whole = bytes.subarray(0, complete);
    if (!isUtf8(whole)) throw new FileRefusal('NOT_UTF_8', { byte: this.#offset + validPrefix(whole) });
    this.#tail = Buffer.from(bytes.subarray(complete));
    this.#offset += complete;
    return whole;
  }

  /** @throws FileRefusal when the file ends inside a character. */
  end(): void {
    if (this.#tail.length > 0) throw new FileRefusal('NOT_UTF_8', { byte: this.#offset });
  }
}

function refuseUtf16(bytes: Buffer): void {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  // Without a mark: a letter of a header beside a zero byte.
  if (marked || (bytes.length > 1 && (first === 0) !== (second === 0))) throw new FileRefusal('UTF_16', { byte: 0 });
}

/** @returns how many bytes at the end begin a character that is not complete (RFC 3629, section 3). */
function divided(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** @returns the length of the longest valid beginning, whole characters only. */
function validPrefix(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 4) {
    const middle = (valid + invalid) >> 1;
    const cut = middle - divided(bytes.subarray(valid, middle));
    if (cut > valid && isUtf8(bytes.subarray(valid, cut))) valid = cut;
    else if (cut === valid) break;
    else invalid = middle;
  }
  while (valid < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => valid + size <= bytes.length && isUtf8(bytes.subarray(valid, valid + size)));
    if (length === undefined) return valid;
    valid += length;
  }
  return valid;
}
