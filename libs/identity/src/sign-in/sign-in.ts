/**
 * Signing in. Unknown, disabled, locked and wrong are one answer after the same work: the same statements, one verification,
 * one audit entry. What was the matter is told to the auditor only, as a code and the officer's id, never the typed login.
 */
import type { AuditLog } from '#audit';
import { CodedError } from '#kernel';
import type { Wall } from '#wall';

import { NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { Credential, CredentialRows } from '../credential/credential-rows.js';
import { normaliseLogin } from '../credential/login.js';
import type { Passwords } from '../credential/passwords.js';
import type { OpenedSession, SessionRows } from '../session/session-rows.js';
import { inTransaction, orUnavailable, sqlOn, type Sql } from '../sql.js';
import { accountKey, type AttemptLimits } from './attempt-limits.js';
import { TurnedAway, type Turnstile } from './turnstile.js';

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** See `sourceOf`. */
  readonly source: string;
}

type Cause = 'UNKNOWN' | 'DISABLED' | 'LOCKED' | 'WRONG' | 'SOURCE_LIMIT' | 'QUEUE_FULL';

export class SignIn {
  readonly #sql: Sql;

  constructor(
    private readonly wall: Wall,
    private readonly audit: AuditLog,
    private readonly credentials: CredentialRows,
    private readonly sessions: SessionRows,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly turnstile: Turnstile,
  ) {
    this.#sql = sqlOn(wall);
  }

  /**
   * The attempt is on record before this returns or throws.
   * @throws CodedError SIGN_IN_FAILED; TOO_MANY_REQUESTS when the source has had its share or too many wait (it says nothing
   *   about the account); UNAVAILABLE without audit log or database, and then nobody is signed in.
   */
  async signIn(attempt: SignInAttempt, asked: Asked = NO_DOCUMENT): Promise<OpenedSession> {
    try {
      // The whole attempt passes the turnstile, so that strangers never hold more than its width of database connections.
      return await this.turnstile.run(() => orUnavailable(() => this.attempt(attempt, asked)));
    } catch (error) {
      if (error instanceof TurnedAway) return this.refuse('QUEUE_FULL', attempt.source, null, asked);
      throw error;
    }
  }

  private async attempt({ login: given, password, source }: SignInAttempt, asked: Asked): Promise<OpenedSession> {
    const fromSource = await this.limits.ofSource(this.#sql, source);
    if (!fromSource) return this.refuse('SOURCE_LIMIT', source, null, asked);
    // A text that can be no login is looked up all the same: it must not be answered faster.
    const login = normaliseLogin(given) ?? '';
    const account = await this.credentials.byLogin(this.#sql, login);
    const onAccount = await this.limits.ofAccount(this.#sql, accountKey(account?.officer ?? null, login));
    const candidate = account?.active === true && onAccount ? account : null;
    const right = await this.passwords.verify(candidate?.hash ?? null, password);
    if (!candidate || !onAccount || !right) {
      return this.refuse(causeOf(account, onAccount !== null), source, account, asked);
    }
    const opened = await this.open(candidate, asked);
    if (!opened) return this.refuse('DISABLED', source, account, asked);
    await this.limits.giveBack(this.#sql, onAccount);
    await this.limits.giveBack(this.#sql, fromSource);
    await this.renewHash(candidate, password);
    return opened;
  }

  /** The entry is durable before the session is: a session nobody heard of cannot exist. */
  private open(account: Credential, asked: Asked): Promise<OpenedSession | null> {
    return inTransaction(this.wall, async (sql) => {
      const opened = await this.sessions.open(sql, account.officer, account.hash);
      if (!opened) return null;
      const { officer, agency, session, roles } = opened;
      const receipt = await this.audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer, agency, session, roles }, purpose: null,
        question: questionOf('signIn', asked), touched: officersTouched(officer),
      });
      asked.receipts?.push(receipt);
      return opened;
    });
  }

  /** A hash of another cost is made anew while the password is at hand. Failing to is no reason to refuse anybody. */
  private async renewHash({ officer, hash }: Credential, password: string): Promise<void> {
    if (!this.passwords.isOutdated(hash)) return;
    const renewed = await this.passwords.hash(password);
    await this.credentials.replaceHash(this.#sql, officer, renewed, { instead: hash }).catch(() => false);
  }

  private async refuse(cause: Cause, source: string, account: Credential | null, asked: Asked): Promise<never> {
    await this.audit.append({
      act: 'SIGN_IN', outcome: 'REFUSED', actor: null, purpose: null, question: questionOf('signIn', asked),
      touched: officersTouched(...(account ? [account.officer] : [])), detail: { cause, source },
    });
    throw new CodedError(cause === 'SOURCE_LIMIT' || cause === 'QUEUE_FULL' ? 'TOO_MANY_REQUESTS' : 'SIGN_IN_FAILED');
  }
}

function causeOf(account: Credential | null, admitted: boolean): Cause {
  if (!account) return 'UNKNOWN';
  if (!account.active) return 'DISABLED';
  return admitted ? 'WRONG' : 'LOCKED';
}
