/** A gate: identities are read only while the log of readings is known outside. */
import type { AnchorFreshness } from '#audit';
import type { Viewer } from '#policy';

import type { Gate } from '../gate.js';

export class AnchoredLog implements Gate {
  constructor(private readonly freshness: Pick<AnchorFreshness, 'require'>) {}

  /** @throws CodedError UNAVAILABLE, rule AUDIT_NOT_ANCHORED. */
  async before(_viewer: Viewer, { identity }: { readonly identity: boolean }): Promise<void> {
    if (identity) await this.freshness.require();
  }
}
