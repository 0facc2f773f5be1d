/**
 * Gates in the read door: conditions on who may go through at all just now, beside the need to know of each field (a fresh
 * anchor of the log, a daily budget of identities, an alarm). Every reading of rows asks all of them, in their order
 * (decisions/0005-gates-in-the-door.md).
 */
import type { AuditTouch } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';

export interface Gate {
  /**
   * Asked before any SQL, from the declaration alone.
   * @param asks `identity`: the question may disclose an exact field of a class that needs a purpose to this standing.
   * @throws CodedError to refuse.
   */
  before?(viewer: Viewer, asks: { readonly identity: boolean }): Promise<void> | void;

  /**
   * Asked with what would be disclosed, before it is on record and handed out. Nothing found in it may change the answer but
   * by refusing the whole of it.
   * @throws CodedError to refuse; the refusal is on record, without what would have been disclosed.
   */
  after?(viewer: Viewer, touched: readonly AuditTouch[]): Promise<void> | void;
}

/** Gates asked one after the other: the first to refuse decides. */
export class Gates {
  constructor(private readonly gates: readonly Gate[]) {}

  /** Before any SQL. @throws CodedError of the first gate that refuses. */
  async before(viewer: Viewer, identity: boolean): Promise<void> {
    for (const gate of this.gates) await gate.before?.(viewer, { identity });
  }

  /** Before anything is handed out. @throws CodedError of the first gate that refuses. */
  async after(viewer: Viewer, touched: readonly AuditTouch[]): Promise<void> {
    for (const gate of this.gates) await gate.after?.(viewer, touched);
  }
}

/** Failures on our side, unless a rule is named: then it was decided, not met with. */
const OURS = new Set(['UNAVAILABLE', 'INTERNAL', 'TOO_MANY_REQUESTS']);

/** @returns whether an attempt was refused, so that it must be on record before it is told, rather than having failed on our side. */
export function isRefusal(error: unknown): error is CodedError {
  return error instanceof CodedError && (error.rule !== undefined || !OURS.has(error.code));
}

/** @returns what the entry of a refused or failed attempt tells of it: a code and a rule, never a value. */
export function detailOf(error: unknown): Readonly<Record<string, string>> {
  if (!isRefusal(error)) return { failure: error instanceof CodedError ? error.code : 'INTERNAL' };
  return { refusal: error.code, ...(error.rule !== undefined && { rule: error.rule }) };
}
