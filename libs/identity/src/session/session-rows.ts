/** How sessions begin and end. Always part of somebody's transaction, next to its audit entry. */
import { newId, type Clock, type Id } from '#kernel';
import type { Role } from '#policy';

import { TicketRows } from '../factor/ticket-rows.js';
import type { Sql } from '../sql.js';
import { roleSet, usableOf } from './role-sets.js';
import { SESSION_SETTINGS, type SessionSettings } from './session-settings.js';
import { newToken, tokenHash } from './session-token.js';

export type EndReason = 'SIGNED_OUT' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET' | 'FACTOR_CHANGED' | 'DISABLED' | 'BECAME_MACHINE' | 'ENDED_BY_ADMINISTRATOR';

export interface OpenedSession {
  readonly token: string;
  readonly session: Id;
  readonly officer: Id;
  readonly agency: Id;
  readonly roles: readonly Role[];
  readonly expiresAt: Date;
}

/**
 * The locks make a sign-in and a disabling (or a change of password) happen one after the other: either the session is not
 * made, or whoever disables finds it and ends it.
 */
const OPEN = `
  with allowed as materialized (
    select o.id, o.agency_id, c.provisional from records.officer o join identity.credential c on c.officer_id = o.id
     where o.id = $1 and o.active and c.password_hash = $2 for share of o, c
  ), opened as (
    insert into identity.session (id, token_hash, officer_id, created_at, last_seen_at, proved_at, expires_at, provisional, allowed_roles)
    select $3::uuid, $4::bytea, id, $5::timestamptz, $5::timestamptz, $5::timestamptz, $6::timestamptz, provisional, $7::text[] from allowed
  )
  select a.agency_id, (select string_agg(r.role, ',' order by r.role) from identity.officer_role r
                        where r.officer_id = a.id and r.revoked_at is null and not a.provisional) as roles
    from allowed a`;

const END = `
  update identity.session set revoked_at = $2::timestamptz, revoked_reason = $3
   where officer_id = $1 and revoked_at is null and ($4::uuid is null or id <> $4::uuid) and ($5::uuid is null or id = $5::uuid)
  returning id`;

export class SessionRows {
  readonly #tickets: TicketRows;

  constructor(private readonly clock: Clock, private readonly settings: SessionSettings = SESSION_SETTINGS) {
    this.#tickets = new TicketRows(clock);
  }

  /**
   * @param passwordHash the hash that was verified: a password changed meanwhile opens nothing.
   * @param allowed the roles it may use, of those granted; null for all.
   * @returns null when the officer may no longer sign in.
   */
  async open(sql: Sql, officer: Id, passwordHash: string, allowed: readonly Role[] | null = null): Promise<OpenedSession | null> {
    const token = newToken();
    const session = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.settings.absoluteMs);
    const [row] = await sql<{ agency_id: Id; roles: string | null }>(
      OPEN, [officer, passwordHash, session, tokenHash(token), now.toISOString(), expiresAt.toISOString(), allowed]);
    return row ? { token, session, officer, agency: row.agency_id, roles: usableOf(roleSet(row.roles ?? ''), allowed), expiresAt } : null;
  }

  /** The officer has chosen a password of his own: the session has his roles from now on. */
  async settle(sql: Sql, session: Id): Promise<void> {
    await sql('update identity.session set provisional = false where id = $1 and provisional', [session]);
  }

  /** Ends one session. @returns whether it was live. */
  async end(sql: Sql, officer: Id, session: Id, reason: EndReason): Promise<boolean> {
    return (await sql(END, [officer, this.now(), reason, null, session])).length > 0;
  }

  /** Ends all sessions of an officer, and the sign-ins under way. @param but a session to keep. @returns how many sessions ended. */
  async endAll(sql: Sql, officer: Id, reason: EndReason, but: Id | null = null): Promise<number> {
    await this.#tickets.endAll(sql, officer);
    return (await sql(END, [officer, this.now(), reason, but, null])).length;
  }

  /** Notes that the session's officer has proved again who he is. @returns when, or null when the session has ended. */
  async proved(sql: Sql, session: Id): Promise<Date | null> {
    const now = this.clock.now();
    const found = await sql('update identity.session set proved_at = $2::timestamptz where id = $1 and revoked_at is null returning id', [session, now.toISOString()]);
    return found.length === 1 ? now : null;
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}
