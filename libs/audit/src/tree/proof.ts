/**
 * Which runs of leaves a proof needs the roots of (RFC 6962 sections 2.1.1 and 2.1.2), told as numbers alone, so that the same
 * rules serve a tree in memory and a stored one. And the checks that a reader makes with a proof (RFC 9162 sections 2.1.3.2, 2.1.4.2).
 */
import { nodeHash } from './hash.js';
import { splitOf } from './subtree.js';

/** The leaves from `from` up to and without `to`. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** @returns the runs whose roots prove that leaf `index` stands in a tree of `size`, from the leaf upwards. @throws RangeError */
export function inclusionRuns(index: number, size: number): readonly Run[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('no such leaf');
  const runs: Run[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      runs.push({ from: middle, to });
      to = middle;
    } else {
      runs.push({ from, to: middle });
      from = middle;
    }
  }
  return runs.reverse();
}

/** @returns the runs whose roots prove that a tree of `older` is the beginning of one of `newer`; none when either is empty or both are equal. @throws RangeError */
export function consistencyRuns(older: number, newer: number): readonly Run[] {
  if (!isCount(older) || !isCount(newer) || older > newer) throw new RangeError('no such trees');
  if (older === 0 || older === newer) return [];
  const runs: Run[] = [];
  let [from, to] = [0, newer];
  while (to !== older) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      runs.push({ from: middle, to });
      to = middle;
    } else {
      runs.push({ from, to: middle });
      from = middle;
    }
  }
  // What is left is the older tree's own last part; when it is the whole older tree, the reader has its root already.
  return from === 0 ? runs.reverse() : [...runs, { from, to }].reverse();
}

/** @returns whether the path proves the leaf hash at `index` in the tree of `size` with that root. */
export function includes(root: Buffer, size: number, index: number, leaf: Buffer, path: readonly Buffer[]): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let hash = leaf;
  let [at, last] = [index, size - 1];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** @returns whether the proof shows the older tree to be the beginning of the newer. */
export function extendsTree(older: { size: number; root: Buffer }, newer: { size: number; root: Buffer }, proof: readonly Buffer[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  const isPower = older.size === splitOf(older.size + 1);
  const [start, ...rest] = isPower ? [older.root, ...proof] : proof;
  if (start === undefined || (isPower && proof.length === 0)) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)];
  let [oldHash, newHash] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldHash.equals(older.root) && newHash.equals(newer.root);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
