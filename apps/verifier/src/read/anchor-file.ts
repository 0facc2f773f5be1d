/**
 * The anchor file: what the log's keeper told the outside, line by line. It is the authority here, so every line is checked by
 * itself first: signed by the log, growing, and its leaf hashes giving its root.
 */
import type { VerifierKey } from '../tree/note.js';
import { fromBase64, readCheckpoint, signedAt, textSignedAt } from '../tree/note.js';
import { GrowingTree, HASH_BYTES } from '../tree/merkle.js';
import { Leaves } from './leaves.js';
import { linesOf } from './lines.js';

export interface Anchors {
  readonly leaves: Leaves;
  /** Sizes that were anchored, in order. */
  readonly sizes: readonly number[];
  /** What the log's keeper has declared lost, signed. */
  readonly losses: readonly Loss[];
  /** What is wrong with the file itself, with its line; reading ends there. */
  readonly fault: { readonly line: number; readonly words: string } | null;
}

/** Entries that were lost by a restore of an older backup, by the signed word of the log's keeper: the leaves of this lane. */
export interface Loss {
  readonly first: number;
  readonly until: number;
  readonly lane: string;
  readonly at: string;
}

const KEYS = ['size', 'checkpoint', 'leaves', 'at'].join();

/**
 * Reads and checks the file.
 * @param until anchors from after this instant are passed over: the log went on after it was exported. Null for all.
 */
export async function readAnchors(path: string, log: VerifierKey, until: Date | null = null): Promise<Anchors> {
  const leaves = new Leaves();
  const tree = new GrowingTree();
  const sizes: number[] = [];
  const losses: Loss[] = [];
  let number = 0;
  for await (const lines of linesOf(path)) {
    for (const { bytes } of lines) {
      number += 1;
      const anchor = parse(bytes);
      // A write torn by a crash: the next line says it whole.
      if (anchor === 'TORN') continue;
      if (anchor !== null && 'loss' in anchor) {
        const loss = readLoss(anchor.loss, tree, log);
        if (!loss) return { leaves, sizes, losses, fault: { line: number, words: 'declares a loss that is not signed, or of another log' } };
        losses.push(loss);
        continue;
      }
      if (anchor !== null && until !== null && !(new Date(anchor.at) <= until)) return { leaves, sizes, losses, fault: null };
      const words = anchor === null ? 'is no anchor' : faultOf(anchor, tree, log);
      if (words !== null || anchor === null) return { leaves, sizes, losses, fault: { line: number, words: words ?? '' } };
      leaves.append(anchor.leaves);
      sizes.push(anchor.size);
    }
  }
  return { leaves, sizes, losses, fault: null };
}

interface Anchor {
  readonly size: number;
  readonly checkpoint: string;
  readonly leaves: Buffer;
  readonly at: string;
}

function parse(bytes: Buffer): Anchor | { readonly loss: string } | 'TORN' | null {
  let given: unknown;
  try {
    given = JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return 'TORN';
  }
  if (typeof given !== 'object' || given === null) return null;
  if (Object.keys(given).join() === 'loss') {
    const { loss } = given as { readonly loss: unknown };
    return typeof loss === 'string' ? { loss } : null;
  }
  if (Object.keys(given).join() !== KEYS) return null;
  const { size, checkpoint, leaves, at } = given as Record<string, unknown>;
  if (typeof size !== 'number' || typeof checkpoint !== 'string' || typeof leaves !== 'string' || typeof at !== 'string') return null;
  const hashes = leaves === '' ? Buffer.alloc(0) : fromBase64(leaves);
  return hashes && { size, checkpoint, leaves: hashes, at };
}

/** @returns what is declared, when the log has signed it and it speaks of the very tree that was anchored last. */
function readLoss(note: string, tree: GrowingTree, log: VerifierKey): Loss | null {
  const parts = /^(qalxan-audit-loss 1\n([^\n]+)\n(0|[1-9][0-9]{0,15}) ([1-9][0-9]{0,15})\n([0-9a-f-]{36})\n([A-Za-z0-9+/]{43}=)\n([^\n]+)\n)\n(?:— [^\n ]+ [A-Za-z0-9+/]+={0,2}\n)+$/.exec(note);
  const [, text = '', origin, first, until, lane = '', root, at = ''] = parts ?? [];
  const loss = { first: Number(first), until: Number(until), lane, at };
  const sound = origin === log.name && textSignedAt(note, text, log) !== null && loss.first < loss.until && loss.until === tree.size && fromBase64(root ?? '')?.equals(tree.root()) === true;
  return sound ? loss : null;
}

/** Adds the anchor's leaves to the tree. @returns what is wrong with it, or null. */
function faultOf({ size, checkpoint, leaves }: Anchor, tree: GrowingTree, log: VerifierKey): string | null {
  const told = readCheckpoint(checkpoint);
  if (!told || told.size !== size || told.origin !== log.name || signedAt(checkpoint, log) === null) return 'is not signed by the log';
  if (leaves.length !== (size - tree.size) * HASH_BYTES) return 'does not go on from the line before';
  for (let at = 0; at < leaves.length; at += HASH_BYTES) tree.add(leaves.subarray(at, at + HASH_BYTES));
  return tree.root().equals(told.root) ? null : 'holds other leaf hashes than were signed';
}
