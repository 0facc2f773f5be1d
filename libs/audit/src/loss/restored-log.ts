/** What a log is after a restore: unchanged as far as it goes, and how far it is behind what was anchored since. */
import type { LogKeys } from '../checkpoint/checkpoint.js';
import { readCheckpoint } from '../checkpoint/checkpoint.js';
import { LogCheck } from '../seal/log-check.js';
import { SealFault } from '../seal/seal-fault.js';
import { edgeAt, leafHashes, treeSize, type TreeSource } from '../tree/stored-tree.js';
import { readAnchorHistory, type AnchorHistory } from './anchor-history.js';
import { readLosses } from './loss.js';

export interface RestoredLog {
  /** Entries in the restored tree. */
  readonly size: number;
  /** Entries that were anchored; -1 when nothing was. */
  readonly anchored: number;
  readonly history: AnchorHistory;
}

const AT_ONCE = 32_768;

/**
 * Checks every entry, leaf, node and the newest signed root of the database, and that its tree is a true beginning of the anchored one.
 * @throws SealFault ENTRY_CHANGED, LEAF_CHANGED, FORKED or ANCHORS_CUT with the first bad index.
 */
export async function checkRestored(source: TreeSource, anchorFile: string, keys: LogKeys): Promise<RestoredLog> {
  const history = await readAnchorHistory(anchorFile, keys);
  const size = await treeSize(source);
  const anchored = history.last?.checkpoint.size ?? -1;
  const { rows: [most] } = await source.query<{ size: string }>('select coalesce(max(size), -1) as size from audit.anchoring');
  if (Number(most?.size ?? -1) > anchored) throw new SealFault('ANCHORS_CUT', Math.max(0, anchored));
  await new LogCheck(source, 0, await readLosses(source, keys)).upTo(size);
  await compareSigned(source, keys, size);
  for (let from = 0; from < Math.min(size, Math.max(0, anchored)); from += AT_ONCE) {
    const to = Math.min(size, anchored, from + AT_ONCE);
    const [ours, theirs] = [await leafHashes(source, from, to), history.leaves.subarray(from * 32, to * 32)];
    if (!ours.equals(theirs)) throw new SealFault('FORKED', from + firstDifference(ours, theirs));
  }
  return { size, anchored, history };
}

async function compareSigned(source: TreeSource, keys: LogKeys, size: number): Promise<void> {
  const { rows: [newest] } = await source.query<{ note: string }>('select note from audit.checkpoint order by size desc limit 1');
  if (!newest) return;
  const signed = readCheckpoint(newest.note, keys);
  if (!signed || signed.size > size) throw new SealFault('FORKED', size);
  if (!(await edgeAt(source, signed.size)).root().equals(signed.root)) throw new SealFault('FORKED', signed.size);
}

function firstDifference(one: Buffer, other: Buffer): number {
  let place = 0;
  while (one.subarray(place * 32, place * 32 + 32).equals(other.subarray(place * 32, place * 32 + 32))) place += 1;
  return place;
}
