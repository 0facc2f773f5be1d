/**
 * What every special reading has in common with the door's own: somebody is signed in, the act is on record before it is
 * answered, and a refused attempt is on record too.
 */
import type { AuditEntry, AuditLog, AuditTouch } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';
import type { GraphQLResolveInfo } from 'graphql';

import { questionOf } from '../ask/question.js';
import { actorOf, type Asking } from '../disclosure.js';

export interface Act {
  readonly audit: AuditLog;
  readonly act: AuditEntry['act'];
  /** What the question names, for the entry of a refusal or of an answer that found nothing. */
  readonly aimedAt: readonly AuditTouch[];
}

export interface Found<T> {
  readonly answer: T;
  readonly touched: readonly AuditTouch[];
  /** Counts only. */
  readonly detail?: Readonly<Record<string, number>>;
}

/**
 * Reads, waits until the act is durable in the log, and only then returns what was read.
 * @throws CodedError UNAUTHENTICATED without a viewer; what `read` refuses, after it is on record; UNAVAILABLE when the log takes
 *   no entry.
 */
export async function answering<T>(
  { audit, act, aimedAt }: Act, asking: Asking, info: GraphQLResolveInfo, read: (viewer: Viewer) => Promise<Found<T>>,
): Promise<T> {
  const { viewer } = asking;
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  const shared = { act, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(info) };
  let found: Found<T>;
  try {
    found = await read(viewer);
  } catch (error) {
    const refused = error instanceof CodedError && (error.code === 'BAD_REQUEST' || error.code === 'FORBIDDEN');
    if (refused) await audit.append({ ...shared, outcome: 'REFUSED', touched: aimedAt });
    throw error;
  }
  const touched = found.touched.length > 0 ? found.touched : aimedAt;
  asking.receipts.push(await audit.append({ ...shared, outcome: 'ANSWERED', touched, ...(found.detail && { detail: found.detail }) }));
  return found.answer;
}
