/**
 * The second step of signing in, and signing in with a device alone. Whatever is wrong is one answer; what it was is told to
 * the auditor as a code. A device cannot be guessed, so its holder gets in while guesses at his password have locked it.
 */
import type { AuditLog } from '#audit';
import { CodedError, type Id } from '#kernel';
import type { Wall } from '#wall';

import { NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import type { Devices } from '../factor/devices.js';
import type { FactorProof, RightProof, SecondFactors } from '../factor/second-factors.js';
import type { TicketRows } from '../factor/ticket-rows.js';
import type { OpenedSession, SessionRows } from '../session/session-rows.js';
import { inTransaction, orUnavailable, sqlOn, type Sql } from '../sql.js';
import type { Attempt, AttemptLimits } from './attempt-limits.js';
import type { SignInAlarms } from './sign-in-alarms.js';
import { TurnedAway, type Turnstile } from './turnstile.js';

export interface SecondStepAttempt extends FactorProof {
  /** What the first step gave. */
  readonly pending: string;
  /** See `sourceOf`. */
  readonly source: string;
}

export interface DeviceAttempt {
  /** What the device signed, as JSON text. */
  readonly webauthn: string;
  readonly source: string;
}

type Cause = 'NOT_PENDING' | 'CODE' | 'DEVICE' | 'LOCKED' | 'DISABLED' | 'SOURCE_LIMIT' | 'QUEUE_FULL';

export interface SecondStepParts {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly credentials: CredentialRows;
  readonly sessions: SessionRows;
  readonly factors: SecondFactors;
  readonly devices: Devices;
  readonly tickets: TicketRows;
  readonly limits: AttemptLimits;
  readonly alarms: SignInAlarms;
  readonly turnstile: Turnstile;
}

export class SecondStep {
  readonly #sql: Sql;

  constructor(private readonly parts: SecondStepParts) {
    this.#sql = sqlOn(parts.wall);
  }

  /**
   * Finishes a sign-in whose first step was right.
   * @throws CodedError SIGN_IN_FAILED; TOO_MANY_REQUESTS when the source has had its share or too many wait; UNAVAILABLE.
   */
  confirm(attempt: SecondStepAttempt, asked: Asked = NO_DOCUMENT): Promise<OpenedSession> {
    return this.passing('confirmSignIn', attempt.source, asked, async (refuse) => {
      const officer = await this.parts.tickets.officerOf(this.#sql, 'SECOND_STEP', attempt.pending);
      if (officer === null) return refuse('NOT_PENDING');
      // A code can be guessed, so guesses are counted by account; what a device signs cannot.
      const guess = attempt.webauthn == null ? await this.parts.limits.ofFactor(this.#sql, officer) : undefined;
      if (guess === null) return refuse('LOCKED', officer);
      const proof = await this.proofIn(attempt, officer);
      const opened = proof && await this.open(proof, asked, 'confirmSignIn', attempt.pending);
      if (!opened) return refuse(attempt.webauthn == null ? 'CODE' : 'DEVICE', officer);
      await this.giveBack(guess);
      return opened;
    });
  }

  /** @returns options for `navigator.credentials.get`, the same for everybody. @throws CodedError TOO_MANY_REQUESTS; REJECTED with rule NO_ORIGIN. */
  async beginDeviceSignIn(source: string): Promise<string> {
    return this.parts.turnstile.run(() => orUnavailable(async () => {
      if (!(await this.parts.limits.ofCeremony(this.#sql, source))) throw new CodedError('TOO_MANY_REQUESTS');
      return this.parts.devices.question(this.#sql, { kind: 'DEVICE_SIGN_IN', officer: null, session: null });
    }));
  }

  /** Signs in with a device that has verified its user: both factors at once. @throws CodedError as {@link confirm}. */
  withDevice({ webauthn, source }: DeviceAttempt, asked: Asked = NO_DOCUMENT): Promise<OpenedSession> {
    return this.passing('signInWithDevice', source, asked, async (refuse) => {
      const proof = await this.parts.factors.byDevice(this.#sql, webauthn, { kind: 'DEVICE_SIGN_IN', officer: null, session: null });
      if (!proof) return refuse('DEVICE');
      return (await this.open(proof, asked, 'signInWithDevice', null)) ?? refuse('DISABLED', proof.officer);
    });
  }

  private async proofIn({ code, webauthn }: FactorProof, officer: Id): Promise<RightProof | null> {
    if (webauthn != null) return this.parts.factors.byDevice(this.#sql, webauthn, { kind: 'SECOND_STEP_DEVICE', officer, session: null });
    return code == null ? null : this.parts.factors.byCode(this.#sql, officer, code);
  }

  /** The proof is used up, the entry durable and the session made together or not at all. */
  private async open(proof: RightProof, asked: Asked, root: string, pending: string | null): Promise<OpenedSession | null> {
    const account = await this.parts.credentials.byOfficer(this.#sql, proof.officer);
    if (!account) return null;
    return inTransaction(this.parts.wall, async (sql) => {
      const allowed = pending === null ? null : await this.parts.tickets.allowedBy(sql, 'SECOND_STEP', pending);
      const opened = await this.parts.sessions.open(sql, account.officer, account.hash, allowed);
      if (!opened || !(await proof.useUp(sql))) throw new Stale();
      if (pending !== null && !(await this.parts.tickets.use(sql, 'SECOND_STEP', pending, { officer: account.officer, session: null }))) throw new Stale();
      const { officer, agency, session, roles } = opened;
      const receipt = await this.parts.audit.append({
        act: 'SIGN_IN', outcome: 'ACCEPTED', actor: { officer, agency, session, roles }, purpose: null,
        question: questionOf(root, asked), touched: officersTouched(officer), detail: { factor: proof.method },
      });
      asked.receipts?.push(receipt);
      return opened;
    }).catch((error: unknown) => {
      if (error instanceof Stale) return null;
      throw error;
    });
  }

  /** Through the turnstile and the limit of the source, which is given back to whoever gets in. */
  private async passing(
    root: string, source: string, asked: Asked, attempt: (refuse: (cause: Cause, officer?: Id) => Promise<never>) => Promise<OpenedSession>,
  ): Promise<OpenedSession> {
    const refuse = (cause: Cause, officer?: Id): Promise<never> => this.refuse(root, cause, source, asked, officer);
    try {
      return await this.parts.turnstile.run(() => orUnavailable(async () => {
        const fromSource = await this.parts.limits.ofSource(this.#sql, source);
        if (!fromSource) return refuse('SOURCE_LIMIT');
        const opened = await attempt(refuse);
        await this.giveBack(fromSource);
        return opened;
      }));
    } catch (error) {
      if (error instanceof TurnedAway) return refuse('QUEUE_FULL');
      throw error;
    }
  }

  private async giveBack(attempt: Attempt | null | undefined): Promise<void> {
    if (attempt) await this.parts.limits.giveBack(this.#sql, attempt);
  }

  private async refuse(root: string, cause: Cause, source: string, asked: Asked, officer?: Id): Promise<never> {
    await this.parts.audit.append({
      act: 'SIGN_IN', outcome: 'REFUSED', actor: null, purpose: null, question: questionOf(root, asked),
      touched: officersTouched(...(officer === undefined ? [] : [officer])), detail: { cause, source },
    });
    if (cause !== 'QUEUE_FULL') {
      const exhausted = cause === 'LOCKED' ? 'ACCOUNT' : cause === 'SOURCE_LIMIT' ? 'SOURCE' : undefined;
      await this.parts.alarms.failed(this.#sql, { source, officer: officer ?? null, exhausted });
    }
    throw new CodedError(cause === 'SOURCE_LIMIT' || cause === 'QUEUE_FULL' ? 'TOO_MANY_REQUESTS' : 'SIGN_IN_FAILED');
  }
}

/** Used meanwhile, or no longer allowed: everything done so far is undone. */
class Stale extends Error {}
