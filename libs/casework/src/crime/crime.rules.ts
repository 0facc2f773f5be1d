/** What must hold of a crime. */
import { refuseDisorder } from '../dates/date-order.rules.js';

/** Handling code of intelligence that its provider has not released for court. */
export const NOT_FOR_COURT = 'H1';

interface CrimeDates { readonly committedOn?: string | null; readonly registeredOn?: string | null }

/** @throws CodedError REJECTED, CRIME_AFTER_REGISTRATION. A crime in preparation is reported too: it is dated by what was done. */
export function refuseCrimeDates({ committedOn, registeredOn }: CrimeDates): void {
  refuseDisorder(committedOn, registeredOn, 'CRIME_AFTER_REGISTRATION');
}
