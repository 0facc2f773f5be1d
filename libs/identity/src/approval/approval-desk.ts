/**
 * Where approvals are read and decided. A decision is a command of its own: granted, with a fresh proof of identity, on record before it
 * counts. Who decides is another human than who asked, and than whom it is about; the database says the same once more.
 */
import type { AuditLog } from '#audit';
import { allowedText, Change, REASON_LENGTH, type ChangeOptions, type Unit } from '#change';
import { CodedError, isId, type Id } from '#kernel';
import { approvableBy, fourEyesOf, type Viewer } from '#policy';
import type { Wall } from '#wall';

import { sqlOf } from '../account/account-door.js';
import { actorOf, NO_DOCUMENT, officersTouched, questionOf, type Asked } from '../asked.js';
import type { CredentialRows } from '../credential/credential-rows.js';
import type { PasswordHalves } from '../credential/password-halves.js';
import { orUnavailable, sqlOn } from '../sql.js';
import { decide, lockPending, oneOf, pageOf, type ApprovalPage, type Pending, type Sight } from './approval-book.js';
import { viewOf, type ApprovalRow, type ApprovalView } from './approval-view.js';

/** Approvals a page gives when the client does not say, and at most. */
export const APPROVAL_PAGE = { usual: 20, most: 100 } as const;

export interface Approvals {
  readonly approvals: readonly ApprovalView[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Given {
  readonly approval: ApprovalView;
  /** The second half of the password the command will make up, for the officer it is for; null when it makes none. */
  readonly passwordPart: string | null;
}

export class ApprovalDesk {
  constructor(
    private readonly wall: Wall,
    private readonly options: ChangeOptions,
    private readonly credentials: CredentialRows,
    private readonly halves: PasswordHalves,
  ) {}

  /** @returns what the viewer asked for and what he may decide, the latest first. @throws CodedError BAD_REQUEST for a page that cannot be; UNAVAILABLE. */
  async page(viewer: Viewer, asking: Omit<ApprovalPage, 'first'> & { readonly first?: number | null }, asked: Asked = NO_DOCUMENT): Promise<Approvals> {
    const first = asking.first ?? APPROVAL_PAGE.usual;
    const after = asking.after ?? null;
    if (first < 1 || first > APPROVAL_PAGE.most || (after !== null && !isId(after))) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
    const rows = await orUnavailable(() => pageOf(sqlOn(this.wall), sightOf(viewer), { ...asking, first, after }));
    const shown = rows.slice(0, first);
    await this.tell(viewer, 'approvals', shown, asked);
    return { approvals: shown.map(viewOf), hasNextPage: rows.length > first, endCursor: shown.at(-1)?.id ?? null };
  }

  /** @returns one of them, or null when there is none in sight. @throws CodedError UNAVAILABLE. */
  async one(viewer: Viewer, id: string, asked: Asked = NO_DOCUMENT): Promise<ApprovalView | null> {
    const row = await orUnavailable(() => oneOf(sqlOn(this.wall), sightOf(viewer), id));
    await this.tell(viewer, 'approval', row ? [row] : [], asked);
    return row && viewOf(row);
  }

  /**
   * Approves what another human asked for. It may then be carried out once, by him, within a day.
   * @throws CodedError FORBIDDEN; REAUTH_REQUIRED; NOT_FOUND when there is none the viewer may decide; REJECTED with rule APPROVAL_OWN,
   *   APPROVAL_SAME_HUMAN, APPROVER_CONCERNED, PERSONNEL_NUMBER, APPROVAL_DECIDED, APPROVAL_EXPIRED or REQUESTER_GONE.
   */
  async approve(viewer: Viewer, id: string, asked: Asked = NO_DOCUMENT): Promise<Given> {
    const approval = await this.decide(viewer, id, asked, 'approve', async (unit, pending, human) => {
      if (human === pending.concerns) throw new CodedError('REJECTED', 'APPROVER_CONCERNED');
      if (!pending.requesterStands) throw new CodedError('REJECTED', 'REQUESTER_GONE');
      await decide(sqlOf(unit), id, viewer.officer, 'APPROVED', null);
    });
    return { approval, passwordPart: fourEyesOf(approval.command)?.halves ? this.halves.ofApprover(approval.id) : null };
  }

  /** Refuses what another human asked for, for good. @throws CodedError as {@link approve}; REJECTED for a reason that says nothing. */
  refuse(viewer: Viewer, id: string, reason: string, asked: Asked = NO_DOCUMENT): Promise<ApprovalView> {
    return this.decide(viewer, id, asked, 'refuse', async (unit) => {
      if (reason.trim().length < REASON_LENGTH.least) throw new CodedError('REJECTED', 'REASON_TOO_SHORT');
      await decide(sqlOf(unit), id, viewer.officer, 'REFUSED', allowedText(reason, REASON_LENGTH.most));
    });
  }

  private async decide(
    viewer: Viewer, id: string, asked: Asked, root: string, work: (unit: Unit, pending: Pending, human: string) => Promise<void>,
  ): Promise<ApprovalView> {
    const { audit } = this.options;
    const about: Readonly<Record<string, string>> = isId(id) ? { approval: id } : {};
    const log: AuditLog = { append: (entry) => audit.append({ ...entry, detail: { ...entry.detail, ...about } }) };
    const change = new Change({ ...this.options, audit: log });
    return change.run(viewer, { command: 'decideApproval', question: questionOf(root, asked), receipts: asked.receipts }, async (unit) => {
      const pending = isId(id) ? await lockPending(sqlOf(unit), id) : null;
      const human = (await this.credentials.byOfficer(sqlOf(unit), viewer.officer))?.human ?? null;
      if (pending?.requestedBy === viewer.officer) throw new CodedError('REJECTED', 'APPROVAL_OWN');
      if (!pending || !sightOf(viewer).commands.includes(pending.command)) throw new CodedError('NOT_FOUND');
      if (human === null) throw new CodedError('REJECTED', 'PERSONNEL_NUMBER');
      if (human === pending.requestedHuman) throw new CodedError('REJECTED', 'APPROVAL_SAME_HUMAN');
      if (pending.state !== 'WAITING') throw new CodedError('REJECTED', pending.state === 'EXPIRED' ? 'APPROVAL_EXPIRED' : 'APPROVAL_DECIDED');
      await work(unit, pending, human);
      return viewOf(await rowOf(unit, viewer, id));
    });
  }

  private async tell(viewer: Viewer, root: string, rows: readonly ApprovalRow[], asked: Asked): Promise<void> {
    const receipt = await this.options.audit.append({
      act: 'READ', outcome: 'ANSWERED', actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(root, asked),
      touched: officersTouched(...new Set(rows.map((row) => row.requested_by))), detail: { approvals: rows.length },
    });
    asked.receipts?.push(receipt);
  }
}

function sightOf({ officer, roles }: Viewer): Sight {
  return { officer, commands: approvableBy(roles) };
}

async function rowOf(unit: Unit, viewer: Viewer, id: Id): Promise<ApprovalRow> {
  const row = await oneOf(sqlOf(unit), sightOf(viewer), id);
  if (!row) throw new CodedError('NOT_FOUND');
  return row;
}
