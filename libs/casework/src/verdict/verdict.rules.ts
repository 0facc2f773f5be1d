/** What must hold of a verdict: outcome, sanctions and their sizes must agree, and fit who is sentenced. */
import { CodedError, type PartialDate } from '#kernel';

import type { OffenderKind, OffenderStage, SanctionKind, VerdictOutcome } from '../codes/index.js';
import { refuseDisorder } from '../dates/date-order.rules.js';

/** Sanctions a legal person can bear; the first two it alone can (Criminal Code of Azerbaijan, measures applied to legal persons). */
const LEGAL_ONLY: ReadonlySet<SanctionKind> = new Set<SanctionKind>(['RestrictionOfLegalPerson', 'LiquidationOfLegalPerson']);
const OF_BOTH: ReadonlySet<SanctionKind> = new Set<SanctionKind>(['Fine', 'Confiscation']);

/** Longer than any term a person could serve: catches years given in days, not a legal limit. */
const MOST_MONTHS = 1200;

export interface VerdictFacts {
  readonly outcome: VerdictOutcome | null;
  readonly decidedOn: PartialDate | null;
  readonly sanctions?: readonly SanctionKind[] | null;
  readonly imprisonmentMonths?: number | null;
  readonly fineManats?: number | null;
}

/**
 * @throws CodedError REJECTED: VERDICT_BEFORE_CHARGE, SANCTION_WITHOUT_CONVICTION, SANCTION_OF_LEGAL_PERSON, SANCTION_OF_NATURAL_PERSON,
 *   MONTHS_WITHOUT_IMPRISONMENT, MONTHS_OUT_OF_RANGE, MANATS_WITHOUT_FINE, MANATS_OUT_OF_RANGE.
 */
export function refuseVerdict(verdict: VerdictFacts, chargedOn: PartialDate | null, kind: OffenderKind | null): void {
  const { outcome, decidedOn, imprisonmentMonths, fineManats } = verdict;
  const sanctions = verdict.sanctions ?? [];
  const months = imprisonmentMonths ?? null;
  const manats = fineManats ?? null;
  refuseDisorder(chargedOn, decidedOn, 'VERDICT_BEFORE_CHARGE');
  refuseIf(outcome !== 'Convicted' && (sanctions.length > 0 || months !== null || manats !== null), 'SANCTION_WITHOUT_CONVICTION');
  refuseIf(kind === 'NaturalPerson' && sanctions.some((one) => LEGAL_ONLY.has(one)), 'SANCTION_OF_LEGAL_PERSON');
  refuseIf(kind === 'LegalPerson' && sanctions.some((one) => !LEGAL_ONLY.has(one) && !OF_BOTH.has(one)), 'SANCTION_OF_NATURAL_PERSON');
  refuseIf(months !== null && !sanctions.includes('Imprisonment'), 'MONTHS_WITHOUT_IMPRISONMENT');
  refuseIf(months !== null && (months < 1 || months > MOST_MONTHS), 'MONTHS_OUT_OF_RANGE');
  refuseIf(manats !== null && !sanctions.includes('Fine'), 'MANATS_WITHOUT_FINE');
  refuseIf(manats !== null && manats < 1, 'MANATS_OUT_OF_RANGE');
}

/**
 * @param otherwiseConvicted whether the latest verdict on another charge against the same person is a conviction.
 * @returns the stage of a person after a verdict: a conviction stands until every conviction has been undone.
 */
export function judgedStage(outcome: VerdictOutcome, otherwiseConvicted: boolean): OffenderStage {
  if (outcome === 'Convicted' || otherwiseConvicted) return 'Convicted';
  return outcome === 'Acquitted' ? 'Acquitted' : 'Discharged';
}

function refuseIf(broken: boolean, rule: string): void {
  if (broken) throw new CodedError('REJECTED', rule);
}
