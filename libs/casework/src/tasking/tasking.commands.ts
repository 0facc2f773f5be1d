/** Gives and ends taskings. A tasking is never corrected: it is ended, and another given. */
import { Change } from '#change';
import { Officer } from '#identity';
import { CodedError, type Id } from '#kernel';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import type { LegalBasis, TaskingPurpose } from '../codes/index.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';
import { refuseOver, refuseTasking } from './tasking.rules.js';
import { Tasking } from './tasking.record.js';

/** Exactly one of case, victim and offender. */
export interface AssignTasking {
  readonly officerId: Id;
  readonly caseId?: Id | null;
  readonly victimId?: Id | null;
  readonly offenderId?: Id | null;
  readonly purpose: TaskingPurpose;
  readonly legalBasis: LegalBasis;
  readonly reference?: string | null;
  /** RFC 3339, UTC. Default: now. */
  readonly startsAt?: string | null;
  readonly endsAt: string;
}

@Injectable()
export class TaskingCommands {
  constructor(private readonly change: Change) {}

  /** @returns the tasking's id. @throws CodedError NOT_FOUND; REJECTED: OFFICER_NOT_ACTIVE and those of {@link refuseTasking}. */
  async assign(given: Given, input: AssignTasking): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'assignTasking' }, async (unit) => {
      const { officerId, caseId, victimId, offenderId, purpose, legalBasis, reference } = input;
      const startsAt = input.startsAt ? new Date(input.startsAt) : unit.now;
      const endsAt = new Date(input.endsAt);
      refuseTasking({ officer: officerId, about: [caseId, victimId, offenderId], startsAt, endsAt }, unit.viewer.officer, unit.now);
      const officer = await unit.open(Officer, officerId);
      if (caseId) await unit.visible(Case, caseId);
      if (victimId) await unit.visible(Victim, victimId);
      if (offenderId) await unit.visible(Offender, offenderId);
      if (officer.active !== true) throw new CodedError('REJECTED', 'OFFICER_NOT_ACTIVE');
      return unit.create(Tasking, {
        officer: officerId, case: caseId ?? null, victim: victimId ?? null, offender: offenderId ?? null,
        purpose, legalBasis, reference: reference ?? null, startsAt, endsAt, assignedBy: unit.viewer.officer,
      });
    });
  }

  /** Ends a tasking now. @returns its id. @throws CodedError NOT_FOUND; REJECTED, TASKING_OVER. */
  async end(given: Given, { id, reason }: { readonly id: Id; readonly reason: string }): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'endTasking', reason }, async (unit) => {
      const { endsAt } = await unit.open(Tasking, id);
      refuseOver(endsAt, unit.now);
      unit.update(Tasking, id, { endsAt: unit.now });
      return id;
    });
  }
}
