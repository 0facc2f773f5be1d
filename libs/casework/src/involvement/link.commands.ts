/** Links people to crimes and to each other, crimes to further cases, and says what of a link may be corrected: its own fields, never its ends. */
import { Change, type CorrectionRules, type Unit } from '#change';
import { CodedError, type Id } from '#kernel';
import { columnOf, type AnyRecord, type RowOf } from '#record';
import { Injectable } from '@nestjs/common';

import { Case } from '../case/case.record.js';
import { CrimeInCase } from '../case/crime-in-case.record.js';
import { Crime } from '../crime/crime.record.js';
import type { Given } from '../giving/given.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';
import { OffenderInvolvement } from './offender-involvement.record.js';
import { refuseSelfOpening } from './self-opening.js';
import { VictimInvolvement } from './victim-involvement.record.js';
import { VictimOffenderRelation } from './victim-offender-relation.record.js';

type Own<R, Ends extends string> = Partial<Omit<RowOf<R>, Ends | 'id' | 'minor' | 'sealed' | 'evidential'>>;

/** Exactly one of the four. */
export interface LinkParticipant {
  readonly victimInCrime?: { readonly victimId: Id; readonly crimeId: Id } & Own<typeof VictimInvolvement, 'victim' | 'crime'>;
  readonly offenderInCrime?: { readonly offenderId: Id; readonly crimeId: Id } & Own<typeof OffenderInvolvement, 'offender' | 'crime'>;
  readonly victimAndOffender?: { readonly victimId: Id; readonly offenderId: Id } & Own<typeof VictimOffenderRelation, 'victim' | 'offender'>;
  readonly crimeInCase?: { readonly crimeId: Id; readonly caseId: Id } & Own<typeof CrimeInCase, 'crime' | 'case'>;
}

interface Link {
  readonly record: AnyRecord;
  readonly ends: readonly { readonly field: string; readonly record: AnyRecord; readonly id: Id }[];
  readonly own: Readonly<Record<string, unknown>>;
}

@Injectable()
export class LinkCommands {
  constructor(private readonly change: Change) {}

  /**
   * @returns the link's record and id.
   * @throws CodedError NOT_FOUND when an end does not exist for the viewer; REJECTED: ALREADY_LINKED when the viewer sees such a
   *   link, and those of {@link refuseSelfOpening}.
   */
  async link(given: Given, input: LinkParticipant): Promise<{ readonly record: AnyRecord; readonly id: Id }> {
    return this.change.run(given.viewer, { ...given, command: 'linkParticipant' }, async (unit) => {
      const link = linkOf(input);
      // Locked in the order of their ids, so that two commands about the same pair wait for each other instead of dead-locking.
      for (const end of [...link.ends].sort((one, other) => (one.id < other.id ? -1 : 1))) await unit.open(end.record, end.id);
      const existing = await existingLink(unit, link);
      // A link the viewer does not see is answered like one he made and cannot read back: with an id.
      if (existing !== null && (await unit.see(link.record, existing))) throw new CodedError('REJECTED', 'ALREADY_LINKED');
      const ends = Object.fromEntries(link.ends.map(({ field, id }) => [field, id]));
      const id = existing ?? (await refuseSelfOpening(unit, link.ends, () => unit.create(link.record, { ...link.own, ...ends })));
      return { record: link.record, id };
    });
  }
}

function linkOf({ victimInCrime, offenderInCrime, victimAndOffender, crimeInCase }: LinkParticipant): Link {
  if (victimInCrime) {
    const { victimId, crimeId, ...own } = victimInCrime;
    return { record: VictimInvolvement, own, ends: [{ field: 'victim', record: Victim, id: victimId }, { field: 'crime', record: Crime, id: crimeId }] };
  }
  if (offenderInCrime) {
    const { offenderId, crimeId, ...own } = offenderInCrime;
    return { record: OffenderInvolvement, own, ends: [{ field: 'offender', record: Offender, id: offenderId }, { field: 'crime', record: Crime, id: crimeId }] };
  }
  if (crimeInCase) {
    const { crimeId, caseId, ...own } = crimeInCase;
    return { record: CrimeInCase, own, ends: [{ field: 'crime', record: Crime, id: crimeId }, { field: 'case', record: Case, id: caseId }] };
  }
  if (!victimAndOffender) throw new CodedError('BAD_REQUEST');
  const { victimId, offenderId, ...own } = victimAndOffender;
  return { record: VictimOffenderRelation, own, ends: [{ field: 'victim', record: Victim, id: victimId }, { field: 'offender', record: Offender, id: offenderId }] };
}

async function existingLink(unit: Unit, { record, ends }: Link): Promise<Id | null> {
  const conditions = ends.map(({ field }, index) => `${columnOf(field, record.fields[field] ?? missing(field))} = $${index + 1}`);
  const [row] = await unit.query(`select id from records.${record.table} where ${conditions.join(' and ')}`, ends.map(({ id }) => id));
  return (row?.['id'] as Id | undefined) ?? null;
}

function missing(field: string): never {
  throw new Error(`a link has no end ${field}`);
}

export const linkCorrections: readonly [CorrectionRules, CorrectionRules, CorrectionRules, CorrectionRules] = [
  { record: VictimInvolvement, fixed: ['victim', 'crime'] },
  { record: OffenderInvolvement, fixed: ['offender', 'crime'] },
  { record: VictimOffenderRelation, fixed: ['victim', 'offender'] },
  { record: CrimeInCase, fixed: ['crime', 'case'] },
];
