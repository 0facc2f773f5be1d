/**
 * Which stored hashes a part of the tree is made of. Every hash of a proof is the root over a run of leaves; a run falls into
 * complete subtrees (a power of two of leaves, standing at a multiple of that), and each of those into at most 128 stored rows of one level.
 */

/** One stored row of a level covers this many of the level below. */
export const ROWS_PER_NODE = 256;

/** The leaves from `first` on. `leaves` is a power of two and divides `first`. */
export interface Subtree {
  readonly first: number;
  readonly leaves: number;
}

/** A run of stored hashes: of leaves at level 0, of complete subtrees of 256^level leaves above. */
export interface StoredRun {
  readonly level: number;
  readonly first: number;
  readonly count: number;
}

/**
 * @param from a multiple of the largest power of two below the run's length, as all runs of RFC 6962 proofs are.
 * @returns the complete subtrees that the leaves [from, to) fall into, largest first.
 */
export function completeSubtrees(from: number, to: number): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let first = from; first < to;) {
    const leaves = largestPowerUpTo(to - first);
    subtrees.push({ first, leaves });
    first += leaves;
  }
  return subtrees;
}

/** @returns the stored rows whose hashes, joined in pairs, give the subtree's root. */
export function storedRun({ first, leaves }: Subtree): StoredRun {
  let [level, covered] = [0, 1];
  while (covered * ROWS_PER_NODE <= leaves) {
    covered *= ROWS_PER_NODE;
    level += 1;
  }
  return { level, first: first / covered, count: leaves / covered };
}

/** @returns the largest power of two that is not more than `most`, which is at least 1. */
export function largestPowerUpTo(most: number): number {
  let power = 1;
  while (power * 2 <= most) power *= 2;
  return power;
}

/** @returns where a tree of `leaves` (2 or more) is split: the largest power of two smaller than it (RFC 6962 section 2.1). */
export function splitOf(leaves: number): number {
  return largestPowerUpTo(leaves - 1);
}
