/** An approval as it is shown, to whoever asked for it and to those who may decide. Times are the database's. */
import type { Id } from '#kernel';

export const APPROVAL_STATES = ['WAITING', 'APPROVED', 'REFUSED', 'USED', 'EXPIRED'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

export interface ApprovalView {
  readonly id: Id;
  readonly command: string;
  readonly state: ApprovalState;
  readonly requestedBy: Id;
  readonly requestedByLogin: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decidedBy: Id | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  /** What the command will do: exactly what an approval is given for. */
  readonly payload: readonly { readonly name: string; readonly value: string }[];
  /** Login of the officer it is about, where it is about one that has an account. */
  readonly officerLogin: string | null;
}

export interface ApprovalRow {
  readonly id: Id;
  readonly command: string;
  readonly state: ApprovalState;
  readonly payload: string;
  readonly requested_by: Id;
  readonly requested_login: string;
  readonly officer_login: string | null;
  readonly requested_at: string;
  readonly expires_at: string;
  readonly decided_by: Id | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

/** @returns the row as it is shown. */
export function viewOf(row: ApprovalRow): ApprovalView {
  const { payload } = JSON.parse(row.payload) as { payload: Readonly<Record<string, unknown>> };
  return {
    id: row.id, command: row.command, state: row.state, reason: row.reason,
    requestedBy: row.requested_by, requestedByLogin: row.requested_login, officerLogin: row.officer_login, decidedBy: row.decided_by,
    requestedAt: new Date(Number(row.requested_at)), expiresAt: new Date(Number(row.expires_at)),
    decidedAt: row.decided_at === null ? null : new Date(Number(row.decided_at)),
    payload: Object.entries(payload).filter(([, value]) => value !== null).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) })),
  };
}
