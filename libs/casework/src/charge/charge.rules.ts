/** What must hold of a charge. */
import { CodedError } from '#kernel';

import type { CaseStage } from '../codes/index.js';
import { refuseDisorder } from '../dates/date-order.rules.js';

/** @throws CodedError REJECTED: CASE_IS_CLOSED, CHARGE_BEFORE_CASE. */
export function refuseCharge(chargedOn: string | null, file: { readonly stage: CaseStage | null; readonly openedOn: string | null }): void {
  if (file.stage === 'Closed' || file.stage === 'Discontinued') throw new CodedError('REJECTED', 'CASE_IS_CLOSED');
  refuseChargeDate(chargedOn, file.openedOn);
}

/** @throws CodedError REJECTED, CHARGE_BEFORE_CASE. */
export function refuseChargeDate(chargedOn: string | null, openedOn: string | null): void {
  refuseDisorder(openedOn, chargedOn, 'CHARGE_BEFORE_CASE');
}
