/** The anchor file from its first line: every leaf hash that was ever told to the outside, each line checked against its signature. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { readCheckpoint, type Checkpoint, type LogKeys } from '../checkpoint/checkpoint.js';
import { SealFault } from '../seal/seal-fault.js';
import { Frontier } from '../tree/frontier.js';

export interface AnchorHistory {
  /** Leaf hashes from index 0, joined. */
  readonly leaves: Buffer;
  /** The newest anchored checkpoint and its note; null before the first. */
  readonly last: { readonly checkpoint: Checkpoint; readonly note: string } | null;
  /** Signed time of the newest anchor whose tree is not above each size asked, in seconds since 1970. */
  readonly timeAt: (size: number) => number | null;
}

/** @throws SealFault FORKED for a line that the log has not signed or that does not go on from the one before; Error when the file cannot be read. */
export async function readAnchorHistory(path: string, keys: LogKeys): Promise<AnchorHistory> {
  const leaves: Buffer[] = [];
  const times: { readonly size: number; readonly time: number | null }[] = [];
  const edge = new Frontier();
  let last: AnchorHistory['last'] = null;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    const stored = anchorIn(line);
    if (!stored) continue;
    const checkpoint = readCheckpoint(stored.checkpoint, keys);
    const added = Buffer.from(stored.leaves, 'base64');
    if (!checkpoint || added.length !== (checkpoint.size - edge.size) * 32) throw new SealFault('FORKED', edge.size);
    for (let at = 0; at < added.length; at += 32) edge.append(added.subarray(at, at + 32));
    if (!edge.root().equals(checkpoint.root)) throw new SealFault('FORKED', edge.size);
    leaves.push(added);
    times.push({ size: checkpoint.size, time: checkpoint.time });
    last = { checkpoint, note: stored.checkpoint };
  }
  return { leaves: Buffer.concat(leaves), last, timeAt: (size) => times.findLast((anchor) => anchor.size <= size)?.time ?? null };
}

/** @returns null for a torn line, an empty one, and a declared loss. */
function anchorIn(line: string): { readonly checkpoint: string; readonly leaves: string } | null {
  try {
    const { checkpoint, leaves } = JSON.parse(line) as { readonly checkpoint?: unknown; readonly leaves?: unknown };
    return typeof checkpoint === 'string' && typeof leaves === 'string' ? { checkpoint, leaves } : null;
  } catch {
    return null;
  }
}
