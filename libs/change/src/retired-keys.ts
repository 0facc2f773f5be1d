/**
 * What follows the change of a human's key: everything sealed anew, and, when nobody can still be sealing with the old key and
 * nothing names it, the old key destroyed. For the worker, again and again; killed anywhere it goes on where it was.
 */
import { CodedError, type Id } from '#kernel';
import type { KeyVault } from '#vault';

import type { Resealing } from './reseal.js';

export interface RetiredKeysParts {
  readonly vault: Pick<KeyVault, 'rotation'>;
  readonly resealing: Pick<Resealing, 'reseal' | 'isKeyUsed'>;
  /** Whether anything but records names the key, such as the secret of a second factor. Looked at last. */
  readonly isUsedElsewhere: (key: Id) => Promise<boolean>;
}

/** Humans that one run goes through. */
const AT_ONCE = 200;

/**
 * @param stopping ends the run between two humans.
 * @returns how many envelopes were sealed anew and how many keys destroyed. @throws CodedError UNAVAILABLE: run it again.
 */
export async function finishRotations({ vault: { rotation }, resealing, isUsedElsewhere }: RetiredKeysParts, stopping?: AbortSignal): Promise<{ readonly resealed: number; readonly destroyed: number }> {
  let resealed = 0;
  let destroyed = 0;
  for (const subject of await rotation.rotatedSubjects(AT_ONCE)) {
    if (stopping?.aborted) break;
    const retired = await rotation.lookAgain(subject);
    resealed += await resealing.reseal(subject);
    for (const { version } of retired) {
      const gone = await rotation.destroyVersion(subject, version, async (key) => await resealing.isKeyUsed(key) || await isUsedElsewhere(key)).then(() => true, refused);
      if (gone) destroyed += 1;
    }
  }
  return { resealed, destroyed };
}

/** A key that is young, or still named, waits for a later run. */
function refused(error: unknown): false {
  if (error instanceof CodedError && error.rule === 'KEY_STILL_IN_USE') return false;
  throw error;
}
