/**
 * Tickets: random, good once, for five minutes and for one thing. A challenge that a device signs is one, and so is what
 * stands between the password and the second factor. A ticket is bound to an officer or a session where one is known, and
 * lies in the database as a hash; expired ones are written over, so strangers cannot fill the table.
 */
import { randomBytes } from 'node:crypto';
import type { Clock, Id } from '#kernel';
import type { Role } from '#policy';

import { tokenHash } from '../session/session-token.js';
import type { Sql } from '../sql.js';

/** Milliseconds a ticket is good for. */
export const TICKET_MS = 5 * 60_000;

/**
 * SECOND_STEP: the first step was right, the second factor is to come. PROVIDER_SIGN_IN: somebody was sent to the provider. The others are challenges for a device: as that second
 * factor, to sign in with nothing else, to be enrolled, to prove again who one is.
 */
export type TicketKind = 'SECOND_STEP' | 'PROVIDER_SIGN_IN' | 'SECOND_STEP_DEVICE' | 'DEVICE_SIGN_IN' | 'DEVICE_ENROLMENT' | 'DEVICE_PROOF';

/** Whose a ticket is. Both null: a stranger's. */
export interface TicketHolder {
  readonly officer: Id | null;
  readonly session: Id | null;
}

const GIVE = `
  with over as (
    update identity.ticket set hash = $1::bytea, kind = $2, officer_id = $3::uuid, session_id = $4::uuid,
           created_at = $5::timestamptz, expires_at = $6::timestamptz, used_at = null, allowed_roles = $7::text[]
     where hash = (select hash from identity.ticket where expires_at <= $5::timestamptz limit 1 for update skip locked)
    returning hash)
  insert into identity.ticket (hash, kind, officer_id, session_id, created_at, expires_at, allowed_roles)
  select $1::bytea, $2, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz, $7::text[] where not exists (select from over)`;

const LIVE = 'hash = $1 and kind = $2 and used_at is null and expires_at > $3::timestamptz';

export class TicketRows {
  constructor(private readonly clock: Clock) {}

  /** @param allowed roles of the session that comes of it; null for all that are granted. @returns a new ticket: 32 random bytes in base64url. */
  async give(sql: Sql, kind: TicketKind, { officer, session }: TicketHolder, allowed: readonly Role[] | null = null): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + TICKET_MS);
    await sql(GIVE, [tokenHash(secret), kind, officer, session, now.toISOString(), expiresAt.toISOString(), allowed]);
    return secret;
  }

  /** Looks at a ticket without using it up. @returns whose it is; null for every text that is not a live ticket of this kind and an officer. */
  async officerOf(sql: Sql, kind: TicketKind, secret: string): Promise<Id | null> {
    const [row] = await sql<{ officer_id: Id | null }>(`select officer_id from identity.ticket where ${LIVE}`, [tokenHash(secret), kind, this.now()]);
    return row?.officer_id ?? null;
  }

  /** @returns the roles that the session of this ticket may use; null for all that are granted, none for what is no live ticket. */
  async allowedBy(sql: Sql, kind: TicketKind, secret: string): Promise<readonly Role[] | null> {
    const [row] = await sql<{ allowed_roles: readonly Role[] | null }>(`select allowed_roles from identity.ticket where ${LIVE}`, [tokenHash(secret), kind, this.now()]);
    return row ? row.allowed_roles : [];
  }

  /** Uses a ticket up. Of two at once one succeeds. @returns whether it was a live one of this kind and holder. */
  async use(sql: Sql, kind: TicketKind, secret: string, { officer, session }: TicketHolder): Promise<boolean> {
    const used = await sql(
      `update identity.ticket set used_at = $3::timestamptz
        where ${LIVE} and officer_id is not distinct from $4::uuid and session_id is not distinct from $5::uuid returning hash`,
      [tokenHash(secret), kind, this.now(), officer, session]);
    return used.length === 1;
  }

  /** Ends every ticket of an officer: what was begun before the account changed is not finished after. */
  async endAll(sql: Sql, officer: Id): Promise<void> {
    await sql('update identity.ticket set used_at = $2::timestamptz where officer_id = $1 and used_at is null', [officer, this.now()]);
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}
