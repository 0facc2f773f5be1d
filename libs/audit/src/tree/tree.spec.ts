/** The tree against the reference vectors of Certificate Transparency and against the RFC's own recursive definition. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';

import { Frontier, type StoredNode } from './frontier.js';
import { EMPTY_ROOT, leafHash } from './hash.js';
import { consistencyRuns, extendsTree, includes, inclusionRuns } from './proof.js';
import { completeSubtrees, storedRun } from './subtree.js';

/** The eight leaves of the Certificate Transparency reference tests (merkle_tree_test.cc), and the roots of the first 1 to 8. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Audit paths of the same tests: leaf (from 0), size, hashes. */
const PATHS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 1, []],
  [0, 8, [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [5, 8, [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [1, 5, [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
];
/** Consistency proofs of the same tests: older size, newer size, hashes. */
const CONSISTENCY: readonly (readonly [number, number, readonly string[]])[] = [
  [1, 1, []],
  [1, 8, [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [6, 8, [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 5, [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
];

/** RFC 6962 section 2.1, word for word and slow, over the bytes of the leaves. */
function mth(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
const frontierOf = (leaves: readonly Buffer[]): Frontier => {
  const edge = new Frontier();
  for (const leaf of leaves) edge.append(leafHash(leaf));
  return edge;
};
const leavesOf = (size: number): Buffer[] => Array.from({ length: size }, (_, at) => Buffer.from(`leaf ${at}`));
const rootsOf = (leaves: readonly Buffer[], runs: readonly { from: number; to: number }[]): Buffer[] => runs.map(({ from, to }) => mth(leaves.slice(from, to)));
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

describe('the tree of Certificate Transparency\'s reference tests', () => {
  it('has the known roots', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(ROOTS.map((_, at) => frontierOf(LEAVES.slice(0, at + 1)).root().toString('hex'))).toEqual(ROOTS);
  });

  it.each(PATHS)('proves leaf %i in the tree of %i by the known path', (index, size, path) => {
    expect(hex(rootsOf(LEAVES, inclusionRuns(index, size)))).toEqual(path);
    expect(includes(Buffer.from(ROOTS[size - 1]!, 'hex'), size, index, leafHash(LEAVES[index]!), path.map((hash) => Buffer.from(hash, 'hex')))).toBe(true);
  });

  it.each(CONSISTENCY)('proves %i the beginning of %i by the known hashes', (older, newer, proof) => {
    expect(hex(rootsOf(LEAVES, consistencyRuns(older, newer)))).toEqual(proof);
    const at = (size: number): { size: number; root: Buffer } => ({ size, root: Buffer.from(ROOTS[size - 1]!, 'hex') });
    expect(extendsTree(at(older), at(newer), proof.map((hash) => Buffer.from(hash, 'hex')))).toBe(true);
  });
});

describe('a tree of any size', () => {
  const size = fc.integer({ min: 1, max: 700 });

  it('grows leaf by leaf to the root of the definition, also from a stored edge', () => {
    fc.assert(fc.property(size, fc.nat(), (all, cut) => {
      const leaves = leavesOf(all);
      const half = cut % (all + 1);
      const resumed = Frontier.at(half, completeSubtrees(0, half).map(({ first, leaves: count }) => mth(leaves.slice(first, first + count))));
      for (const leaf of leaves.slice(half)) resumed.append(leafHash(leaf));
      expect([resumed.size, resumed.root()]).toEqual([all, mth(leaves)]);
      expect(frontierOf(leaves).copy().root()).toEqual(mth(leaves));
    }), { numRuns: 40 });
  });

  it('stores a node whenever 256 of the level below are complete', () => {
    const edge = new Frontier();
    const leaves = leavesOf(65_536 + 300);
    const stored: StoredNode[] = leaves.flatMap((leaf) => edge.append(leafHash(leaf)));
    expect(stored.filter(({ level }) => level === 1).map(({ index }) => index)).toEqual(Array.from({ length: 257 }, (_, at) => at));
    expect(stored.filter(({ level }) => level > 1)).toEqual([{ level: 2, index: 0, hash: mth(leaves.slice(0, 65_536)) }]);
    expect(stored.find(({ level, index }) => level === 1 && index === 3)?.hash).toEqual(mth(leaves.slice(768, 1_024)));
  });

  it('proves every leaf, and no other hash, index, size or shortened path', () => {
    fc.assert(fc.property(size, fc.nat(), (all, any) => {
      const leaves = leavesOf(all);
      const index = any % all;
      const [root, leaf] = [mth(leaves), leafHash(leaves[index]!)];
      const path = rootsOf(leaves, inclusionRuns(index, all));
      expect(includes(root, all, index, leaf, path)).toBe(true);
      expect(includes(root, all, index, leafHash(Buffer.from('another')), path)).toBe(false);
      if (all > 1) {
        expect(includes(root, all, (index + 1) % all, leaf, path)).toBe(false);
        expect(includes(root, all, index, leaf, path.slice(1))).toBe(false);
        expect(includes(root, all, index, leaf, [...path, root])).toBe(false);
      }
    }), { numRuns: 60 });
  });

  it('proves every beginning, and no other tree', () => {
    fc.assert(fc.property(size, fc.nat(), (all, any) => {
      const leaves = leavesOf(all);
      const older = { size: any % (all + 1), root: mth(leaves.slice(0, any % (all + 1))) };
      const newer = { size: all, root: mth(leaves) };
      const proof = rootsOf(leaves, consistencyRuns(older.size, all));
      expect(extendsTree(older, newer, proof)).toBe(true);
      const forged = mth([...leaves.slice(0, -1), Buffer.from('another')]);
      if (older.size > 0) {
        expect(extendsTree({ ...older, root: forged }, newer, proof)).toBe(false);
        expect(extendsTree(older, { ...newer, root: forged }, proof)).toBe(false);
        expect(extendsTree(newer, older, proof)).toBe(older.size === all);
      }
    }), { numRuns: 60 });
  });

  it('reads few stored rows for any proof, also in a tree of a thousand million leaves', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.nat(), (all, any) => {
      for (const runs of [inclusionRuns(any % all, all), consistencyRuns(any % all, all)]) {
        const rows = runs.flatMap(({ from, to }) => completeSubtrees(from, to)).map(storedRun);
        for (const { first, count, level } of rows) {
          expect(Number.isInteger(first) && count <= 128).toBe(true);
          expect((first + count) * 256 ** level).toBeLessThanOrEqual(all);
        }
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(4 * 2 * 256);
      }
    }), { numRuns: 200 });
  });

  it('refuses what is no leaf and no pair of sizes', () => {
    for (const [index, all] of [[1, 1], [0, 0], [-1, 4], [0.5, 4], [2 ** 53, 2 ** 54]] as const) {
      expect(() => inclusionRuns(index, all)).toThrow(RangeError);
      expect(includes(EMPTY_ROOT, all, index, EMPTY_ROOT, [])).toBe(false);
    }
    expect(() => consistencyRuns(3, 2)).toThrow(RangeError);
  });
});
