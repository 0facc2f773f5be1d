/** How leaves and nodes are hashed: RFC 6962 section 2.1 with SHA-256. The first byte keeps a leaf from passing for a node. */
import { createHash } from 'node:crypto';

import { entryBytes, type ChainedEntry } from '../chain.js';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = createHash('sha256').digest();

/** @returns the leaf hash of any bytes. */
export function leafHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(bytes).digest();
}

/** @returns the hash of the node over two subtrees. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** @returns the leaf hash of one entry of the audit log. */
export function entryLeaf(entry: ChainedEntry): Buffer {
  return leafHash(entryBytes(entry));
}
