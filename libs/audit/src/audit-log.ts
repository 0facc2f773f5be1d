/** The narrow door through which everybody else writes to the audit log. */
import type { Id } from '#kernel';
import type { AuditEntry } from './audit-entry.js';

/** Proof of where an entry stands: its lane, its number in that lane (from 1) and its chain link in lower-case hex. */
export interface Receipt {
  readonly lane: Id;
  readonly number: number;
  readonly hash: string;
}

export interface AuditLog {
  /**
   * Records one act. Resolves only when the entry is durable; callers MUST NOT answer before that.
   * @throws CodedError UNAVAILABLE when the log cannot take it or the outcome is unknown, INTERNAL when the entry is malformed.
   */
  append(entry: AuditEntry): Promise<Receipt>;
}
