/**
 * Clears a record for disclosure in court, or takes the clearance back. What the prosecutor on the case may read of narratives
 * and operations hangs on this mark; the supervising prosecutor, who reads neither, decides it by the record's handling code.
 */
import { Change } from '#change';
import { CodedError, type Id } from '#kernel';
import type { AnyRecord } from '#record';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import { Crime } from '../crime/crime.record.js';
import { NOT_FOR_COURT } from '../crime/crime.rules.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

/** Exactly one of the four ids. */
export interface ClearForCourt {
  readonly of: { readonly caseId?: Id; readonly crimeId?: Id; readonly victimId?: Id; readonly offenderId?: Id };
  readonly cleared: boolean;
  readonly reason: string;
}

const RECORDS = { caseId: Case, crimeId: Crime, victimId: Victim, offenderId: Offender } as const;

@Injectable()
export class ClearanceCommands {
  constructor(private readonly change: Change) {}

  /**
   * @returns the record and the row's id.
   * @throws CodedError NOT_FOUND; REJECTED: CLEARANCE_UNCHANGED, NOT_FOR_COURT (the provider of the intelligence has not agreed).
   */
  async clear(given: Given, { of, cleared, reason }: ClearForCourt): Promise<{ readonly record: AnyRecord; readonly id: Id }> {
    const [key, id] = Object.entries(of)[0] ?? [];
    const record = RECORDS[key as keyof typeof RECORDS] as AnyRecord | undefined;
    if (!record || id === undefined) throw new CodedError('BAD_REQUEST');
    return this.change.run(given.viewer, { ...given, command: 'clearForCourt', reason }, async (unit) => {
      const row = await unit.open(record, id) as Readonly<Record<string, unknown>>;
      if (row.evidential === cleared) throw new CodedError('REJECTED', 'CLEARANCE_UNCHANGED');
      if (cleared && row.handling === NOT_FOR_COURT) throw new CodedError('REJECTED', 'NOT_FOR_COURT');
      unit.update(record, id, { evidential: cleared });
      return { record, id };
    });
  }
}
