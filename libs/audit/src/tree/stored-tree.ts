/** The tree as it lies in the database. Any hash of any proof is told from a few hundred rows, however many leaves there are. */
import type { Client, Pool } from 'pg';

import { Frontier, type StoredNode } from './frontier.js';
import { EMPTY_ROOT, nodeHash } from './hash.js';
import type { Run } from './proof.js';
import { completeSubtrees, storedRun, type Subtree } from './subtree.js';

/** What runs statements: a pool, or the one connection that holds the sealer's lock. */
export type TreeSource = Pick<Client | Pool, 'query'>;

/** A row of the tree is missing, so that a hash cannot be told. */
export class TreeBroken extends Error {
  override readonly name = 'TreeBroken';
}

const LEAVES = `
  select run.place::int as place, found.hashes
    from unnest($1::bigint[], $2::bigint[]) with ordinality run (first, count, place)
   cross join lateral (select string_agg(l.hash, ''::bytea order by l.index) as hashes
                         from audit.leaf l where l.index >= run.first and l.index < run.first + run.count) found`;
const NODES = `
  select run.place::int as place, found.hashes
    from unnest($1::bigint[], $2::bigint[], $3::int[]) with ordinality run (first, count, level, place)
   cross join lateral (select string_agg(n.hash, ''::bytea order by n.index) as hashes
                         from audit.node n where n.level = run.level and n.index >= run.first and n.index < run.first + run.count) found`;

/** @returns how many leaves there are. */
export async function treeSize(source: TreeSource): Promise<number> {
  const { rows } = await source.query<{ size: string }>('select coalesce(max(index) + 1, 0) as size from audit.leaf');
  return Number(rows[0]?.size ?? 0);
}

/** @returns the edge of the tree of `size`. @throws TreeBroken when rows are missing. */
export async function edgeAt(source: TreeSource, size: number): Promise<Frontier> {
  return Frontier.at(size, await subtreeRoots(source, completeSubtrees(0, size)));
}

/** @returns the root over each run. @throws TreeBroken when rows are missing. */
export async function rootsOf(source: TreeSource, runs: readonly Run[]): Promise<readonly Buffer[]> {
  const parts = runs.map(({ from, to }) => completeSubtrees(from, to));
  const roots = await subtreeRoots(source, parts.flat());
  let taken = 0;
  return parts.map((subtrees) => {
    const own = roots.slice(taken, taken + subtrees.length);
    taken += subtrees.length;
    return own.reduceRight<Buffer | null>((right, left) => (right === null ? left : nodeHash(left, right)), null) ?? EMPTY_ROOT;
  });
}

/** @returns the leaf hashes [from, to) joined. @throws TreeBroken when rows are missing. */
export async function leafHashes(source: TreeSource, from: number, to: number): Promise<Buffer> {
  const { rows } = await source.query<{ hashes: Buffer | null }>(
    `select string_agg(hash, ''::bytea order by index) as hashes from audit.leaf where index >= $1 and index < $2`, [from, to]);
  const hashes = rows[0]?.hashes ?? Buffer.alloc(0);
  if (hashes.length !== (to - from) * 32) throw new TreeBroken('leaves are missing');
  return hashes;
}

/** @returns which of these nodes are stored otherwise or not at all. */
export async function nodesUnlike(source: TreeSource, nodes: readonly StoredNode[]): Promise<readonly StoredNode[]> {
  if (nodes.length === 0) return [];
  const { rows } = await source.query<{ place: number }>(
    `select n.place::int as place from unnest($1::int[], $2::bigint[], $3::bytea[]) with ordinality n (level, index, hash, place)
      where not exists (select from audit.node s where s.level = n.level and s.index = n.index and s.hash = n.hash)`,
    [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)]);
  return rows.flatMap(({ place }) => nodes[place - 1] ?? []);
}

async function subtreeRoots(source: TreeSource, subtrees: readonly Subtree[]): Promise<readonly Buffer[]> {
  const runs = subtrees.map((subtree, at) => ({ ...storedRun(subtree), at }));
  const [leaves, nodes] = [runs.filter(({ level }) => level === 0), runs.filter(({ level }) => level > 0)];
  const roots: Buffer[] = subtrees.map(() => EMPTY_ROOT);
  const take = (asked: typeof runs, rows: readonly { readonly place: number; readonly hashes: Buffer | null }[]): void => {
    for (const { place, hashes } of rows) {
      const run = asked[place - 1];
      if (!run || hashes?.length !== run.count * 32) throw new TreeBroken('a row of the tree is missing');
      roots[run.at] = pairUp(hashes);
    }
  };
  type Row = { readonly place: number; readonly hashes: Buffer | null };
  if (leaves.length > 0) take(leaves, (await source.query<Row>(LEAVES, [leaves.map(({ first }) => first), leaves.map(({ count }) => count)])).rows);
  if (nodes.length > 0) {
    const { rows } = await source.query<Row>(NODES, [nodes.map(({ first }) => first), nodes.map(({ count }) => count), nodes.map(({ level }) => level)]);
    take(nodes, rows);
  }
  return roots;
}

/** @returns the root over joined hashes, whose number is a power of two. */
function pairUp(joined: Buffer): Buffer {
  let hashes = Array.from({ length: joined.length / 32 }, (_, at) => joined.subarray(at * 32, at * 32 + 32));
  while (hashes.length > 1) {
    hashes = Array.from({ length: hashes.length / 2 }, (_, at) => nodeHash(hashes[at * 2] ?? EMPTY_ROOT, hashes[at * 2 + 1] ?? EMPTY_ROOT));
  }
  return hashes[0] ?? EMPTY_ROOT;
}
