/** What officers do with their own account: sign out, change the password. */
import type { AuditAct, AuditEntry, AuditLog } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';
import type { Wall } from '#wall';

import { actorOf, NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import { passwordFault } from '../credential/password-rules.js';
import type { Passwords } from '../credential/passwords.js';
import type { SessionRows } from '../session/session-rows.js';
import { accountKey, type AttemptLimits } from '../sign-in/attempt-limits.js';
import type { Turnstile } from '../sign-in/turnstile.js';
import { inTransaction, orUnavailable, sqlOn } from '../sql.js';

export class OwnAccount {
  constructor(
    private readonly wall: Wall,
    private readonly audit: AuditLog,
    private readonly credentials: CredentialRows,
    private readonly sessions: SessionRows,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly turnstile: Turnstile,
  ) {}

  /** Ends the viewer's session; the next request with its token is a stranger's. @throws CodedError UNAVAILABLE. */
  signOut(viewer: Viewer, asked: Asked = NO_DOCUMENT): Promise<void> {
    return orUnavailable(() => inTransaction(this.wall, async (sql) => {
      await this.sessions.end(sql, viewer.officer, viewer.session, 'SIGNED_OUT');
      const receipt = await this.audit.append(entry('SIGN_OUT', 'ACCEPTED', 'signOut', viewer, asked));
      asked.receipts?.push(receipt);
    }));
  }

  /**
   * Changes the viewer's password and ends every other session of theirs. Wrong tries count against the account like those
   * at sign-in: a stolen session must not be a place to guess in peace.
   * @throws CodedError SIGN_IN_FAILED when the current password is not right; REJECTED with the rule the new one breaks;
   *   TOO_MANY_REQUESTS, UNAVAILABLE.
   */
  changePassword(viewer: Viewer, current: string, next: string, asked: Asked = NO_DOCUMENT): Promise<void> {
    return this.turnstile.run(() => orUnavailable(async () => {
      const sql = sqlOn(this.wall);
      const account = await this.credentials.byOfficer(sql, viewer.officer);
      const attempt = await this.limits.ofAccount(sql, accountKey(viewer.officer, ''));
      const right = await this.passwords.verify(attempt ? account?.hash ?? null : null, current);
      if (!account || !attempt || !right) return this.refuse(viewer, asked, new CodedError('SIGN_IN_FAILED'));
      await this.limits.giveBack(sql, attempt);
      const fault = next === current ? 'PASSWORD_NOT_NEW' : passwordFault(next, account.login);
      if (fault !== null) return this.refuse(viewer, asked, new CodedError('REJECTED', fault));
      const hash = await this.passwords.hash(next);
      await inTransaction(this.wall, async (within) => {
        if (!(await this.credentials.replaceHash(within, viewer.officer, hash, { instead: account.hash, provisional: false }))) throw new CodedError('CONFLICT');
        await this.sessions.settle(within, viewer.session);
        const ended = await this.sessions.endAll(within, viewer.officer, 'PASSWORD_CHANGED', viewer.session);
        const receipt = await this.audit.append(entry('ACCOUNT', 'ACCEPTED', 'changePassword', viewer, asked, { ended }));
        asked.receipts?.push(receipt);
      });
    }));
  }

  private async refuse(viewer: Viewer, asked: Asked, error: CodedError): Promise<never> {
    await this.audit.append(entry('ACCOUNT', 'REFUSED', 'changePassword', viewer, asked, { cause: error.rule ?? error.code }));
    throw error;
  }
}

function entry(
  act: AuditAct, outcome: AuditEntry['outcome'], root: string, viewer: Viewer, asked: Asked, detail?: AuditEntry['detail'],
): AuditEntry {
  return {
    act, outcome, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(root, asked),
    touched: officersTouched(viewer.officer), ...(detail && { detail }),
  };
}
