/**
 * The list of erased people that is kept outside the database and outside every backup, beside the keys: only ever added to,
 * one JSON object a line. Without it a restore of an older backup would bring back the keys of those who were erased since.
 */
import { readFile } from 'node:fs/promises';

import { SettingsRefusal } from '#assembly';
import { isId, type Id } from '#kernel';
import type { Tombstone } from '#vault';

/**
 * @param path QALXAN_TOMBSTONES_FILE. A file that is not there is refused too: nobody can tell it from one that was lost.
 * @returns one tombstone for each person, the earliest.
 * @throws SettingsRefusal naming the line that is none: whoever restores must know of all of them, so nothing is passed over.
 */
export async function readTombstones(path: string): Promise<readonly Tombstone[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SettingsRefusal('The file named by QALXAN_TOMBSTONES_FILE cannot be read; where nobody was ever erased it is empty', { cause });
  });
  const found = new Map<Id, Tombstone>();
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const tombstone = tombstoneIn(line);
    if (!tombstone) throw new SettingsRefusal(`Line ${place + 1} of QALXAN_TOMBSTONES_FILE is no tombstone`);
    const known = found.get(tombstone.subject);
    if (!known || tombstone.at < known.at) found.set(tombstone.subject, tombstone);
  }
  return [...found.values()];
}

function tombstoneIn(line: string): Tombstone | null {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return null;
  }
  const { subject, at } = (given ?? {}) as Record<string, unknown>;
  if (typeof subject !== 'string' || !isId(subject) || typeof at !== 'string') return null;
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : { subject, at: time };
}
