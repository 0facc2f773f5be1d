/** What must hold of an offender: a natural and a legal person have different things to say of themselves. */
import { CodedError } from '#kernel';

import type { OffenderKind, OffenderStage } from '../codes/index.js';

/** What only a human being has. */
const HUMAN = ['sex', 'birthDate', 'ageBand', 'familyName', 'givenName', 'patronymic', 'citizenships', 'citizenshipRegion'] as const;

/** @throws CodedError REJECTED: NATURAL_PERSON_HAS_NO_LEGAL_NAME or LEGAL_PERSON_IS_NO_HUMAN. */
export function refuseOtherKind(kind: OffenderKind, offender: Readonly<Record<string, unknown>>): void {
  const has = (name: string): boolean => offender[name] !== null && offender[name] !== undefined;
  if (kind === 'NaturalPerson' && has('legalName')) throw new CodedError('REJECTED', 'NATURAL_PERSON_HAS_NO_LEGAL_NAME');
  if (kind === 'LegalPerson' && HUMAN.some(has)) throw new CodedError('REJECTED', 'LEGAL_PERSON_IS_NO_HUMAN');
}

/** @throws CodedError REJECTED, STAGE_NEEDS_VERDICT: only a verdict convicts or acquits. */
export function refuseJudgedStage(stage: OffenderStage | null | undefined): void {
  if (stage === 'Convicted' || stage === 'Acquitted') throw new CodedError('REJECTED', 'STAGE_NEEDS_VERDICT');
}

/** @returns the stage of a person who is charged: who was not yet accused is now. */
export function chargedStage(stage: OffenderStage | null): OffenderStage {
  return stage === null || stage === 'PersonOfInterest' || stage === 'Suspect' ? 'Accused' : stage;
}
