/**
 * Signing in, the first step. Unknown, disabled, locked and wrong are one answer after the same work: the same statements, one verification,
 * one audit entry. What was the matter is told to the auditor only, as a code and the officer's id, never the typed login.
 * Whether a second factor is held is told only after the right password.
 */
import type { AuditLog } from '#audit';
import { CodedError, type Id } from '#kernel';
import type { Wall } from '#wall';

import { NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { Credential, CredentialRows } from '../credential/credential-rows.js';
import { normaliseLogin } from '../credential/login.js';
import type { Passwords } from '../credential/passwords.js';
import type { Devices } from '../factor/devices.js';
import type { FactorKind } from '../factor/factor-rows.js';
import type { SecondFactors } from '../factor/second-factors.js';
import type { TicketRows } from '../factor/ticket-rows.js';
import type { OpenedSession, SessionRows } from '../session/session-rows.js';
import { inTransaction, orUnavailable, sqlOn, type Sql } from '../sql.js';
import { accountKey, type Attempt, type AttemptLimits } from './attempt-limits.js';
import type { SignInAlarms } from './sign-in-alarms.js';
import { TurnedAway, type Turnstile } from './turnstile.js';

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** See `sourceOf`. */
  readonly source: string;
}

/** The password was right; the second factor is to come. */
export interface PendingSignIn {
  /** Good for `confirmSignIn` and nothing else, once, for five minutes. */
  readonly pending: string;
  readonly secondFactor: readonly FactorKind[];
  /** Options for `navigator.credentials.get`, as JSON text; null when no device is held. */
  readonly deviceOptions: string | null;
}

/** @returns whether a second step is to come. */
export function isPending(answer: OpenedSession | PendingSignIn): answer is PendingSignIn {
  return 'pending' in answer;
}

export interface SignInParts {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly credentials: CredentialRows;
  readonly sessions: SessionRows;
  readonly passwords: Passwords;
  readonly factors: SecondFactors;
  readonly devices: Devices;
  readonly tickets: TicketRows;
  readonly limits: AttemptLimits;
  readonly alarms: SignInAlarms;
  readonly turnstile: Turnstile;
}

type Cause = 'UNKNOWN' | 'DISABLED' | 'LOCKED' | 'WRONG' | 'SOURCE_LIMIT' | 'QUEUE_FULL';

export class SignIn {
  readonly #sql: Sql;

  constructor(private readonly parts: SignInParts) {
    this.#sql = sqlOn(parts.wall);
  }

  /**
   * The attempt is on record before this returns or throws.
   * @returns a session, or what the second step needs where the officer holds a second factor.
   * @throws CodedError SIGN_IN_FAILED; TOO_MANY_REQUESTS when the source has had its share or too many wait (it says nothing
   *   about the account); UNAVAILABLE without audit log or database, and then nobody is signed in.
   */
  async signIn(attempt: SignInAttempt, asked: Asked = NO_DOCUMENT): Promise<OpenedSession | PendingSignIn> {
    try {
      // The whole attempt passes the turnstile, so that strangers never hold more than its width of database connections.
      return await this.parts.turnstile.run(() => orUnavailable(() => this.attempt(attempt, asked)));
    } catch (error) {
      if (error instanceof TurnedAway) return this.refuse({ cause: 'QUEUE_FULL', source: attempt.source, account: null }, asked);
      throw error;
    }
  }

