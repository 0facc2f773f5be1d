/** The tree and its proofs against the definitions of RFC 6962 written out naively, over many sizes. */
import { hash } from 'node:crypto';

import { naiveConsistency, naiveRoot } from '../../../../test/support/sample-log.js';
import { isConsistent } from './consistency.js';
import { emptyRoot, GrowingTree, leafHash } from './merkle.js';

const leaves = Array.from({ length: 70 }, (_, index) => hash('sha256', Buffer.from(`leaf ${index}`), 'buffer'));

function tree(size: number): { size: number; root: Buffer } {
  const growing = new GrowingTree();
  for (const leaf of leaves.slice(0, size)) growing.add(leaf);
  return { size: growing.size, root: growing.root() };
}

describe('the tree', () => {
  it('gives the published hashes of nothing and of an empty leaf (RFC 6962, section 2.1)', () => {
    expect(emptyRoot().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(leafHash(Buffer.of(99)).toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  it('has the root of the definition at every size', () => {
    for (let size = 0; size <= leaves.length; size++) expect(tree(size).root).toEqual(naiveRoot(leaves.slice(0, size)));
  });

  it('accepts every true proof of consistency and refuses it for any other tree', () => {
    for (let larger = 1; larger <= leaves.length; larger++) {
      for (let smaller = 1; smaller <= larger; smaller++) {
        const proof = naiveConsistency(smaller, leaves.slice(0, larger));
        expect(isConsistent(tree(smaller), tree(larger), proof)).toBe(true);
        const wrong = { size: smaller, root: hash('sha256', Buffer.from('another history'), 'buffer') };
        expect(isConsistent(wrong, tree(larger), proof)).toBe(false);
        expect(isConsistent(tree(smaller), tree(larger), [...proof, leaves[0] ?? Buffer.alloc(32)])).toBe(false);
        if (proof.length > 0) expect(isConsistent(tree(smaller), tree(larger), proof.slice(1))).toBe(false);
      }
    }
  });

  it('refuses a log that shrank', () => {
    expect(isConsistent(tree(9), tree(8), [])).toBe(false);
  });
});
