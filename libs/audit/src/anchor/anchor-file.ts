/**
 * The anchor that needs nobody else: a file beside the worker, only ever appended to, best on a disk that the database's
 * administrator cannot write. It alone gives the leaf hash of every index (decisions/0002, section 3).
 */
import { open, type FileHandle } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { readCheckpoint, type Checkpoint, type LogKeys } from '../checkpoint/checkpoint.js';

export interface AnchorLine {
  readonly size: number;
  /** The signed checkpoint, with its time. */
  readonly checkpoint: string;
  /** The leaf hashes since the line before, joined. */
  readonly leaves: Buffer;
  readonly at: Date;
}

const CHUNK = 64 * 1024;

export class AnchorFile {
  constructor(readonly path: string) {}

  /**
   * Reads the newest whole line.
   * @returns null when there is none; `unsigned` when its checkpoint is not this log's: a foreign or forged file.
   */
  async last(keys: LogKeys): Promise<Checkpoint | 'unsigned' | null> {
    return this.#withFile(async (file) => {
      for await (const line of linesFromTheEnd(file)) {
        const stored = parsed(line);
        if (stored) return readCheckpoint(stored.checkpoint, keys) ?? 'unsigned';
      }
      return null;
    });
  }

  /** Appends a line and waits until it is on disk. A line torn by a crash is closed first. */
  async append({ size, checkpoint, leaves, at }: AnchorLine): Promise<void> {
    await this.#add({ size, checkpoint, leaves: leaves.toString('base64'), at: at.toISOString() });
  }

  /** Appends a declared loss. @param note the signed declaration. */
  async declare(note: string): Promise<void> {
    await this.#add({ loss: note });
  }

  async #add(said: object): Promise<void> {
    const line = `${JSON.stringify(said)}\n`;
    await this.#withFile(async (file) => {
      const { size: end } = await file.stat();
      const torn = end > 0 && (await file.read(Buffer.alloc(1), 0, 1, end - 1)).buffer[0] !== 0x0a;
      await file.appendFile(torn ? `\n${line}` : line);
      await file.sync();
    });
  }

  async #withFile<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = await open(this.path, 'a+', 0o600);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }
}

/** Whole lines, the last one first. What stands after the last line feed is torn and left out. */
async function* linesFromTheEnd(file: FileHandle): AsyncGenerator<string> {
  let end = (await file.stat()).size;
  let parts: Buffer[] = [];
  let whole = false;
  while (end > 0) {
    const length = Math.min(CHUNK, end);
    end -= length;
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, end);
    let upTo = length;
    for (let feed = buffer.lastIndexOf(0x0a, upTo - 1); feed !== -1; feed = feed === 0 ? -1 : buffer.lastIndexOf(0x0a, feed - 1)) {
      parts.unshift(buffer.subarray(feed + 1, upTo));
      if (whole) yield Buffer.concat(parts).toString('utf8');
      [parts, upTo, whole] = [[], feed, true];
    }
    parts.unshift(buffer.subarray(0, upTo));
  }
  if (whole) yield Buffer.concat(parts).toString('utf8');
}

function parsed(line: string): { readonly checkpoint: string } | null {
  try {
    const value = JSON.parse(line) as { readonly checkpoint?: unknown } | null;
    return typeof value?.checkpoint === 'string' ? { checkpoint: value.checkpoint } : null;
  } catch {
    return null;
  }
}
