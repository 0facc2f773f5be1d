/** What officers do with their own account: sign out, change the password, prove again who they are. */
import { CodedError } from '#kernel';
import { PROOF_AGE_MS, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { NO_DOCUMENT, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import { passwordFault } from '../credential/password-rules.js';
import type { Passwords } from '../credential/passwords.js';
import type { Devices } from '../factor/devices.js';
import type { FactorProof, RightProof, SecondFactors } from '../factor/second-factors.js';
import type { SessionRows } from '../session/session-rows.js';
import { accountKey, type AttemptLimits } from '../sign-in/attempt-limits.js';
import type { Turnstile } from '../sign-in/turnstile.js';
import { orUnavailable, sqlOn, type Sql } from '../sql.js';
import type { OwnDoor } from './own-door.js';

/** The password, and a code where a second factor is held; or a device alone, which is both. */
export interface ProofOfIdentity extends FactorProof {
  readonly password?: string | null;
}

export interface OwnAccountParts {
  readonly wall: Wall;
  readonly door: OwnDoor;
  readonly credentials: CredentialRows;
  readonly sessions: SessionRows;
  readonly passwords: Passwords;
  readonly factors: SecondFactors;
  readonly devices: Devices;
  readonly limits: AttemptLimits;
  readonly turnstile: Turnstile;
}

export class OwnAccount {
  readonly #sql: Sql;

  constructor(private readonly parts: OwnAccountParts) {
    this.#sql = sqlOn(parts.wall);
  }

  /** Ends the viewer's session; the next request with its token is a stranger's. @throws CodedError UNAVAILABLE. */
  signOut(viewer: Viewer, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.parts.door.run(viewer, 'signOut', asked, async (sql) => {
      await this.parts.sessions.end(sql, viewer.officer, viewer.session, 'SIGNED_OUT');
      return { result: undefined };
    });
  }

  /**
   * Changes the viewer's password and ends every other session of theirs. Wrong tries count against the account like those
   * at sign-in: a stolen session must not be a place to guess in peace.
   * @throws CodedError REAUTH_REQUIRED; SIGN_IN_FAILED when the current password is not right; REJECTED with the rule the new one
   *   breaks; TOO_MANY_REQUESTS, UNAVAILABLE.
   */
  changePassword(viewer: Viewer, current: string, next: string, asked: Asked = NO_DOCUMENT): Promise<void> {
    const { door, credentials, sessions, passwords, turnstile } = this.parts;
    return turnstile.run(() => orUnavailable(async () => {
      await door.admit(viewer, 'changePassword', asked);
      const account = await credentials.byOfficer(this.#sql, viewer.officer);
      if (!account || !(await this.isPassword(viewer, current))) return door.refuse(viewer, 'changePassword', asked, new CodedError('SIGN_IN_FAILED'));
      const fault = next === current ? 'PASSWORD_NOT_NEW' : passwordFault(next, account.login);
      if (fault !== null) return door.refuse(viewer, 'changePassword', asked, new CodedError('REJECTED', fault));
      const hash = await passwords.hash(next);
      return door.run(viewer, 'changePassword', asked, async (sql) => {
        if (!(await credentials.replaceHash(sql, viewer.officer, hash, { instead: account.hash, provisional: false }))) throw new CodedError('CONFLICT');
        await sessions.settle(sql, viewer.session);
        return { result: undefined, detail: { ended: await sessions.endAll(sql, viewer.officer, 'PASSWORD_CHANGED', viewer.session) } };
      });
    }));
  }

  /**
   * Proves again who the viewer is, with everything they hold; guesses are counted as at sign-in.
   * @returns until when commands that want a fresh proof are carried out.
   * @throws CodedError SIGN_IN_FAILED for whatever is wrong; TOO_MANY_REQUESTS, UNAVAILABLE.
   */
  proveAgain(viewer: Viewer, proof: ProofOfIdentity, asked: Asked = NO_DOCUMENT): Promise<Date> {
    const { door, sessions, turnstile } = this.parts;
    return turnstile.run(() => orUnavailable(async () => {
      const right = await this.examine(viewer, proof);
      if (right === null) return door.refuse(viewer, 'proveAgain', asked, new CodedError('SIGN_IN_FAILED'));
      return door.run(viewer, 'proveAgain', asked, async (sql) => {
        if (right !== 'PASSWORD' && !(await right.useUp(sql))) throw new CodedError('SIGN_IN_FAILED');
        const at = await sessions.proved(sql, viewer.session);
        if (!at) throw new CodedError('UNAUTHENTICATED');
        return { result: new Date(at.getTime() + PROOF_AGE_MS), detail: { factor: right === 'PASSWORD' ? right : right.method } };
      });
    }));
  }

  /** @returns options for `navigator.credentials.get`, for a device of the viewer's to prove again. @throws CodedError REJECTED with rule NO_ORIGIN. */
  beginProof({ officer, session }: Viewer): Promise<string> {
    return orUnavailable(() => this.parts.devices.question(this.#sql, { kind: 'DEVICE_PROOF', officer, session }));
  }

  /** @returns the second factor that was right, PASSWORD where none is held and the password was right, or null. */
  private async examine(viewer: Viewer, { password, code, webauthn }: ProofOfIdentity): Promise<RightProof | 'PASSWORD' | null> {
    const { factors, limits } = this.parts;
    const { officer, session } = viewer;
    if (webauthn != null) return factors.byDevice(this.#sql, webauthn, { kind: 'DEVICE_PROOF', officer, session });
    if (!(await this.isPassword(viewer, password ?? ''))) return null;
    if ((await factors.kinds(this.#sql, officer)).length === 0) return 'PASSWORD';
    const guess = code == null ? null : await limits.ofFactor(this.#sql, officer);
    const right = guess && code != null ? await factors.byCode(this.#sql, officer, code) : null;
    if (guess && right) await limits.giveBack(this.#sql, guess);
    return right;
  }

  /** One verification, counted against the account. */
  private async isPassword({ officer }: Viewer, password: string): Promise<boolean> {
    const { credentials, limits, passwords } = this.parts;
    const account = await credentials.byOfficer(this.#sql, officer);
    const attempt = await limits.ofAccount(this.#sql, accountKey(officer, ''));
    const right = await passwords.verify(attempt ? account?.hash ?? null : null, password);
    if (attempt && right) await limits.giveBack(this.#sql, attempt);
    return right;
  }
}
