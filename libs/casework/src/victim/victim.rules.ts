/** What must hold of a victim: how one is registered, and which decision may follow which. */
import { CodedError } from '#kernel';

import type { VictimStatus } from '../codes/index.js';

/**
 * Which status may follow which. Recognition starts from a belief; who was recognised or refused may be decided on anew, but
 * does not fall back to "at risk" (National Action Plan: potential, presumed, victim; our judgement on the way back).
 */
const NEXT: Readonly<Record<VictimStatus, readonly VictimStatus[]>> = {
  Potential: ['Presumed', 'Recognised', 'NotRecognised'],
  Presumed: ['Recognised', 'NotRecognised'],
  Recognised: ['Presumed', 'NotRecognised'],
  NotRecognised: ['Presumed', 'Recognised'],
};

/** @throws CodedError REJECTED, STATUS_NEEDS_DECISION: nobody is recognised or refused by being registered. */
export function refuseRegisteredStatus(status: VictimStatus): void {
  if (status !== 'Potential' && status !== 'Presumed') throw new CodedError('REJECTED', 'STATUS_NEEDS_DECISION');
}

/**
 * @throws CodedError REJECTED: STATUS_UNCHANGED, STATUS_TRANSITION, or DECISION_NEEDS_REASONS for a refusal and for every decision that
 *   goes back on an earlier one.
 */
export function refuseDecision(from: VictimStatus, to: VictimStatus, reasons: string | null | undefined): void {
  if (from === to) throw new CodedError('REJECTED', 'STATUS_UNCHANGED');
  if (!NEXT[from].includes(to)) throw new CodedError('REJECTED', 'STATUS_TRANSITION');
  const goesBack = from === 'Recognised' || from === 'NotRecognised';
  if ((to === 'NotRecognised' || goesBack) && (reasons ?? '').trim() === '') throw new CodedError('REJECTED', 'DECISION_NEEDS_REASONS');
}
