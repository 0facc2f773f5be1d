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
import type { OpenedSession } from '../session/session-rows.js';
import { orUnavailable, sqlOn, type Sql } from '../sql.js';
import type { Admission, PendingSignIn } from './admission.js';
import { accountKey, type Attempt, type AttemptLimits } from './attempt-limits.js';
import type { SignInAlarms } from './sign-in-alarms.js';
import { TurnedAway, type Turnstile } from './turnstile.js';

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** See `sourceOf`. */
  readonly source: string;
}

/** @returns whether a second step is to come. */
export function isPending(answer: OpenedSession | PendingSignIn): answer is PendingSignIn {
  return 'pending' in answer;
}

export interface SignInParts {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly credentials: CredentialRows;
  readonly passwords: Passwords;
  readonly admission: Admission;
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
    const answer = await this.parts.admission.admit(candidate, { root: 'signIn', step: 'PASSWORD', source, allowed: null, factorSeen: false }, asked);
    if (!answer) return this.refuse({ cause: 'DISABLED', source, account }, asked);
    await this.giveBack(attempts);
    await this.renewHash(candidate, password);
    return answer;
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