  private async attempt({ login: given, password, source }: SignInAttempt, asked: Asked): Promise<OpenedSession | PendingSignIn> {
    const { limits, credentials, passwords } = this.parts;
    const fromSource = await limits.ofSource(this.#sql, source);
    if (!fromSource) return this.refuse({ cause: 'SOURCE_LIMIT', source, account: null, exhausted: 'SOURCE' }, asked);
    // A text that can be no login is looked up all the same: it must not be answered faster.
    const login = normaliseLogin(given) ?? '';
    const account = await credentials.byLogin(this.#sql, login);
    const onAccount = await limits.ofAccount(this.#sql, accountKey(account?.officer ?? null, login));
    const candidate = account?.active === true && onAccount ? account : null;
    const right = await passwords.verify(candidate?.hash ?? null, password);
    if (!candidate || !onAccount || !right) {
      return this.refuse({ cause: causeOf(account, onAccount !== null), source, account, ...(onAccount ? {} : { exhausted: 'ACCOUNT' }) }, asked);
    }
    const attempts = [onAccount, fromSource];
    const kinds = await this.parts.factors.kinds(this.#sql, candidate.officer);
    const answer = kinds.length > 0 ? await this.pend(candidate, kinds, source, asked) : await this.open(candidate, asked);
    if (!answer) return this.refuse({ cause: 'DISABLED', source, account }, asked);
    await this.giveBack(attempts);
    await this.renewHash(candidate, password);
    return answer;
  }

  /** The lock is that of `open`: a password changed meanwhile begins nothing, one changed later ends what was begun. */
  private pend({ officer, hash }: Credential, secondFactor: readonly FactorKind[], source: string, asked: Asked): Promise<PendingSignIn | null> {
    const { audit, credentials, devices, wall, tickets } = this.parts;
    return inTransaction(wall, async (sql) => {
      if (!(await credentials.keep(sql, officer, hash))) return null;
      const pending = await tickets.give(sql, 'SECOND_STEP', { officer, session: null });
      const deviceOptions = secondFactor.includes('WEBAUTHN') && devices.usable ? await devices.question(sql, { kind: 'SECOND_STEP_DEVICE', officer, session: null }) : null;
      const receipt = await audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: null, purpose: null, question: questionOf('signIn', asked),
        touched: officersTouched(officer), detail: { step: 'PASSWORD', source },
      });
      asked.receipts?.push(receipt);
      return { pending, secondFactor, deviceOptions };
    });
  }

  /** The entry is durable before the session is: a session nobody heard of cannot exist. */
  private open(account: Credential, asked: Asked): Promise<OpenedSession | null> {
    return inTransaction(this.parts.wall, async (sql) => {
      const opened = await this.parts.sessions.open(sql, account.officer, account.hash);
      if (!opened) return null;
      const { officer, agency, session, roles } = opened;
      const receipt = await this.parts.audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer, agency, session, roles }, purpose: null,
        question: questionOf('signIn', asked), touched: officersTouched(officer),
      });
      asked.receipts?.push(receipt);
      return opened;
    });
  }

  /** A hash of another cost is made anew while the password is at hand. Failing to is no reason to refuse anybody. */
  private async renewHash({ officer, hash }: Credential, password: string): Promise<void> {
    if (!this.parts.passwords.isOutdated(hash)) return;
    const renewed = await this.parts.passwords.hash(password);
    await this.parts.credentials.replaceHash(this.#sql, officer, renewed, { instead: hash }).catch(() => false);
  }

  private async giveBack(attempts: readonly Attempt[]): Promise<void> {
    for (const attempt of attempts) await this.parts.limits.giveBack(this.#sql, attempt);
  }

  private async refuse({ cause, source, account, exhausted }: Refused, asked: Asked): Promise<never> {
    const officer: Id | null = account?.officer ?? null;
    await this.parts.audit.append({
      act: 'SIGN_IN', outcome: 'REFUSED', actor: null, purpose: null, question: questionOf('signIn', asked),
      touched: officersTouched(...(officer === null ? [] : [officer])), detail: { cause, source },
    });
    // Who is sent away before anything was tried costs no statement.
    if (cause !== 'QUEUE_FULL') await this.parts.alarms.failed(this.#sql, { source, officer, exhausted });
    throw new CodedError(cause === 'SOURCE_LIMIT' || cause === 'QUEUE_FULL' ? 'TOO_MANY_REQUESTS' : 'SIGN_IN_FAILED');
  }
}

interface Refused {
  readonly cause: Cause;
  readonly source: string;
  readonly account: Credential | null;
  readonly exhausted?: 'ACCOUNT' | 'SOURCE';
}

function causeOf(account: Credential | null, admitted: boolean): Cause {
  if (!account) return 'UNKNOWN';
  if (!account.active) return 'DISABLED';
  return admitted ? 'WRONG' : 'LOCKED';
}
