/**
 * A declared loss: after a restore of an older backup, the log's keeper signs which entries are gone. Nothing that was signed is taken
 * back by it; it says who answers for the hole (decisions/0002, section 10).
 */
import { isId, type Id } from '#kernel';

import type { LogKeys } from '../checkpoint/checkpoint.js';
import { readNote } from '../checkpoint/signed-note.js';
import type { TreeSource } from '../tree/stored-tree.js';

export interface Loss {
  /** Index of the first lost entry. */
  readonly first: number;
  /** Size of the tree that was anchored: the lost entries are before it. */
  readonly until: number;
  /** Lane that their leaves are in; nobody ever wrote to it. */
  readonly lane: Id;
  /** The anchored root at `until`. */
  readonly root: Buffer;
  readonly at: Date;
}

/** No origin has a space, so this can never be taken for a checkpoint. */
const HEAD = 'qalxan-audit-loss 1';

/** @returns the text that is signed. */
export function lossText(origin: string, { first, until, lane, root, at }: Loss): string {
  return [HEAD, origin, `${first} ${until}`, lane, root.toString('base64'), at.toISOString(), ''].join('\n');
}

/** @returns what a signed declaration says; null when it is none, or the log has not signed it. */
export function readLoss(note: string, { log }: LogKeys): Loss | null {
  const read = readNote(note, [log]);
  if (!read?.signed.some(({ by }) => by === log)) return null;
  const [head, origin, range = '', lane = '', root = '', at = '', ...rest] = read.text.split('\n');
  const [, first, until] = /^(0|[1-9][0-9]{0,15}) ([1-9][0-9]{0,15})$/.exec(range) ?? [];
  const loss = { first: Number(first), until: Number(until), lane, root: Buffer.from(root, 'base64'), at: new Date(at) };
  const sound = head === HEAD && origin === log.name && rest.join() === '' && isId(lane) && loss.first < loss.until && loss.root.length === 32 && !Number.isNaN(loss.at.getTime());
  return sound ? loss : null;
}

/** @returns the losses that were declared. One that is not signed counts for nothing: what it would excuse is found. */
export async function readLosses(source: TreeSource, keys: LogKeys): Promise<readonly Loss[]> {
  const { rows } = await source.query<{ note: string }>('select note from audit.loss order by id');
  return rows.flatMap(({ note }) => readLoss(note, keys) ?? []);
}

/** @returns whether a leaf without an entry is one of those. */
export function isDeclared(losses: readonly Loss[], index: number, lane: Id): boolean {
  return losses.some((loss) => loss.lane === lane && index >= loss.first && index < loss.until);
}
