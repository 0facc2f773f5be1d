/**
 * Where a sealer stands when it begins: taken from the tables, held against what was signed and anchored. Whoever set the database
 * back, or changed it while nobody looked, is found here, before anything is signed (decisions/0002, section 7).
 */
import type { Client } from 'pg';

import type { AnchorFile } from '../anchor/anchor-file.js';
import { readCheckpoint, type Checkpoint, type LogKeys } from '../checkpoint/checkpoint.js';
import { readLosses } from '../loss/loss.js';
import { Frontier } from '../tree/frontier.js';
import { edgeAt, leafHashes, TreeBroken, treeSize } from '../tree/stored-tree.js';
import { LogCheck } from './log-check.js';
import { SealFault } from './seal-fault.js';
import { largestAnchoring, lastCheckpoint } from './sealer-rows.js';

export interface SealerState {
  /** The edge of all leaves. */
  edge: Frontier;
  /** Leaf hashes since the last line of the anchor file. */
  unanchored: Buffer[];
  /** The newest signed checkpoint; null before the first. */
  signed: { readonly size: number; readonly note: string } | null;
  /** Signed time of the newest anchoring that this sealer made itself, in milliseconds; null before. */
  anchoredAt: number | null;
}

/** Newest entries that are hashed again before the first signature. */
const LOOK_BACK = 100_000;
/** Leaf hashes read at once. */
const AT_ONCE = 32_768;

/** @throws SealFault when the database is not what was signed; Error when it cannot be read. */
export async function startingState(client: Client, anchors: AnchorFile, keys: LogKeys, stopping?: AbortSignal): Promise<SealerState> {
  const size = await treeSize(client);
  const anchored = await anchors.last(keys);
  if (anchored === 'unsigned') throw new SealFault('FORKED', size);
  if (anchored && anchored.size > size) throw new SealFault('ROLLED_BACK', size);
  if ((await largestAnchoring(client)) > (anchored?.size ?? -1)) throw new SealFault('ANCHORS_CUT', anchored?.size ?? 0);
  const note = await lastCheckpoint(client);
  const signed = note === null ? null : readCheckpoint(note, keys);
  if (note !== null && !signed) throw new SealFault('FORKED', size);
  if (signed && signed.size > size) throw new SealFault('ROLLED_BACK', size);
  if (anchored && (signed?.size ?? -1) < anchored.size) throw new SealFault('ROLLED_BACK', signed?.size ?? 0);

  const from = anchored?.size ?? 0;
  const edge = await edgeAt(client, from).catch(brokenAt(from));
  if (anchored && !edge.root().equals(anchored.root)) throw new SealFault('FORKED', from);
  const unanchored = await growTo(client, edge, size, signed);
  await new LogCheck(client, Math.max(0, size - LOOK_BACK), await readLosses(client, keys)).upTo(size, stopping);
  return { edge, unanchored, signed: signed && note !== null ? { size: signed.size, note } : null, anchoredAt: null };
}

/** Adds the leaves after the last anchor, and compares the root where a checkpoint was signed on the way. */
async function growTo(client: Client, edge: Frontier, size: number, signed: Checkpoint | null): Promise<Buffer[]> {
  const added: Buffer[] = [];
  const compare = (): void => {
    if (signed?.size === edge.size && !edge.root().equals(signed.root)) throw new SealFault('FORKED', edge.size);
  };
  compare();
  while (edge.size < size) {
    const joined = await leafHashes(client, edge.size, Math.min(size, edge.size + AT_ONCE)).catch(brokenAt(edge.size));
    for (let at = 0; at < joined.length; at += 32) {
      const leaf = joined.subarray(at, at + 32);
      edge.append(leaf);
      added.push(leaf);
      compare();
    }
  }
  return added;
}

function brokenAt(index: number): (error: unknown) => never {
  return (error) => {
    throw error instanceof TreeBroken ? new SealFault('LEAF_CHANGED', index) : error;
  };
}
