/** Records the verdict on a charge, and says what of a verdict may be corrected: an appeal is a new verdict, not a correction. */
import { Change, type CorrectionRules, type Unit } from '#change';
import { Agency } from '#identity';
import { CodedError, type Id } from '#kernel';
import type { RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { Charge } from '../charge/charge.record.js';
import type { OffenderKind, VerdictOutcome } from '../codes/index.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { judgedStage, refuseVerdict, type VerdictFacts } from './verdict.rules.js';
import { Verdict } from './verdict.record.js';

export type RecordVerdict = Partial<Omit<RowOf<typeof Verdict>, 'id' | 'charge' | 'court' | 'outcome' | 'decidedOn' | 'minor' | 'sealed' | 'evidential'>> & {
  readonly chargeId: Id;
  readonly outcome: VerdictOutcome;
  readonly decidedOn: string;
  readonly courtId?: Id | null;
};

@Injectable()
export class VerdictCommands {
  constructor(private readonly change: Change) {}

  /** Records a verdict and moves the offender's stage. @returns the verdict's id. @throws CodedError NOT_FOUND; REJECTED, see {@link refuseVerdict}. */
  async record(given: Given, { chargeId, courtId, ...input }: RecordVerdict): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'recordVerdict' }, async (unit) => {
      const charge = await unit.open(Charge, chargeId);
      if (!charge.offender) throw new CodedError('INTERNAL');
      const offender = await unit.open(Offender, charge.offender);
      refuseVerdict(input, charge.chargedOn, offender.kind);
      if (courtId) await refuseNoCourt(unit, courtId);
      unit.update(Offender, charge.offender, { stage: judgedStage(input.outcome, await convictedElsewhere(unit, charge.offender, chargeId)) });
      return unit.create(Verdict, { ...input, charge: chargeId, court: courtId ?? null });
    });
  }
}

async function refuseNoCourt(unit: Unit, agency: Id): Promise<void> {
  await unit.visible(Agency, agency);
  const [row] = await unit.query('select role from records.agency where id = $1', [agency]);
  if (row?.['role'] !== 'Court') throw new CodedError('REJECTED', 'COURT_IS_NO_COURT');
}

/** The stage is a fact about the person, over all cases; who may see the stage may see that. */
async function convictedElsewhere(unit: Unit, offender: Id, charge: Id): Promise<boolean> {
  const [row] = await unit.query(
    `select coalesce(bool_or(latest.outcome = 'Convicted'), false) as convicted from (
       select distinct on (v.charge_id) v.outcome from records.verdict v join records.charge c on c.id = v.charge_id
        where c.offender_id = $1 and c.id <> $2 order by v.charge_id, v.decided_on desc) latest`,
    [offender, charge],
  );
  return row?.['convicted'] === true;
}

export const verdictCorrection: CorrectionRules = {
  record: Verdict,
  fixed: ['charge', 'outcome'],
  entangled: [['outcome', 'sanctions', 'imprisonmentMonths', 'fineManats', 'decidedOn']],
  settle: async ({ before, patch, unit }) => {
    if (typeof patch['court'] === 'string') await refuseNoCourt(unit, patch['court']);
    const [charge] = await unit.query(
      'select c.charged_on as "chargedOn", o.kind from records.charge c join records.offender o on o.id = c.offender_id where c.id = $1',
      [before['charge']],
    );
    refuseVerdict({ ...before, ...patch } as unknown as VerdictFacts, charge?.['chargedOn'] as string, charge?.['kind'] as OffenderKind);
    return patch;
  },
};
