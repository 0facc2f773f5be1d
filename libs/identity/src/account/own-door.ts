/**
 * The way of everything officers do with their own account: one transaction, on record before it is committed; refusals are on
 * record too. What changes how one signs in wants a fresh proof of identity: one list, here and nowhere else.
 */
import type { AuditAct, AuditEntry, AuditLog } from '#audit';
import { CodedError, type Clock } from '#kernel';
import { requireRecentProof, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { actorOf, officersTouched, questionOf, type Asked } from '../asked.js';
import { inTransaction, orUnavailable, type Sql } from '../sql.js';

export type OwnAct =
  | 'signOut' | 'changePassword' | 'proveAgain' | 'enrolTotp' | 'confirmTotp' | 'enrolDevice' | 'confirmDevice' | 'removeFactor' | 'makeRecoveryCodes';

/** Acts that want a proof of identity of the last five minutes, as `PROOF_COMMANDS` of policy does for commands. */
export const PROOF_ACTS: ReadonlySet<OwnAct> = new Set<OwnAct>([
  'changePassword', 'enrolTotp', 'confirmTotp', 'enrolDevice', 'confirmDevice', 'removeFactor', 'makeRecoveryCodes',
]);

/** What was done, and what the entry tells of it: codes and counts. */
export interface Done<T> {
  readonly result: T;
  readonly detail?: AuditEntry['detail'];
}

export class OwnDoor {
  constructor(private readonly wall: Wall, private readonly audit: AuditLog, private readonly clock: Clock) {}

  /** Asks before costly work whether the proof is fresh. @throws CodedError REAUTH_REQUIRED, on record. */
  async admit(viewer: Viewer, act: OwnAct, asked: Asked): Promise<void> {
    if (!PROOF_ACTS.has(act)) return;
    try {
      requireRecentProof(viewer, this.clock);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      await this.refuse(viewer, act, asked, error);
    }
  }

  /** Carries an act out, or nothing of it. @throws CodedError REAUTH_REQUIRED; what `work` refuses, on record; UNAVAILABLE. */
  async run<T>(viewer: Viewer, act: OwnAct, asked: Asked, work: (sql: Sql) => Promise<Done<T>>): Promise<T> {
    await this.admit(viewer, act, asked);
    try {
      return await orUnavailable(() => inTransaction(this.wall, async (sql) => {
        const { result, detail } = await work(sql);
        const receipt = await this.audit.append(entryOf('ACCEPTED', viewer, act, asked, detail));
        asked.receipts?.push(receipt);
        return result;
      }));
    } catch (error) {
      if (error instanceof CodedError && REFUSALS.has(error.code)) return this.refuse(viewer, act, asked, error);
      throw error;
    }
  }

  /** Puts a refusal on record and throws it. */
  async refuse(viewer: Viewer, act: OwnAct, asked: Asked, error: CodedError): Promise<never> {
    await this.audit.append(entryOf('REFUSED', viewer, act, asked, { cause: error.rule ?? error.code }));
    throw error;
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['REJECTED', 'SIGN_IN_FAILED', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN']);

function entryOf(outcome: AuditEntry['outcome'], viewer: Viewer, act: OwnAct, asked: Asked, detail?: AuditEntry['detail']): AuditEntry {
  const kind: AuditAct = act === 'signOut' ? 'SIGN_OUT' : 'ACCOUNT';
  return {
    act: kind, outcome, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(act, asked),
    touched: officersTouched(viewer.officer), ...(detail && { detail }),
  };
}
