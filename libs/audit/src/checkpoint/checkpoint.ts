/** A checkpoint: the size and root of the tree at one moment, signed (C2SP tlog-checkpoint). */
import type { KeyObject } from 'node:crypto';

import { lossText, type Loss } from '../loss/loss.js';
import { NOTE_TYPE, noteKey, type NoteKey } from './note-key.js';
import { logLine, readNote, timedLine } from './signed-note.js';

export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Newest signed time of the log's own key, in seconds since 1970; null when none is stated. */
  readonly time: number | null;
}

/** The two keys of a log, which are one key in two uses. */
export interface LogKeys {
  readonly log: NoteKey;
  readonly timed: NoteKey;
}

/** @returns the keys by which checkpoints of `origin` are checked. @param key Ed25519, private or public. */
export function logKeys(origin: string, key: KeyObject): LogKeys {
  return { log: noteKey(origin, NOTE_TYPE.LOG, key), timed: noteKey(origin, NOTE_TYPE.TIMED, key) };
}

/** @returns the text that is signed. */
export function checkpointText(origin: string, { size, root }: TreeHead): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Signs checkpoints of one log. */
export class CheckpointSigner {
  readonly keys: LogKeys;
  readonly #key: KeyObject;

  /** @param key the Ed25519 private key. @throws RangeError for an origin or key that cannot be. */
  constructor(readonly origin: string, key: KeyObject) {
    this.keys = logKeys(origin, key);
    this.#key = key;
  }

  /** @returns the signed checkpoint. The caller MUST have seen the leaves' commit return, and MUST NOT sign two trees of which neither begins the other. */
  sign(head: TreeHead): string {
    const text = checkpointText(this.origin, head);
    return `${text}\n${logLine(text, this.keys.log, this.#key)}`;
  }

  /** @returns a declared loss, signed. It is no checkpoint and can be taken for none. */
  declare(loss: Loss): string {
    const text = lossText(this.origin, loss);
    return `${text}\n${logLine(text, this.keys.log, this.#key)}`;
  }

  /** @returns the signed checkpoint with a line that states when. */
  stamp(checkpoint: string, at: Date): string {
    const text = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1);
    return checkpoint + timedLine(text, this.keys.timed, this.#key, Math.floor(at.getTime() / 1_000));
  }
}

/** @returns what a signed checkpoint of this log says; null when it is none, is another log's, or the log has not signed it. */
export function readCheckpoint(note: string, keys: LogKeys): Checkpoint | null {
  const read = readNote(note, [keys.log, keys.timed]);
  if (!read?.signed.some(({ by }) => by === keys.log)) return null;
  const lines = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(read.text);
  const [origin, size, root] = [lines?.[1], Number(lines?.[2]), Buffer.from(lines?.[3] ?? '', 'base64')];
  if (origin !== keys.log.name || !Number.isSafeInteger(size) || root.length !== 32) return null;
  const times = read.signed.flatMap(({ time }) => (time === null ? [] : [time]));
  return { origin, size, root, time: times.length === 0 ? null : Math.max(...times) };
}
