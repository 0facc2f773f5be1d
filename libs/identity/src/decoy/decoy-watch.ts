/**
 * Watches the audit log for openings of decoys and tells those who must hear of it. It works beside the readings, not in them:
 * they do not know which rows are decoys, so that nothing about an answer can differ (decisions/0005-decoys.md).
 */
import { isIdentityField } from '#disclosure';
import type { AnyRecord } from '#record';
import type { Pool } from 'pg';

import { RECIPIENTS } from '../notice/notice-kind.js';
import { orUnavailable } from '../sql.js';

/** Milliseconds from one look to the next: with the index of the log, which follows within a second, an alarm comes well within a minute. */
export const LOOK_EVERY_MS = 10_000;

export class DecoyWatch {
  private readonly identifying: readonly string[];

  /** @param pool connections of the login `qalxan_sealer`, which the API does not have. */
  constructor(private readonly pool: Pool, record: AnyRecord) {
    this.identifying = Object.keys(record.fields).filter((name) => isIdentityField(record, name));
  }

  /**
   * Tells of every opening that was not told yet, each once for an officer, a decoy and a day.
   * @returns how many notices were raised. @throws CodedError UNAVAILABLE; the next look finds the same.
   */
  async look(): Promise<number> {
    const { roles, rowTo } = RECIPIENTS.DECOY_OPENED;
    const { rows: [row] } = await orUnavailable(() => this.pool.query<{ raised: number }>(
      'select decoy.report($1::text[], $2::text[], $3::text[]) as raised', [this.identifying, [...roles].sort(), rowTo]));
    return row?.raised ?? 0;
  }
}
