/**
 * What follows a first step that was right, whichever it was: the second step where a second factor is held, else a session. The
 * entry is durable before the session is: a session nobody heard of cannot exist.
 */
import type { AuditLog } from '#audit';
import type { Role } from '#policy';
import type { Wall } from '#wall';

import { officersTouched, questionOf, type Asked } from '../asked.js';
import type { Credential, CredentialRows } from '../credential/credential-rows.js';
import type { Devices } from '../factor/devices.js';
import type { FactorKind } from '../factor/factor-rows.js';
import type { SecondFactors } from '../factor/second-factors.js';
import type { TicketRows } from '../factor/ticket-rows.js';
import type { OpenedSession, SessionRows } from '../session/session-rows.js';
import { inTransaction, sqlOn } from '../sql.js';

/** The first step was right; the second factor is to come. */
export interface PendingSignIn {
  /** Good for `confirmSignIn` and nothing else, once, for five minutes. */
  readonly pending: string;
  readonly secondFactor: readonly FactorKind[];
  /** Options for `navigator.credentials.get`, as JSON text; null when no device is held. */
  readonly deviceOptions: string | null;
}

export interface FirstStep {
  readonly root: string;
  readonly step: 'PASSWORD' | 'PROVIDER';
  readonly source: string;
  /** Roles the session may use, of those granted; null for all. */
  readonly allowed: readonly Role[] | null;
  /** Whether somebody we trust has seen a second factor already. */
  readonly factorSeen: boolean;
}

export interface AdmissionParts {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly credentials: CredentialRows;
  readonly sessions: SessionRows;
  readonly factors: SecondFactors;
  readonly devices: Devices;
  readonly tickets: TicketRows;
}

export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  /** @returns null when the officer may no longer sign in: disabled, or the password was changed meanwhile. */
  async admit(account: Credential, first: FirstStep, asked: Asked): Promise<OpenedSession | PendingSignIn | null> {
    const kinds = await this.parts.factors.kinds(sqlOn(this.parts.wall), account.officer);
    return kinds.length > 0 && !first.factorSeen ? this.pend(account, kinds, first, asked) : this.open(account, first, asked);
  }

  /** The lock is that of `open`: a password changed meanwhile begins nothing, one changed later ends what was begun. */
  private pend({ officer, hash }: Credential, secondFactor: readonly FactorKind[], { root, step, source, allowed }: FirstStep, asked: Asked): Promise<PendingSignIn | null> {
    const { audit, credentials, devices, wall, tickets } = this.parts;
    return inTransaction(wall, async (sql) => {
      if (!(await credentials.keep(sql, officer, hash))) return null;
      const pending = await tickets.give(sql, 'SECOND_STEP', { officer, session: null }, allowed);
      const deviceOptions = secondFactor.includes('WEBAUTHN') && devices.usable ? await devices.question(sql, { kind: 'SECOND_STEP_DEVICE', officer, session: null }) : null;
      const receipt = await audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: null, purpose: null, question: questionOf(root, asked),
        touched: officersTouched(officer), detail: { step, source },
      });
      asked.receipts?.push(receipt);
      return { pending, secondFactor, deviceOptions };
    });
  }

  private open(account: Credential, { root, step, allowed, factorSeen }: FirstStep, asked: Asked): Promise<OpenedSession | null> {
    return inTransaction(this.parts.wall, async (sql) => {
      const opened = await this.parts.sessions.open(sql, account.officer, account.hash, allowed);
      if (!opened) return null;
      const { officer, agency, session, roles } = opened;
      const receipt = await this.parts.audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer, agency, session, roles }, purpose: null, question: questionOf(root, asked),
        touched: officersTouched(officer), ...(step === 'PROVIDER' && { detail: { step, ...(factorSeen && { factor: 'PROVIDER' }) } }),
      });
      asked.receipts?.push(receipt);
      return opened;
    });
  }
}
