/** What must hold of a tasking: it is about one thing, from now on, for a time, and given by somebody else. */
import { CodedError, type Id } from '#kernel';

/** Days a tasking may last at most; whoever needs longer is tasked anew (ours: a need to know is looked at once a year). */
export const LONGEST_TASKING_DAYS = 366;
/** Days ahead a tasking may begin at most: one given for years to come is looked at by nobody. */
export const FARTHEST_START_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

export interface TaskingFacts {
  readonly officer: Id;
  readonly about: readonly (Id | null | undefined)[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** @throws CodedError REJECTED: TASKING_TO_ONESELF, TASKING_ABOUT_ONE, TASKING_BACKDATED, TASKING_FAR_AHEAD, TASKING_ENDS_BEFORE_START, TASKING_TOO_LONG. */
export function refuseTasking({ officer, about, startsAt, endsAt }: TaskingFacts, assigner: Id, now: Date): void {
  const lasts = endsAt.getTime() - startsAt.getTime();
  refuseIf(officer === assigner, 'TASKING_TO_ONESELF');
  refuseIf(about.filter(Boolean).length !== 1, 'TASKING_ABOUT_ONE');
  // A tasking that began before it was given would justify reads after the fact.
  refuseIf(startsAt.getTime() < now.getTime(), 'TASKING_BACKDATED');
  refuseIf(startsAt.getTime() > now.getTime() + FARTHEST_START_DAYS * DAY, 'TASKING_FAR_AHEAD');
  refuseIf(lasts <= 0, 'TASKING_ENDS_BEFORE_START');
  refuseIf(lasts > LONGEST_TASKING_DAYS * DAY, 'TASKING_TOO_LONG');
}

/** @throws CodedError REJECTED, TASKING_OVER. */
export function refuseOver(endsAt: Date | null, now: Date): void {
  refuseIf(endsAt !== null && endsAt.getTime() <= now.getTime(), 'TASKING_OVER');
}

function refuseIf(broken: boolean, rule: string): void {
  if (broken) throw new CodedError('REJECTED', rule);
}
