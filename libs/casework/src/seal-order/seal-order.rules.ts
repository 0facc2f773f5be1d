/** What must hold of a seal order: it is given by a body that may, it was given before now, and it ends later if at all. */
import { CodedError } from '#kernel';

/** Parts of bodies whose order stops access, values of AgencyRole. Ours, after the brief: a court or a prosecuting body. */
const SEALING_BODIES: ReadonlySet<string> = new Set(['Court', 'Prosecution']);

export interface SealFacts {
  /** Part of the officer's own agency in the fight: a value of AgencyRole. */
  readonly body: string | null;
  readonly orderedOn: string;
  readonly until: Date | null;
}

/**
 * @param now the database's clock. @param today the day it is in Azerbaijan.
 * @throws CodedError REJECTED: NOT_A_SEALING_BODY, SEAL_IN_FUTURE, SEAL_ENDS_BEFORE_START.
 */
export function refuseSeal({ body, orderedOn, until }: SealFacts, now: Date, today: string): void {
  refuseIf(body === null || !SEALING_BODIES.has(body), 'NOT_A_SEALING_BODY');
  refuseIf(orderedOn > today, 'SEAL_IN_FUTURE');
  refuseIf(until !== null && until.getTime() <= now.getTime(), 'SEAL_ENDS_BEFORE_START');
}

function refuseIf(broken: boolean, rule: string): void {
  if (broken) throw new CodedError('REJECTED', rule);
}
