/** Looks sessions up, several at a time, and with each the tasking that was stated as its purpose. */
import type { Clock, Id } from '#kernel';
import type { Role } from '#policy';
import type { Wall } from '#wall';

import { ask, orUnavailable } from '../sql.js';
import type { SessionSettings } from './session-settings.js';
import { SharedLookUp } from './shared-look-up.js';
import { TaskingSubjects, type TaskingAbout } from './tasking-subjects.js';

/** $1 token hashes, $2 now, $3 seen no earlier than, $4 a tasking or null for each, $5 to be noted when seen before. */
const VIEWER_SQL = `
  select a.at::int, s.id, s.officer_id, o.agency_id, (extract(epoch from s.proved_at) * 1000)::bigint::text as proved_at, s.last_seen_at <= $5::timestamptz as unnoted, s.allowed_roles as allowed,
         (select string_agg(r.role, ',' order by r.role) from identity.officer_role r
           where r.officer_id = s.officer_id and r.revoked_at is null and not s.provisional) as roles,
         exists (select from identity.factor f where f.officer_id = s.officer_id and f.confirmed_at is not null and f.ended_at is null) as factored,
         exists (select from identity.machine m where m.officer_id = s.officer_id) as machine,
         a.tasking is null or t.id is not null as purposeful, t.purpose, t.case_id, t.victim_id, t.offender_id
    from unnest($1::bytea[], $4::uuid[]) with ordinality a(hash, tasking, at)
    join identity.session s on s.token_hash = a.hash
    join records.officer o on o.id = s.officer_id and o.active
    left join records.tasking t on t.id = a.tasking and t.officer_id = s.officer_id and t.starts_at <= now() and t.ends_at > now()
   where s.revoked_at is null and s.expires_at > $2::timestamptz and s.last_seen_at > $3::timestamptz`;

/** The tables of records that VIEWER_SQL names. */
const TABLES = ['officer', 'tasking'];

interface Found extends TaskingAbout {
  /** Position in the question, from 1. */
  readonly at: number;
  readonly id: Id;
  readonly officer_id: Id;
  readonly agency_id: Id;
  /** Milliseconds since 1970. */
  readonly proved_at: string;
  readonly unnoted: boolean;
  readonly roles: string | null;
  /** Roles the session may use, of those granted; null for all of them. */
  readonly allowed: readonly Role[] | null;
  /** Whether the officer holds a second factor. */
  readonly factored: boolean;
  /** Whether the account is a machine's. */
  readonly machine: boolean;
  readonly purposeful: boolean;
}

export type ViewerRow = Omit<Found, 'at' | keyof TaskingAbout>;

interface Asked {
  readonly hash: Buffer;
  readonly tasking: Id | null;
}

export class ViewerLookup {
  readonly #sessions: SharedLookUp<Asked, Found>;
  readonly #subjects: TaskingSubjects;

  constructor(private readonly wall: Wall, private readonly clock: Clock, private readonly settings: SessionSettings) {
    this.#sessions = new SharedLookUp((together) => this.ask(together));
    this.#subjects = new TaskingSubjects(wall);
  }

  /**
   * @param tasking the tasking stated as purpose, or null.
   * @returns the live session with that token hash, or undefined. A tasking about what is sealed is no purpose: it does not exist.
   * @throws CodedError UNAVAILABLE when the database does not answer.
   */
  async find(hash: Buffer, tasking: Id | null): Promise<ViewerRow | undefined> {
    const row = await this.#sessions.find({ hash, tasking });
    if (!row || tasking === null || !row.purposeful) return row;
    return { ...row, purposeful: await this.#subjects.areOpen(row) };
  }

  private ask(together: readonly Asked[]): Promise<readonly Found[]> {
    const now = this.clock.now().getTime();
    const instants = [now, now - this.settings.idleMs, now - this.settings.noteEveryMs].map((at) => new Date(at).toISOString());
    const values = [together.map(({ hash }) => hash), instants[0], instants[1], together.map(({ tasking }) => tasking), instants[2]];
    return orUnavailable(() => ask<Found>(this.wall, TABLES, 'identity.viewers', VIEWER_SQL, values));
  }
}
