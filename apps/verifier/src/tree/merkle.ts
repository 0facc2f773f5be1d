/**
 * The Merkle tree of RFC 6962, section 2.1, written for checking: nothing here is shared with the program that builds the
 * tree it checks, so that one mistake cannot hide in both.
 */
import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/** @returns SHA-256(0x00 | entry). The caller leaves the first byte free: an entry is hashed a million times over. */
export function leafHash(prefixed: Buffer): Buffer {
  prefixed[0] = 0;
  return hash('sha256', prefixed, 'buffer');
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES);

/** @returns SHA-256(0x01 | left | right). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  pair[0] = 1;
  left.copy(pair, 1);
  right.copy(pair, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** @returns the root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Buffer {
  return hash('sha256', Buffer.alloc(0), 'buffer');
}

/**
 * A tree that only grows: of everything to the left it keeps the roots of complete subtrees, one for each bit that is set
 * in its size.
 */
export class GrowingTree {
  private readonly subtrees: Buffer[] = [];
  private leaves = 0;

  get size(): number {
    return this.leaves;
  }

  add(leaf: Buffer): void {
    let node = leaf;
    // Each complete subtree of the same size joins the new one, as in binary addition.
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(this.subtrees.pop() ?? missing(), node);
    this.subtrees.push(node);
    this.leaves += 1;
  }

  root(): Buffer {
    const [last, ...left] = this.subtrees.toReversed();
    return last ? left.reduce((right, subtree) => nodeHash(subtree, right), last) : emptyRoot();
  }
}

function missing(): never {
  throw new Error('the tree lost a subtree');
}
