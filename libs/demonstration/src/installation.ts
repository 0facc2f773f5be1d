/**
 * What an installation remembers of its demonstration: the one random password of all its sign-ins and the secrets of those who
 * must give one-time codes, in a file of the data folder that only its owner may read. So the sign-ins still work after a restart, and no password stands in the code.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

const shape = z.object({ password: z.string().min(12), complete: z.boolean(), logins: z.array(z.string()), totp: z.record(z.string(), z.string()).default({}) });
export type Installation = z.infer<typeof shape>;

/** Nothing that is misread when it is copied by hand: no 0, 1, i, l, o. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** @returns four groups of four characters, 79 bits: e.g. `k7xq-m2ab-...`. */
export function inventPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return Array.from({ length: 4 }, group).join('-');
}

/** @returns what is remembered in the folder, or null. @throws Error for a file that was damaged. */
export function remembered(folder: string): Installation | null {
  try {
    return shape.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error('demonstration.json in the data folder cannot be read', { cause: error });
  }
}

/** Replaces what is remembered; a start that is interrupted leaves the old or the new file, never half of one. */
export function remember(folder: string, installation: Installation): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, 'demonstration.json');
}
