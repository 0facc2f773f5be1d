/**
 * From a token to a viewer, on every request. One prepared statement (viewer-lookup.ts) settles all of it from the database's present state, so
 * whatever was revoked, disabled or ended counts from the next request on; nothing is remembered here.
 *
 * A session's time is the process's clock, bound into the statement: a test can hold it still, and audit entries carry the
 * same clock. A tasking's time is the database's, as in the read and write doors, so that all three agree on its last second.
 */
import type { AuditActor, AuditLog } from '#audit';
import { CodedError, type Clock, type Id } from '#kernel';
import { needsSecondFactor, type Purpose, type Role, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { NO_DOCUMENT, questionOf } from '../asked.js';
import { badPurpose, purposeOf } from '../purpose/purpose-text.js';
import { orUnavailable, sqlOn } from '../sql.js';
import { roleSet, usableOf } from './role-sets.js';
import { SESSION_SETTINGS, type SessionSettings } from './session-settings.js';
import { isToken, tokenHash } from './session-token.js';
import { ViewerLookup } from './viewer-lookup.js';

const NOTE_SQL = `
  update identity.session set last_seen_at = $2::timestamptz
   where id = $1 and last_seen_at <= $3::timestamptz and revoked_at is null`;

/** Of whoever still has to enrol a second factor: whatever forgets to ask for one gives such a session nothing. */
const NO_ROLES: readonly Role[] = Object.freeze([]);

export class Sessions {
  readonly #noting = new Map<Id, Promise<unknown>>();
  readonly #lookup: ViewerLookup;

  constructor(
    private readonly wall: Wall,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly settings: SessionSettings = SESSION_SETTINGS,
  ) {
    this.#lookup = new ViewerLookup(wall, clock, settings);
  }

  /**
   * @param token what followed `Bearer `.
   * @param purpose the purpose header, percent-decoded; undefined when absent.
   * @returns the viewer, frozen; undefined for every token that is not a live session of an active officer.
   * @throws CodedError BAD_REQUEST when the stated purpose says nothing (REASON_TOO_SHORT, REASON_EMPTY_WORDS), is malformed or is
   *   no live tasking of this officer on a live case (PURPOSE). Told to live sessions only, and on record; UNAVAILABLE when the
   *   database or then the log does not answer.
   */
  async viewerOf(token: string, purpose?: string): Promise<Viewer | undefined> {
    if (!isToken(token)) return undefined;
    const stated = purpose === undefined ? null : readable(purpose);
    const tasking = stated && 'tasking' in stated ? stated.tasking : null;
    const row = await this.#lookup.find(tokenHash(token), tasking);
    if (!row) return undefined;
    const granted = roleSet(row.roles ?? '');
    const roles = usableOf(granted, row.allowed);
    const mustEnrol = !row.factored && needsSecondFactor(granted);
    const actor = { officer: row.officer_id, agency: row.agency_id, session: row.id, roles: mustEnrol ? NO_ROLES : roles };
    if (stated instanceof CodedError) return this.refuse(actor, stated);
    if (!row.purposeful) return this.refuse(actor, badPurpose());
    if (row.unnoted) this.note(row.id, this.clock.now().getTime());
    return Object.freeze({ ...actor, purpose: stated, ...(row.machine ? { machine: true as const } : { provedAt: Number(row.proved_at) }), ...(mustEnrol && { mustEnrol }) });
  }

  /** Whoever tries purposes until one passes is on record with each. What was written is not kept: it may be anything. */
  private async refuse(actor: AuditActor, error: CodedError): Promise<never> {
    await this.audit.append({
      act: 'READ', outcome: 'REFUSED', actor, purpose: null, question: questionOf('purpose', NO_DOCUMENT), touched: [],
      detail: { refusal: error.code, ...(error.rule !== undefined && { rule: error.rule }) },
    });
    throw error;
  }

  /** @returns when a session ends if no further request comes, and whether it waits for the officer to choose a password of his own. */
  async stateOf(session: Id): Promise<{ endsAt: Date; provisional: boolean }> {
    const [row] = await orUnavailable(() => sqlOn(this.wall)<{ ends: string; provisional: boolean }>(
      `select (extract(epoch from least(expires_at, last_seen_at + $2 * interval '1 millisecond')) * 1000)::bigint::text as ends, provisional
         from identity.session where id = $1`, [session, this.settings.idleMs]));
    if (!row) throw new CodedError('UNAUTHENTICATED');
    return { endsAt: new Date(Number(row.ends)), provisional: row.provisional };
  }

  /** Waits for what is still being written down. */
  async settle(): Promise<void> {
    await Promise.all(this.#noting.values());
  }

  /**
   * Writes down that the session is in use. Nobody waits for it: if it fails, the next request tries again, and at worst
   * the session ends early. The condition lets only one of several processes write.
   */
  private note(session: Id, now: number): void {
    if (this.#noting.has(session)) return;
    const noting = sqlOn(this.wall)(NOTE_SQL, [session, iso(now), iso(now - this.settings.noteEveryMs)])
      .then(() => undefined, () => undefined)
      .finally(() => this.#noting.delete(session));
    this.#noting.set(session, noting);
  }
}

/** @returns the purpose, or the refusal to be given once it is known that a live session asks. */
function readable(text: string): Purpose | CodedError {
  try {
    return purposeOf(text);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
