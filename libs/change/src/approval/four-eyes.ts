/**
 * The four eyes of one command inside its transaction. A command on the list is carried out with an approval that is used up in the
 * same transaction; without one it is at most tried out, rolled back, and asked for.
 */
import { CodedError } from '#kernel';
import { fourEyesOf, type FourEyes, type Viewer } from '#policy';

import type { Query } from '../sight.js';
import { useApproval, type Asked } from './approval-rows.js';
import type { Matter } from './matter.js';

/** Thrown out of the transaction to roll it back: the approval is asked for in another. Never leaves the door. */
export class ApprovalMissing extends Error {
  constructor(readonly asked: Asked) {
    super('an approval is missing');
  }
}

/** The part of an order that matters here. */
export interface Guarded {
  readonly command: string;
  readonly part?: string | undefined;
  readonly matter?: Matter | undefined;
}

export class FourEyesGuard {
  readonly #rule: FourEyes | null;
  readonly #asked: Asked | null;
  #used = false;

  /** @throws CodedError INTERNAL for a command on the list that does not say what it asks for. */
  constructor(private readonly viewer: Viewer, { command, part = command, matter }: Guarded, private readonly query: Query) {
    const name = fourEyesOf(command) ? command : part;
    this.#rule = fourEyesOf(name);
    this.#asked = matter ? { command: name, matter } : null;
    if (this.#rule && (!matter || this.#rule.command !== command)) throw unguarded();
  }

  /** Before the work of a command. */
  async before(): Promise<void> {
    if (this.#rule?.needed !== 'ALWAYS') return;
    if (this.viewer.approval !== undefined || !this.#asked?.matter.rehearsed) await this.require();
  }

  /** After the work, before anything is on record. */
  async after(): Promise<void> {
    if (this.#rule?.needed === 'ALWAYS') await this.require();
  }

  /** Uses the viewer's approval. @throws ApprovalMissing when he gave none; CodedError when it is none for this. */
  async require(): Promise<void> {
    if (this.#used) return;
    if (!this.#rule || !this.#asked) throw unguarded();
    if (this.viewer.approval === undefined) throw new ApprovalMissing(this.#asked);
    await useApproval(this.query, this.viewer, this.#asked, this.viewer.approval);
    this.#used = true;
  }

  /** What the audit entry of the command says of it. */
  get detail(): Readonly<Record<string, string>> {
    return this.#used && this.viewer.approval !== undefined ? { approval: this.viewer.approval } : {};
  }
}

function unguarded(): CodedError {
  return new CodedError('INTERNAL', 'FOUR_EYES_WITHOUT_MATTER');
}
