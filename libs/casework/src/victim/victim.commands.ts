/** Commands about victims: register one, decide on the status, and what may be corrected. */
import { Change, refuseForeignFields, today, type CorrectionRules, type Unit } from '#change';
import type { Id } from '#kernel';
import type { RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { AGE_FIELDS, agesOf, correctedAges, victimIsMinor } from '../ages/age.rules.js';
import type { DecidingOrganisation, LegalBasis, VictimStatus } from '../codes/index.js';
import { tidyContact } from '../contact/contact.rules.js';
import { Crime } from '../crime/crime.record.js';
import type { Given } from '../giving/given.js';
import { randomReference } from '../giving/reference-number.js';
import { VictimInvolvement } from '../involvement/victim-involvement.record.js';
import { Person } from '../person/person.record.js';
import { StatusDecision } from '../status-decision/status-decision.record.js';
import { refuseDecision, refuseRegisteredStatus } from './victim.rules.js';
import { Victim } from './victim.record.js';

type VictimRow = RowOf<typeof Victim>;

export type RegisterVictim = Partial<Omit<VictimRow, 'id' | 'pseudonym' | 'person' | 'minor' | 'sealed' | 'evidential' | 'recordedAt' | 'collectedFrom'>> & {
  /** The human whose facet this is, when already known; else a new bare person. */
  readonly personId?: Id | null;
  /** The crime the victim suffered: through its case the writer's own tasking reaches the new row. */
  readonly crimeId?: Id | null;
};

export interface DecideVictimStatus {
  readonly victimId: Id;
  readonly status: VictimStatus;
  readonly decidedOn: string;
  readonly organisation?: DecidingOrganisation | null;
  readonly legalBasis?: LegalBasis | null;
  readonly reasons?: string | null;
}

@Injectable()
export class VictimCommands {
  constructor(private readonly change: Change) {}

  /**
   * @param also more work in the same transaction.
   * @returns the new victim's id. @throws CodedError NOT_FOUND for a crime or person that does not exist for the viewer; REJECTED; FORBIDDEN.
   */
  async register(given: Given, { personId, crimeId, ...input }: RegisterVictim, also?: (unit: Unit, victim: Id) => Promise<void>): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'registerVictim' }, async (unit) => {
      refuseForeignFields(unit.viewer.roles, Victim, input);
      const status = input.status ?? 'Presumed';
      refuseRegisteredStatus(status);
      const registeredOn = input.registeredOn ?? today(unit.now);
      const ages = agesOf(input, today(unit.now));
      if (crimeId) await unit.visible(Crime, crimeId);
      if (personId) await unit.visible(Person, personId);
      const victim = unit.create(Victim, {
        ...tidyContact(input), status, registeredOn, majority: ages.majority, ageBand: ages.ageBand, minor: victimIsMinor(ages),
        pseudonym: `V-${randomReference()}`, person: personId ?? unit.create(Person, {}),
      });
      if (crimeId) unit.create(VictimInvolvement, { victim, crime: crimeId });
      await also?.(unit, victim);
      return victim;
    });
  }

  /** Records a decision and gives the victim the decided status. The decider is the officer, unless another body decided. @returns the decision's id. */
  async decideStatus(given: Given, { victimId, ...decision }: DecideVictimStatus): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'decideVictimStatus' }, async (unit) => {
      const { status } = await unit.open(Victim, victimId);
      refuseForeignFields(unit.viewer.roles, StatusDecision, decision);
      if (status) refuseDecision(status, decision.status, decision.reasons);
      unit.update(Victim, victimId, { status: decision.status });
      const byOfficer = !decision.organisation || decision.organisation === 'Police';
      return unit.create(StatusDecision, { ...decision, victim: victimId, decidedBy: byOfficer ? unit.viewer.officer : null });
    });
  }
}

export const victimCorrection: CorrectionRules = {
  record: Victim,
  fixed: ['person', 'status'],
  entangled: [AGE_FIELDS],
  settle: ({ before, patch, unit }) => {
    const tidy = tidyContact(patch);
    if (!AGE_FIELDS.some((name) => name in tidy)) return tidy;
    const ages = correctedAges(before, tidy, today(unit.now));
    return { ...tidy, majority: ages.majority, ageBand: ages.ageBand, minor: victimIsMinor(ages) };
  },
};
