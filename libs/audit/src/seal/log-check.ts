/**
 * Holds sequenced entries against their leaves: each is hashed again and compared. It begins anywhere; begun at 0 it also builds the tree
 * anew and compares the stored nodes and the signed root, so that nothing in the tables is taken for granted.
 */
import type { Id } from '#kernel';

import { isDeclared, type Loss } from '../loss/loss.js';
import { Frontier, type StoredNode } from '../tree/frontier.js';
import { entryLeaf } from '../tree/hash.js';
import { nodesUnlike, type TreeSource } from '../tree/stored-tree.js';
import { SealFault } from './seal-fault.js';

/** Rows at once: few enough that rows of the largest bodies fit into memory. */
const AT_ONCE = 250;

interface CheckedRow {
  readonly index: string;
  readonly lane: Id;
  readonly number: string;
  readonly hash: Buffer;
  readonly recorded_at: Date | number | null;
  readonly body: string | null;
}

export class LogCheck {
  #next: number;
  readonly #edge: Frontier | null;
  readonly #lastOf = new Map<Id, number>();

  /**
   * @param from the first index to look at.
   * @param losses what was declared lost: there a leaf may stand without an entry.
   */
  constructor(private readonly source: TreeSource, from: number, private readonly losses: readonly Loss[] = []) {
    this.#next = from;
    this.#edge = from === 0 ? new Frontier() : null;
  }

  /** The index that is looked at next. */
  get next(): number {
    return this.#next;
  }

  /**
   * Looks at the leaves up to and without `to`.
   * @throws SealFault ENTRY_CHANGED or LEAF_CHANGED with the first bad index.
   */
  async upTo(to: number, stopping?: AbortSignal): Promise<void> {
    while (this.#next < to && stopping?.aborted !== true) {
      const { rows } = await this.source.query<CheckedRow>(
        `select l.index, l.lane, l.number, l.hash, e.recorded_at, e.body
           from audit.leaf l left join audit.entry e on e.lane = l.lane and e.number = l.number
          where l.index >= $1 and l.index < $2 order by l.index`, [this.#next, Math.min(to, this.#next + AT_ONCE)]);
      if (rows.length === 0) throw new SealFault('LEAF_CHANGED', this.#next);
      const complete = rows.flatMap((row) => this.#look(row));
      const [unlike] = await nodesUnlike(this.source, complete);
      if (unlike) throw new SealFault('LEAF_CHANGED', unlike.index * 256 ** unlike.level);
    }
  }

  /** @throws SealFault FORKED when the tree built from the entries has another root. Begun at 0 and looked at up to this size. */
  compareRoot(size: number, root: Buffer): void {
    if (this.#edge?.size === size && !this.#edge.root().equals(root)) throw new SealFault('FORKED', size);
  }

  #look({ index, lane, number: stored, hash, recorded_at: recordedAt, body }: CheckedRow): readonly StoredNode[] {
    const number = Number(stored);
    const before = this.#lastOf.get(lane);
    if (Number(index) !== this.#next || (before !== undefined ? number !== before + 1 : this.#edge !== null && number !== 1)) {
      throw new SealFault('LEAF_CHANGED', this.#next);
    }
    const lost = body === null && isDeclared(this.losses, this.#next, lane);
    const sound = lost || (body !== null && recordedAt instanceof Date && entryLeaf({ lane, number, recordedAt, body }).equals(hash));
    if (!sound) throw new SealFault('ENTRY_CHANGED', this.#next);
    this.#lastOf.set(lane, number);
    this.#next += 1;
    return this.#edge?.append(hash) ?? [];
  }
}
