/** When the glass may be broken: one victim at a time, and never again before somebody else has looked at the last time. */
import { CodedError, type Id } from '#kernel';

/** Minutes one opening lasts. Brief: sixty; there is no extension. */
export const OPENING_MINUTES = 60;
/** Hours from the opening within which it is reviewed. Brief: twenty-four; after that the right is suspended. */
export const REVIEW_HOURS = 24;

const MINUTE = 60_000;

export interface PastOpening {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** @returns the end of an opening that begins now. */
export function endOf(now: Date): Date {
  return new Date(now.getTime() + OPENING_MINUTES * MINUTE);
}

/** @returns the instant before which an opening that nobody has reviewed must have begun to be overdue. */
export function overdueBefore(now: Date): Date {
  return new Date(now.getTime() - REVIEW_HOURS * 60 * MINUTE);
}

/**
 * @param unreviewed the officer's openings that nobody has reviewed.
 * @throws CodedError REJECTED: BREAK_GLASS_SUSPENDED when one is overdue, BREAK_GLASS_OPEN while one is open, BREAK_GLASS_NOT_REVIEWED.
 */
export function refuseOpening(unreviewed: readonly PastOpening[], now: Date): void {
  refuseIf(unreviewed.some(({ startsAt }) => startsAt <= overdueBefore(now)), 'BREAK_GLASS_SUSPENDED');
  refuseIf(unreviewed.some(({ endsAt }) => endsAt > now), 'BREAK_GLASS_OPEN');
  refuseIf(unreviewed.length > 0, 'BREAK_GLASS_NOT_REVIEWED');
}

/**
 * @param isSameHuman whether the two accounts are one human's: somebody else is another human, not another account.
 * @throws CodedError REJECTED: REVIEW_OF_ONESELF, REVIEWED_ALREADY.
 */
export function refuseReview(opening: { readonly officer: Id | null; readonly reviewedAt: Date | null }, reviewer: Id, isSameHuman: boolean): void {
  refuseIf(opening.officer === reviewer || isSameHuman, 'REVIEW_OF_ONESELF');
  refuseIf(opening.reviewedAt !== null, 'REVIEWED_ALREADY');
}

function refuseIf(broken: boolean, rule: string): void {
  if (broken) throw new CodedError('REJECTED', rule);
}
