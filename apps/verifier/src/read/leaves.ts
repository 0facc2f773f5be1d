/** Leaf hashes in one run of bytes: a million of them are 32 megabytes, not a million objects. */
import { HASH_BYTES } from '../tree/merkle.js';

export class Leaves {
  private bytes: Buffer = Buffer.alloc(1024 * HASH_BYTES);
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(hash: Buffer): void {
    this.append(hash);
  }

  /** @param hashes any number of hashes, one behind the other. */
  append(hashes: Buffer): void {
    const used = this.count * HASH_BYTES;
    if (used + hashes.length > this.bytes.length) {
      const grown = Buffer.alloc(Math.max(2 * this.bytes.length, used + hashes.length));
      this.bytes.copy(grown, 0, 0, used);
      this.bytes = grown;
    }
    hashes.copy(this.bytes, used);
    this.count += hashes.length / HASH_BYTES;
  }

  at(index: number): Buffer {
    return this.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
