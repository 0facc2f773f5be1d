/**
 * The growing edge of the tree: the roots of the complete subtrees that the leaves so far fall into, largest first. It is all
 * that is needed to add leaves and to tell the root, and has at most one hash for each bit of the size.
 */
import { EMPTY_ROOT, nodeHash } from './hash.js';
import { completeSubtrees, ROWS_PER_NODE } from './subtree.js';

/** The root of a complete subtree of 256^level leaves, as it is stored. */
export interface StoredNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

interface Peak {
  readonly leaves: number;
  readonly hash: Buffer;
}

export class Frontier {
  #size = 0;
  #peaks: Peak[] = [];

  /**
   * @param hashes the roots of {@link completeSubtrees} of a tree of `size` leaves, in their order.
   * @returns the edge of that tree.
   */
  static at(size: number, hashes: readonly Buffer[]): Frontier {
    const edge = new Frontier();
    const subtrees = completeSubtrees(0, size);
    if (subtrees.length !== hashes.length) throw new RangeError('another number of subtrees than the size has');
    edge.#size = size;
    edge.#peaks = subtrees.map(({ leaves }, place) => ({ leaves, hash: hashes[place] ?? EMPTY_ROOT }));
    return edge;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf. @returns the nodes to store that became complete with it, smallest first. */
  append(leaf: Buffer): readonly StoredNode[] {
    let peak: Peak = { leaves: 1, hash: leaf };
    let storedAt = ROWS_PER_NODE;
    const complete: StoredNode[] = [];
    this.#size += 1;
    for (let last = this.#peaks.at(-1); last?.leaves === peak.leaves; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      peak = { leaves: peak.leaves * 2, hash: nodeHash(last.hash, peak.hash) };
      if (peak.leaves !== storedAt) continue;
      complete.push({ level: complete.length + 1, index: this.#size / peak.leaves - 1, hash: peak.hash });
      storedAt *= ROWS_PER_NODE;
    }
    this.#peaks.push(peak);
    return complete;
  }

  /** @returns the root of the tree so far. */
  root(): Buffer {
    return this.#peaks.map(({ hash }) => hash).reduceRight<Buffer | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ?? EMPTY_ROOT;
  }

  /** @returns another edge that grows on its own. */
  copy(): Frontier {
    return Frontier.at(this.#size, this.#peaks.map(({ hash }) => hash));
  }
}
