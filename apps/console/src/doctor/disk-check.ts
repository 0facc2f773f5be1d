/** Is there room for the data and the anchors? When the anchors' disk is full nothing is anchored, and identities are not read. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

import { say } from '#kernel';
import { localFolder } from '#persistence';

import { fault, ok, warning, type Check, type Finding } from './finding.js';

const GIB = 2 ** 30;
/** Bytes free. An anchor line takes 43 bytes an entry (libs/audit/decisions/0002): a gibibyte is 25 million entries. */
const LEAST = { WARNING: 2 * GIB, FAULT: GIB / 8 } as const;

export const diskCheck: Check = {
  name: say('disk space', 'diskdə yer'),
  run: async ({ env, settings }) => {
    const anchors = settings.seal.anchorFile;
    const folders = new Set([...(settings.production ? [] : [localFolder(env)]), ...(anchors === undefined ? [] : [dirname(anchors)])]);
    const findings: Finding[] = [];
    for (const folder of folders) {
      const place = await statfs(folder).catch(() => null);
      findings.push(place ? spaceFinding(folder, place.bavail * place.bsize) : fault(`${folder} is not there`, `${folder} yoxdur`));
    }
    return findings.length > 0 ? findings : [ok('nothing is kept on this machine', 'bu maşında heç nə saxlanmır')];
  },
};

/** @param free bytes. */
export function spaceFinding(folder: string, free: number): Finding {
  const gib = (free / GIB).toFixed(1);
  if (free < LEAST.FAULT) return fault(`${gib} GiB free in ${folder}`, `${folder}: boş yer ${gib} GiB`);
  if (free < LEAST.WARNING) return warning(`only ${gib} GiB free in ${folder}`, `${folder}: boş yer cəmi ${gib} GiB`);
  return ok(`${gib} GiB free in ${folder}`, `${folder}: boş yer ${gib} GiB`);
}
