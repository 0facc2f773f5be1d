/** What a resolver finds in its context: who asks, in which language, and where receipts of its reads are left. */
import type { IncomingMessage } from 'node:http';
import type { Locale } from '#kernel';

/** Proof that a read is on record: the lane of this process, the entry's number in it, and the entry's hash. */
export interface AuditReceipt {
  readonly lane: string;
  readonly number: number;
  readonly hash: string;
}

/** A new one per request. Only `receipts` grows. */
export interface EdgeContext<V extends object> {
  /** Undefined only for a stranger with a public document. */
  readonly viewer: V | undefined;
  readonly locale: Locale;
  readonly receipts: AuditReceipt[];
  readonly req: IncomingMessage;
}
