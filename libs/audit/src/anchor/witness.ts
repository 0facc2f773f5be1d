/** The anchor that somebody else keeps: a C2SP witness, which cosigns a checkpoint only when it extends the last one it saw. */
import { readNote } from '../checkpoint/signed-note.js';
import type { NoteKey } from '../checkpoint/note-key.js';
import { SealFault } from '../seal/seal-fault.js';

export interface WitnessOptions {
  /** The submission prefix; `/add-checkpoint` is added. */
  readonly url: string;
  readonly key: NoteKey;
  /** Milliseconds to wait for an answer. Default 5,000. */
  readonly timeoutMs?: number;
}

/** The tree that a checkpoint is about, as the witness has to be shown it. */
export interface Witnessed {
  readonly size: number;
  readonly checkpoint: string;
  /** @returns the consistency proof from a smaller size. */
  readonly proofFrom: (older: number) => Promise<readonly Buffer[]>;
}

export class Witness {
  #seen = 0;

  constructor(private readonly options: WitnessOptions) {}

  /**
   * Shows a checkpoint to the witness.
   * @returns its lines, to be added to the note.
   * @throws SealFault ROLLED_BACK or FORKED when the witness has seen another log than ours; Error when it cannot be asked, does not
   *   know us, or answers without its signature.
   */
  async cosign(shown: Witnessed): Promise<string> {
    const first = await this.#ask(shown);
    const answer = first === 'again' ? await this.#ask(shown) : first;
    if (answer === 'again') throw new Error('the witness does not say which size it has seen');
    return answer;
  }

  async #ask({ size, checkpoint, proofFrom }: Witnessed): Promise<string> {
    const { url, timeoutMs = 5_000 } = this.options;
    const older = this.#seen;
    const proof = older === 0 || older === size ? [] : await proofFrom(older);
    const body = [`old ${older}`, ...proof.map((hash) => hash.toString('base64')), '', checkpoint].join('\n');
    const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST', body, redirect: 'error', headers: { 'content-type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.status === 409) return this.#another(Number(/^([0-9]{1,15})\n$/.exec(text)?.[1] ?? Number.NaN), older, size);
    if (response.status === 422) throw new SealFault('FORKED', older);
    if (response.status !== 200) throw new Error(`the witness answered ${response.status}`);
    const signed = readNote(checkpoint + text, [this.options.key])?.signed ?? [];
    if (signed.length === 0) throw new Error('the witness answered without its signature');
    this.#seen = size;
    return text;
  }

  /** The witness has seen another size than we thought: we prove from there, unless it has seen more than there is, or another tree of this size. */
  #another(seen: number, older: number, size: number): 'again' {
    if (seen > size) throw new SealFault('ROLLED_BACK', size);
    if (Number.isNaN(seen) ? older === size : seen === older) throw new SealFault('FORKED', older);
    if (Number.isNaN(seen)) throw new Error('the witness does not say which size it has seen');
    this.#seen = seen;
    return 'again';
  }
}
