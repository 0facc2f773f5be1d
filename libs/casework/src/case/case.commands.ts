/** Commands about criminal cases: open one, and what may be corrected. */
import { Change, refuseForeignFields, today, type CorrectionRules } from '#change';
import { Agency } from '#identity';
import type { Id } from '#kernel';
import type { RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import type { Given } from '../giving/given.js';
import { randomReference } from '../giving/reference-number.js';
import { Tasking } from '../tasking/tasking.record.js';
import { refuseCaseDates } from './case.rules.js';
import { Case } from './case.record.js';

export type OpenCase = Partial<Omit<RowOf<typeof Case>, 'id' | 'number' | 'agency' | 'minor' | 'sealed' | 'evidential' | 'recordedAt'>> & {
  /** Default: the opener's own agency. */
  readonly agencyId?: Id | null;
};

/** Days an opener may work on the new case before a head must have tasked somebody (ours; decisions/0001-first-tasking.md). */
export const FIRST_TASKING_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

@Injectable()
export class CaseCommands {
  constructor(private readonly change: Change) {}

  /** Opens a case and gives its opener the first tasking on it. @returns the new case's id. */
  async open(given: Given, { agencyId, ...input }: OpenCase): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'openCase' }, async (unit) => {
      refuseForeignFields(unit.viewer.roles, Case, input);
      if (agencyId) await unit.visible(Agency, agencyId);
      const openedOn = input.openedOn ?? today(unit.now);
      refuseCaseDates({ ...input, openedOn });
      const opened = unit.create(Case, {
        ...input, openedOn, stage: input.stage ?? 'PreliminaryInvestigation', agency: agencyId ?? unit.viewer.agency,
        number: `C-${openedOn.slice(0, 4)}-${randomReference()}`,
      });
      unit.create(Tasking, {
        officer: unit.viewer.officer, case: opened, purpose: 'Investigation', legalBasis: 'CriminalProcedureCode',
        startsAt: unit.now, endsAt: new Date(unit.now.getTime() + FIRST_TASKING_DAYS * DAY),
      });
      return opened;
    });
  }
}

export const caseCorrection: CorrectionRules = {
  record: Case,
  fixed: [],
  entangled: [['openedOn', 'closedOn']],
  settle: ({ before, patch }) => {
    refuseCaseDates({ ...before, ...patch });
    return patch;
  },
};
