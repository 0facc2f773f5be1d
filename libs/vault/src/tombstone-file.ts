/**
 * The list of who was erased, outside the database: a restore of an older copy brings keys back, and this list destroys them again.
 * One line of JSON a tombstone, added and forced to the disk before any key is destroyed; keep it with the backups' keeper.
 */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isId, type Id } from '#kernel';

import type { Tombstone } from './erasure.js';

export interface WrittenTombstone extends Tombstone {
  /** By which approval; null where none was noted. */
  readonly approval: Id | null;
}

/** A list that cannot be believed. Its message names the file and no person. */
export class TombstoneFileRefusal extends Error {
  override readonly name = 'TombstoneFileRefusal';
}

export class TombstoneFile {
  constructor(readonly path: string) {}

  /** @returns what is in the file; nothing where there is none. @throws TombstoneFileRefusal for a line that is no tombstone. */
  async read(): Promise<readonly WrittenTombstone[]> {
    return (await this.whole()).text.split('\n').slice(0, -1).map((line) => this.parse(line));
  }

  /**
   * Adds a tombstone and forces it to the disk; nothing when the human has one. One process at a time: see the caller's lock.
   * @throws what the file system throws; then no key may be destroyed.
   */
  async add(tombstone: WrittenTombstone): Promise<void> {
    if ((await this.read()).some(({ subject }) => subject === tombstone.subject)) return;
    const { complete } = await this.whole();
    const { subject, at, approval } = tombstone;
    const file = await open(this.path, 'a', 0o600);
    try {
      // What a crash left unfinished was never acknowledged.
      await file.truncate(complete);
      await file.appendFile(`${JSON.stringify({ subject, at: at.toISOString(), approval })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await synced(dirname(this.path));
  }

  /** @returns the finished lines, and their length in bytes. */
  private async whole(): Promise<{ readonly text: string; readonly complete: number }> {
    const bytes = await readFile(this.path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const complete = bytes.lastIndexOf('\n') + 1;
    return { text: bytes.subarray(0, complete).toString('utf8'), complete };
  }

  private parse(line: string): WrittenTombstone {
    try {
      const { subject, at, approval } = JSON.parse(line) as Record<string, unknown>;
      const instant = new Date(String(at));
      if (isId(subject) && !Number.isNaN(instant.getTime()) && (approval === null || isId(approval))) return { subject, at: instant, approval };
    } catch (cause) {
      throw new TombstoneFileRefusal(`${this.path} holds a line that is no tombstone`, { cause });
    }
    throw new TombstoneFileRefusal(`${this.path} holds a line that is no tombstone`);
  }
}

/** A new file is there after a crash only when its folder was forced to the disk too. */
async function synced(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
