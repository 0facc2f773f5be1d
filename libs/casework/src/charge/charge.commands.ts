/** Charges an offender in a case, and says what of a charge may be corrected. */
import { Change, type CorrectionRules, type Unit } from '#change';
import { CodedError, type Id } from '#kernel';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import type { CriminalCodeArticle } from '../codes/index.js';
import { Crime } from '../crime/crime.record.js';
import { refuseDisorder } from '../dates/date-order.rules.js';
import type { Given } from '../giving/given.js';
import { chargedStage } from '../offender/offender.rules.js';
import { Offender } from '../offender/offender.record.js';
import { refuseCharge, refuseChargeDate } from './charge.rules.js';
import { Charge } from './charge.record.js';

export interface ChargeOffender {
  readonly offenderId: Id;
  readonly caseId: Id;
  readonly article: CriminalCodeArticle;
  readonly chargedOn: string;
}

@Injectable()
export class ChargeCommands {
  constructor(private readonly change: Change) {}

  /**
   * Charges an offender; who was not yet accused becomes so.
   * @returns the charge's id. @throws CodedError NOT_FOUND; REJECTED: OFFENDER_NOT_IN_CASE, CASE_IS_CLOSED, CHARGE_BEFORE_CASE.
   */
  async charge(given: Given, { offenderId, caseId, article, chargedOn }: ChargeOffender): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'charge' }, async (unit) => {
      const file = await unit.open(Case, caseId);
      const { stage } = await unit.open(Offender, offenderId);
      if (!(await isLinked(unit, offenderId, caseId))) throw new CodedError('REJECTED', 'OFFENDER_NOT_IN_CASE');
      refuseCharge(chargedOn, file);
      unit.update(Offender, offenderId, { stage: chargedStage(stage) });
      return unit.create(Charge, { offender: offenderId, case: caseId, article, chargedOn });
    });
  }
}

/** Only a crime that the viewer sees counts: the answer must not tell of another. */
async function isLinked(unit: Unit, offender: Id, file: Id): Promise<boolean> {
  const crimes = await unit.query(
    `select c.id from records.offender_involvement i join records.crime c on c.id = i.crime_id
      where i.offender_id = $1
        and (c.case_id = $2 or exists (select from records.crime_in_case o where o.crime_id = c.id and o.case_id = $2))
      order by c.id`,
    [offender, file],
  );
  for (const { id } of crimes) if (await unit.see(Crime, id as Id)) return true;
  return false;
}

export const chargeCorrection: CorrectionRules = {
  record: Charge,
  fixed: ['offender', 'case'],
  settle: async ({ before, patch, unit }) => {
    const chargedOn = (patch['chargedOn'] ?? before['chargedOn']) as string;
    const [dates] = await unit.query(
      `select c.opened_on as "openedOn", (select min(v.decided_on) from records.verdict v where v.charge_id = $2) as "decidedOn"
         from records."case" c where c.id = $1`,
      [before['case'], before['id']],
    );
    refuseChargeDate(chargedOn, dates?.['openedOn'] as string | null);
    refuseDisorder(chargedOn, dates?.['decidedOn'] as string | null, 'VERDICT_BEFORE_CHARGE');
    return patch;
  },
};
