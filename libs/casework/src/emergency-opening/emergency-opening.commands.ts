/**
 * Breaks the glass, and reviews that. Whoever breaks it sees no victim, so the victim is named by an id that somebody gave
 * them; an id that is none, one of a child and one that is sealed are refused alike, and a refusal is told to supervisors as an
 * opening is: to try ids costs as much as to open.
 */
import { Change, type Unit } from '#change';
import { isSameHuman, Officer, raise } from '#identity';
import { CodedError, type Id } from '#kernel';
import { Injectable } from '@nestjs/common';

import type { OpeningOutcome } from '../codes/index.js';
import type { Given } from '../giving/given.js';
import { Victim } from '../victim/victim.record.js';
import { endOf, refuseOpening, refuseReview } from './emergency-opening.rules.js';
import { EmergencyOpening } from './emergency-opening.record.js';

export interface BreakGlass {
  readonly victim: Id;
  /** 10 to 500 characters that say something. */
  readonly reason: string;
}

export interface ReviewBreakGlass {
  readonly id: Id;
  readonly outcome: OpeningOutcome;
  /** 10 to 500 characters that say something. */
  readonly words: string;
}

/** The officer's openings that nobody has reviewed, of those that exist: one of a victim sealed since does not. */
const UNREVIEWED = `
  select (extract(epoch from o.starts_at) * 1000)::float8 as starts, (extract(epoch from o.ends_at) * 1000)::float8 as ends from records.emergency_opening o join records.victim v on v.id = o.victim_id and not v.sealed
   where o.officer_id = $1 and o.reviewed_at is null`;

@Injectable()
export class EmergencyOpeningCommands {
  constructor(private readonly change: Change) {}

  /**
   * Opens one victim's identity to the viewer for an hour, and tells the supervisors.
   * @returns the opening's id.
   * @throws CodedError NOT_FOUND for whatever is no adult's open record, told to the supervisors too; REJECTED: BREAK_GLASS_NOT_NEEDED when the
   *   viewer is shown the identity anyhow, and those of {@link refuseOpening}.
   */
  async open(given: Given, { victim, reason }: BreakGlass): Promise<Id> {
    const opening = this.change.run(given.viewer, { ...given, command: 'breakGlass', reason }, async (unit) => {
      // Two of one officer wait for each other here.
      await unit.load(Officer, unit.viewer.officer);
      const unreviewed = await unit.query(UNREVIEWED, [unit.viewer.officer]);
      refuseOpening(unreviewed.map(({ starts, ends }) => ({ startsAt: new Date(Number(starts)), endsAt: new Date(Number(ends)) })), unit.now);
      await refuseOthers(unit, victim);
      const id = unit.create(EmergencyOpening, { officer: unit.viewer.officer, victim, reason, startsAt: unit.now, endsAt: endOf(unit.now) });
      await raise(unit.query, { kind: 'BREAK_GLASS', officer: unit.viewer.officer, record: 'EmergencyOpening', row: id });
      return id;
    });
    return opening.catch(async (error: unknown) => {
      if (error instanceof CodedError && error.code === 'NOT_FOUND') await this.tellOfTrial(given);
      throw error;
    });
  }

  /** Reviews an opening of somebody else; one that was not justified ends at once. @returns its id. @throws CodedError NOT_FOUND; REJECTED as {@link refuseReview}. */
  async review(given: Given, { id, outcome, words }: ReviewBreakGlass): Promise<Id> {
    return this.change.run(given.viewer, { ...given, command: 'reviewBreakGlass', reason: words }, async (unit) => {
      const opening = await unit.open(EmergencyOpening, id);
      refuseReview(opening, unit.viewer.officer, await isSameHuman(unit.query, opening.officer, unit.viewer.officer));
      const over = outcome === 'NotJustified' && opening.endsAt !== null && opening.endsAt > unit.now;
      unit.update(EmergencyOpening, id, {
        reviewedBy: unit.viewer.officer, reviewedAt: unit.now, outcome, review: words, ...(over && { endsAt: unit.now, closedAt: unit.now }),
      });
      return id;
    });
  }

  /** The attempt itself is on record; this is for people. It names no row: whether there is one is not told to them either. */
  private tellOfTrial({ viewer, question }: Given): Promise<void> {
    return this.change.runForHouse({ command: 'breakGlass', question }, (unit) => raise(unit.query, { kind: 'BREAK_GLASS', officer: viewer.officer }));
  }
}

async function refuseOthers(unit: Unit, id: Id): Promise<void> {
  const known = await unit.couldSee(Victim, id);
  if (known.has('familyName')) throw new CodedError('REJECTED', 'BREAK_GLASS_NOT_NEEDED');
  const victim = await unit.load(Victim, id);
  if (!victim || victim.sealed || victim.minor) throw new CodedError('NOT_FOUND');
}
