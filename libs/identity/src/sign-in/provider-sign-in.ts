/**
 * Signing in by a provider. Whatever is wrong is one answer: an address that was not begun here, a token that is not right, claims no
 * rule knows, an account that is not there. What it was is told to the auditor as a code. The default is no access, and claims give no
 * role (decisions/0009-signing-in-by-a-provider.md).
 */
import type { AuditLog } from '#audit';
import { CodedError, type Id } from '#kernel';
import type { Wall } from '#wall';

import { NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { Credential, CredentialRows } from '../credential/credential-rows.js';
import type { TicketRows } from '../factor/ticket-rows.js';
import { explain, type ClaimDecision, type NoAccess, type ProviderClaims } from '../provider/claim-rules.js';
import { ProviderUnreachable, type OidcProvider } from '../provider/oidc-provider.js';
import { roleSet, usableOf } from '../session/role-sets.js';
import type { OpenedSession } from '../session/session-rows.js';
import { orUnavailable, sqlOn, type Sql } from '../sql.js';
import type { Admission, PendingSignIn } from './admission.js';
import type { AttemptLimits } from './attempt-limits.js';
import type { SignInAlarms } from './sign-in-alarms.js';
import { TurnedAway, type Turnstile } from './turnstile.js';

export interface ProviderAttempt {
  /** What the provider sent back with the person. */
  readonly state: string;
  readonly code: string;
  /** See `sourceOf`. */
  readonly source: string;
}

export interface ProviderSignInParts {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly credentials: CredentialRows;
  readonly tickets: TicketRows;
  readonly limits: AttemptLimits;
  readonly alarms: SignInAlarms;
  /** One of its own: a slow provider must not keep others from signing in by password. */
  readonly turnstile: Turnstile;
  readonly admission: Admission;
  /** Null where none is set. */
  readonly provider: OidcProvider | null;
}

/** TOKEN: the provider refused the code, or what it gave for it is not right. */
type Cause = 'NOT_BEGUN' | 'UNREACHABLE' | 'TOKEN' | NoAccess | 'UNKNOWN' | 'DISABLED' | 'MACHINE' | 'NO_ROLE' | 'SOURCE_LIMIT' | 'QUEUE_FULL';

/** Who is let in so far, or why not. */
type Found = { readonly account: Credential; readonly decision: ClaimDecision & { readonly access: true } } | { readonly cause: Cause; readonly officer?: Id };

const STRANGER = { officer: null, session: null } as const;

/** Ways in which a provider says that it has seen two factors (RFC 8176, section 2). */
const SEVERAL_FACTORS = 'mfa';

export class ProviderSignIn {
  readonly #sql: Sql;

  constructor(private readonly parts: ProviderSignInParts) {
    this.#sql = sqlOn(parts.wall);
  }

  /** @returns the provider's address to send the person to, good once, for five minutes. @throws CodedError FORBIDDEN with rule PROVIDER_NOT_SET; TOO_MANY_REQUESTS; UNAVAILABLE with rule PROVIDER_UNREACHABLE. */
  async begin(source: string): Promise<string> {
    const provider = this.provider();
    return this.parts.turnstile.run(async () => {
      const state = await orUnavailable(async () => {
        if (!(await this.parts.limits.ofCeremony(this.#sql, source))) throw new CodedError('TOO_MANY_REQUESTS');
        return this.parts.tickets.give(this.#sql, 'PROVIDER_SIGN_IN', STRANGER);
      });
      return provider.addressFor(state).catch((error: unknown) => {
        throw error instanceof ProviderUnreachable ? new CodedError('UNAVAILABLE', 'PROVIDER_UNREACHABLE') : error;
      });
    });
  }

  /**
   * @returns a session, or what the second step needs where the officer holds a second factor.
   * @throws CodedError FORBIDDEN with rule PROVIDER_NOT_SET; SIGN_IN_FAILED; TOO_MANY_REQUESTS; UNAVAILABLE without audit log or database.
   */
  async signIn(attempt: ProviderAttempt, asked: Asked = NO_DOCUMENT): Promise<OpenedSession | PendingSignIn> {
    const provider = this.provider();
    try {
      return await this.parts.turnstile.run(() => orUnavailable(() => this.attempt(provider, attempt, asked)));
    } catch (error) {
      if (error instanceof TurnedAway) return this.refuse({ cause: 'QUEUE_FULL' }, attempt.source, asked);
      throw error;
    }
  }

  private async attempt(provider: OidcProvider, { state, code, source }: ProviderAttempt, asked: Asked): Promise<OpenedSession | PendingSignIn> {
    const fromSource = await this.parts.limits.ofSource(this.#sql, source);
    if (!fromSource) return this.refuse({ cause: 'SOURCE_LIMIT' }, source, asked);
    // Used up first, whatever comes of it: of two at once with the same state one is heard.
    if (!(await this.parts.tickets.use(this.#sql, 'PROVIDER_SIGN_IN', state, STRANGER))) return this.refuse({ cause: 'NOT_BEGUN' }, source, asked);
    const claims = await provider.claimsFor(state, code).catch((error: unknown): Cause => (error instanceof ProviderUnreachable ? 'UNREACHABLE' : 'TOKEN'));
    if (typeof claims === 'string') return this.refuse({ cause: claims }, source, asked);
    const found = await this.find(explain(claims, provider.rules));
    if ('cause' in found) return this.refuse(found, source, asked);
    const { account, decision } = found;
    const answer = await this.parts.admission.admit(account, {
      root: 'signInWithProvider', step: 'PROVIDER', source, allowed: decision.roles, factorSeen: decision.trustFactor && sawSeveralFactors(claims),
    }, asked);
    if (!answer) return this.refuse({ cause: 'DISABLED', officer: account.officer }, source, asked);
    await this.parts.limits.giveBack(this.#sql, fromSource);
    return answer;
  }

  /** The account must be there, a human's, and hold a role that the rule allows: claims make none of it. */
  private async find(decision: ClaimDecision): Promise<Found> {
    if (!decision.access) return { cause: decision.why };
    const account = await this.parts.credentials.byLogin(this.#sql, decision.login);
    if (!account) return { cause: 'UNKNOWN' };
    const { officer, active } = account;
    if (!active) return { cause: 'DISABLED', officer };
    if ((await this.#sql('select from identity.machine where officer_id = $1', [officer])).length > 0) return { cause: 'MACHINE', officer };
    const [held] = await this.#sql<{ roles: string | null }>(`select string_agg(role, ',' order by role) as roles from identity.officer_role where officer_id = $1 and revoked_at is null`, [officer]);
    return usableOf(roleSet(held?.roles ?? ''), decision.roles).length > 0 ? { account, decision } : { cause: 'NO_ROLE', officer };
  }

  private provider(): OidcProvider {
    if (!this.parts.provider) throw new CodedError('FORBIDDEN', 'PROVIDER_NOT_SET');
    return this.parts.provider;
  }

  private async refuse({ cause, officer }: { readonly cause: Cause; readonly officer?: Id }, source: string, asked: Asked): Promise<never> {
    await this.parts.audit.append({
      act: 'SIGN_IN', outcome: 'REFUSED', actor: null, purpose: null, question: questionOf('signInWithProvider', asked),
      touched: officersTouched(...(officer === undefined ? [] : [officer])), detail: { cause, source },
    });
    if (cause !== 'QUEUE_FULL') {
      await this.parts.alarms.failed(this.#sql, { source, officer: officer ?? null, exhausted: cause === 'SOURCE_LIMIT' ? 'SOURCE' : undefined });
    }
    throw new CodedError(cause === 'SOURCE_LIMIT' || cause === 'QUEUE_FULL' ? 'TOO_MANY_REQUESTS' : 'SIGN_IN_FAILED');
  }
}

function sawSeveralFactors({ amr, acr }: ProviderClaims): boolean {
  return (Array.isArray(amr) && amr.includes(SEVERAL_FACTORS)) || acr === SEVERAL_FACTORS;
}
