/** The list of erased people as a restore and the doctor need it: there, and believable. Without it nobody knows whom to erase again. */
import { stat } from 'node:fs/promises';

import { SettingsRefusal, type Settings } from '#assembly';
import { TombstoneFile, TombstoneFileRefusal, type WrittenTombstone } from '#vault';

/** @throws SettingsRefusal when the file is not set, not there (nobody can tell it from one that was lost), or holds anything else. */
export async function readTombstones({ tombstonesFile }: Settings): Promise<readonly WrittenTombstone[]> {
  if (tombstonesFile === undefined) throw new SettingsRefusal('Production needs QALXAN_TOMBSTONES_FILE: the list of who was erased, which no backup holds');
  if (!(await stat(tombstonesFile).catch(() => null))?.isFile()) {
    throw new SettingsRefusal('The file named by QALXAN_TOMBSTONES_FILE is not there; where nobody was ever erased it is empty');
  }
  return new TombstoneFile(tombstonesFile).read().catch((cause: unknown) => {
    throw cause instanceof TombstoneFileRefusal ? new SettingsRefusal(cause.message, { cause }) : cause;
  });
}
