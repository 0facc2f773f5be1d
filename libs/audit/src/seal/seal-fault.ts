/** Why the log may not be signed any more. A fault is never repaired by going on: somebody has to look. */

/** See decisions/0002, section 7. */
export type SealRule = 'ROLLED_BACK' | 'FORKED' | 'ANCHORS_CUT' | 'ENTRY_CHANGED' | 'LEAF_CHANGED';

/** The database, or what was anchored of it, is not what was signed. */
export class SealFault extends Error {
  override readonly name = 'SealFault';

  /** @param index of the first bad entry in the tree, where it is known; else the size at which the difference shows. */
  constructor(readonly rule: SealRule, readonly index: number) {
    super(rule);
  }
}
