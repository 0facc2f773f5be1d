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
import { detailOf, isRefusal, type Gates } from '../gate.js';

export interface Act {
  readonly audit: AuditLog;
  /** For readings of rows: asked with what was found. What is asked before any SQL, `read` asks itself, as it knows the plan. */
  readonly gates?: Gates;
  readonly act: AuditEntry['act'];
  /** What the question names, for the entry of a refusal or of an answer that found nothing. */
  readonly aimedAt: readonly AuditTouch[];
}

export interface Found<T> {
  readonly answer: T;
  readonly touched: readonly AuditTouch[];
  /** Opens what of the answer is sealed: called when nothing refuses it any more, before it is on record. */
  readonly unseal?: () => Promise<void>;
  /** Codes and counts only. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

/**
 * Reads, waits until the act is durable in the log, and only then returns what was read.
 * @throws CodedError UNAUTHENTICATED without a viewer; what `read` refuses, after it is on record; UNAVAILABLE when the log takes
 *   no entry.
 */
export async function answering<T>(
  { audit, gates, act, aimedAt }: Act, asking: Asking, info: GraphQLResolveInfo, read: (viewer: Viewer) => Promise<Found<T>>,
): Promise<T> {
  const { viewer } = asking;
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  const shared = { act, actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf(info) };
  let found: Found<T>;
  try {
    found = await read(viewer);
    await gates?.after(viewer, found.touched);
    await found.unseal?.();
  } catch (error) {
    // A refusal must be on record before it is told. What failed on our side gave nothing away: it is noted if it can be.
    const noted = audit.append({ ...shared, outcome: 'REFUSED', touched: aimedAt, detail: detailOf(error) });
    if (isRefusal(error)) await noted;
    else void noted.catch(() => undefined);
    throw error;
  }
  const touched = found.touched.length > 0 ? found.touched : aimedAt;
  asking.receipts.push(await audit.append({ ...shared, outcome: 'ANSWERED', touched, ...(found.detail && { detail: found.detail }) }));
  return found.answer;
}
