/** Commands about crimes: report one, and what may be corrected. Into which case a crime belongs is a correction too. */
import { Change, refuseForeignFields, today, type CorrectionRules } from '#change';
import type { Id } from '#kernel';
import type { RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import type { Given } from '../giving/given.js';
import { randomReference } from '../giving/reference-number.js';
import { refuseSelfOpening } from '../involvement/self-opening.js';
import { NOT_FOR_COURT, refuseCrimeDates } from './crime.rules.js';
import { Crime } from './crime.record.js';

export type ReportCrime = Partial<Omit<RowOf<typeof Crime>, 'id' | 'number' | 'case' | 'minor' | 'sealed' | 'evidential' | 'recordedAt' | 'collectedFrom'>> & {
  /** The case it belongs to: the writer's own tasking on it reaches the new row. */
  readonly caseId?: Id | null;
};

@Injectable()
export class CrimeCommands {
  constructor(private readonly change: Change) {}

  /** @returns the new crime's id. @throws CodedError NOT_FOUND for a case that does not exist for the viewer; REJECTED; FORBIDDEN. */
  async report(given: Given, { caseId, ...input }: ReportCrime): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'reportCrime' }, async (unit) => {
      refuseForeignFields(unit.viewer.roles, Crime, input);
      const registeredOn = input.registeredOn ?? today(unit.now);
      refuseCrimeDates({ ...input, registeredOn });
      if (caseId) await unit.visible(Case, caseId);
      return unit.create(Crime, { ...input, registeredOn, case: caseId ?? null, number: `F-${registeredOn.slice(0, 4)}-${randomReference()}` });
    });
  }
}

export const crimeCorrection: CorrectionRules = {
  record: Crime,
  fixed: [],
  entangled: [['committedOn', 'registeredOn']],
  settle: async ({ before, patch, unit }) => {
    refuseCrimeDates({ ...before, ...patch });
    const id = before['id'] as Id;
    if (typeof patch['case'] === 'string') await refuseSelfOpening(unit, [{ record: Crime, id }], () => { unit.update(Crime, id, { case: patch['case'] as Id }); });
    // What its provider has not released for court is not cleared for it, whenever that becomes known.
    return patch['handling'] === NOT_FOR_COURT ? { ...patch, evidential: false } : patch;
  },
};
