/** Commands about offenders: register one, and what may be corrected. */
import { Change, refuseForeignFields, today, type CorrectionRules } from '#change';
import { CodedError, type Id } from '#kernel';
import type { RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { agesOf, correctedAges, offenderIsMinor, type AgeFacts } from '../ages/age.rules.js';
import type { OffenderKind, OffenderRole, OffenderStage } from '../codes/index.js';
import { tidyContact } from '../contact/contact.rules.js';
import { Crime } from '../crime/crime.record.js';
import type { Given } from '../giving/given.js';
import { OffenderInvolvement } from '../involvement/offender-involvement.record.js';
import { Person } from '../person/person.record.js';
import { refuseJudgedStage, refuseOtherKind } from './offender.rules.js';
import { Offender } from './offender.record.js';

export type RegisterOffender = Partial<Omit<RowOf<typeof Offender>, 'id' | 'kind' | 'person' | 'minor' | 'sealed' | 'evidential' | 'recordedAt' | 'collectedFrom'>> & {
  readonly kind: OffenderKind;
  /** The human whose facet this is, when already known; natural persons only. */
  readonly personId?: Id | null;
  /** The crime the offender had a part in: through its case the writer's own tasking reaches the new row. */
  readonly crimeId?: Id | null;
  readonly roles?: readonly OffenderRole[] | null;
};

@Injectable()
export class OffenderCommands {
  constructor(private readonly change: Change) {}

  /** @returns the new offender's id. @throws CodedError NOT_FOUND for a crime or person that does not exist for the viewer; REJECTED; FORBIDDEN. */
  async register(given: Given, { personId, crimeId, roles, ...input }: RegisterOffender): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'registerOffender' }, async (unit) => {
      refuseForeignFields(unit.viewer.roles, Offender, input);
      refuseOtherKind(input.kind, input);
      refuseJudgedStage(input.stage);
      const natural = input.kind === 'NaturalPerson';
      if (personId && !natural) throw new CodedError('REJECTED', 'LEGAL_PERSON_IS_NO_HUMAN');
      if (roles?.length && !crimeId) throw new CodedError('REJECTED', 'ROLES_NEED_CRIME');
      const ages = agesOf(input, today(unit.now));
      if (crimeId) await unit.visible(Crime, crimeId);
      if (personId) await unit.visible(Person, personId);
      const offender = unit.create(Offender, {
        ...tidyContact(input), registeredOn: input.registeredOn ?? today(unit.now), ageBand: ages.ageBand, minor: offenderIsMinor(ages, input.birthDate),
        person: natural ? (personId ?? unit.create(Person, {})) : null,
      });
      if (crimeId) unit.create(OffenderInvolvement, { offender, crime: crimeId, roles: roles ?? null });
      return offender;
    });
  }
}

export const offenderCorrection: CorrectionRules = {
  record: Offender,
  fixed: ['kind', 'person'],
  entangled: [['birthDate', 'registeredOn', 'ageBand']],
  settle: ({ before, patch, unit }) => {
    const tidy = tidyContact(patch);
    refuseOtherKind(before['kind'] as OffenderKind, tidy);
    refuseJudgedStage(tidy['stage'] as OffenderStage | null | undefined);
    if (!['birthDate', 'registeredOn', 'ageBand'].some((name) => name in tidy)) return tidy;
    const { birthDate = before['birthDate'] } = tidy as AgeFacts;
    const ages = correctedAges({ ...(before as AgeFacts), majority: null }, tidy, today(unit.now));
    return { ...tidy, ageBand: ages.ageBand, minor: offenderIsMinor(ages, birthDate as string | null) };
  },
};
