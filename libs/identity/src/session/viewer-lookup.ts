/**
 * Looks sessions up, several at a time: whoever asks while a statement is under way shares the next one. A look-up always
 * starts after its request has come, so whatever was revoked before counts; sharing saves round trips, not freshness.
 */
import type { Clock, Id } from '#kernel';
import type { Wall } from '#wall';

import { ask, orUnavailable } from '../sql.js';
import type { SessionSettings } from './session-settings.js';

/** Stages of casework's `CaseStage` at which proceedings are over, and purposes of its `TaskingPurpose` that are over with them. */
export const CLOSED_STAGES = ['Discontinued', 'Closed'] as const;
export const PROCEEDINGS = ['Investigation', 'Prosecution', 'Trial'] as const;

/** A tasking about what is sealed is no purpose either: it does not exist. $1 token hashes, $2 now, $3 seen no earlier than, $4 a tasking or null for each, $5 to be noted when seen before. */
export const VIEWER_SQL = `
  select a.at::int, s.id, s.officer_id, o.agency_id, (extract(epoch from s.proved_at) * 1000)::bigint::text as proved_at, s.last_seen_at <= $5::timestamptz as unnoted,
         (select string_agg(r.role, ',' order by r.role) from identity.officer_role r
           where r.officer_id = s.officer_id and r.revoked_at is null and not s.provisional) as roles,
         exists (select from identity.factor f where f.officer_id = s.officer_id and f.confirmed_at is not null and f.ended_at is null) as factored,
         a.tasking is null or exists (select from records.tasking t where t.id = a.tasking and t.officer_id = s.officer_id
           and t.starts_at <= now() and t.ends_at > now()
           and not exists (select from records."case" c where c.id = t.case_id and (c.sealed or (c.stage = any ('{${CLOSED_STAGES.join(',')}}') and t.purpose = any ('{${PROCEEDINGS.join(',')}}'))))
           and not exists (select from records.victim x where x.id = t.victim_id and x.sealed)
           and not exists (select from records.offender x where x.id = t.offender_id and x.sealed)) as purposeful
    from unnest($1::bytea[], $4::uuid[]) with ordinality a(hash, tasking, at)
    join identity.session s on s.token_hash = a.hash
    join records.officer o on o.id = s.officer_id and o.active
   where s.revoked_at is null and s.expires_at > $2::timestamptz and s.last_seen_at > $3::timestamptz`;

/** The tables of records that VIEWER_SQL names. */
const TABLES = ['officer', 'tasking', 'case', 'victim', 'offender'];

export interface ViewerRow {
  /** Position in the question, from 1. */
  readonly at: number;
  readonly id: Id;
  readonly officer_id: Id;
  readonly agency_id: Id;
  /** Milliseconds since 1970. */
  readonly proved_at: string;
  readonly unnoted: boolean;
  readonly roles: string | null;
  /** Whether the officer holds a second factor. */
  readonly factored: boolean;
  readonly purposeful: boolean;
}

interface Waiting {
  readonly hash: Buffer;
  readonly tasking: Id | null;
  readonly resolve: (row: ViewerRow | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Look-ups in one statement at most. */
const MOST_TOGETHER = 100;

export class ViewerLookup {
  private waiting: Waiting[] = [];
  private busy = false;

  constructor(private readonly wall: Wall, private readonly clock: Clock, private readonly settings: SessionSettings) {}

  /**
   * @param tasking the tasking stated as purpose, or null.
   * @returns the live session with that token hash, or undefined. @throws CodedError UNAVAILABLE when the database does not answer.
   */
  find(hash: Buffer, tasking: Id | null): Promise<ViewerRow | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash, tasking, resolve, reject });
      if (!this.busy) void this.work();
    });
  }

  /** Never throws: what fails, fails for those who wait. */
  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const together = this.waiting.splice(0, MOST_TOGETHER);
      try {
        const rows = new Map((await this.ask(together)).map((row) => [row.at, row]));
        together.forEach(({ resolve }, index) => resolve(rows.get(index + 1)));
      } catch (error) {
        // Who waits behind a failed statement need not wait for the next to fail.
        for (const { reject } of [...together, ...this.waiting.splice(0)]) reject(error);
      }
    }
    this.busy = false;
  }

  private async ask(together: readonly Waiting[]): Promise<readonly ViewerRow[]> {
    const now = this.clock.now().getTime();
    const instants = [now, now - this.settings.idleMs, now - this.settings.noteEveryMs].map((at) => new Date(at).toISOString());
    const values = [together.map(({ hash }) => hash), instants[0], instants[1], together.map(({ tasking }) => tasking), instants[2]];
    return orUnavailable(() => ask<ViewerRow>(this.wall, TABLES, 'identity.viewers', VIEWER_SQL, values));
  }
}
