/** Consistency proofs: that a smaller tree is a prefix of a larger one, without seeing either (RFC 9162, section 2.1.4.2). */
import { nodeHash } from './merkle.js';

export interface Tree {
  readonly size: number;
  readonly root: Buffer;
}

/** @returns whether the proof leads from the smaller tree to the larger one. Equal sizes need equal roots and no proof. */
export function isConsistent(smaller: Tree, larger: Tree, proof: readonly Buffer[]): boolean {
  if (smaller.size > larger.size) return false;
  if (smaller.size === larger.size) return proof.length === 0 && smaller.root.equals(larger.root);
  if (smaller.size === 0) return proof.length === 0;
  const path = isPowerOfTwo(smaller.size) ? [smaller.root, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;

  // The names of RFC 9162: fn and sn are the positions of the last leaves, fr and sr the roots that come out.
  let fn = smaller.size - 1;
  let sn = larger.size - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let fr = first;
  let sr = first;
  for (const node of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = nodeHash(sr, node);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(smaller.root) && sr.equals(larger.root);
}

/** Not a shift: sizes may pass 2^31. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest % 2 === 0) rest = half(rest);
  return rest === 1;
}
