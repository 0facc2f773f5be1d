/** What must hold of a criminal case. */
import { refuseDisorder } from '../dates/date-order.rules.js';

interface CaseDates { readonly openedOn?: string | null; readonly closedOn?: string | null }

/** @throws CodedError REJECTED, CASE_CLOSED_BEFORE_OPENED. */
export function refuseCaseDates({ openedOn, closedOn }: CaseDates): void {
  refuseDisorder(openedOn, closedOn, 'CASE_CLOSED_BEFORE_OPENED');
}
