/** The order of two dates that may be known only to the year: what cannot be told wrong is not refused. */
import { bounds, CodedError, type PartialDate } from '#kernel';

type Known = PartialDate | null | undefined;

/** @throws CodedError REJECTED with `rule` when both dates are known and the first lies after the second on every reading. */
export function refuseDisorder(first: Known, second: Known, rule: string): void {
  if (first && second && bounds(first).earliest > bounds(second).latest) throw new CodedError('REJECTED', rule);
}
