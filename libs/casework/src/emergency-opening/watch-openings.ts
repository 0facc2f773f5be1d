/**
 * What time does to openings: their end is put on record, and a review that nobody has made in a day is reported, once. Neither
 * is what closes them: access ends by the clock in the question, and the right to open again by the age of the opening.
 */
import type { Change } from '#change';
import { raise } from '#identity';
import type { Clock, Id } from '#kernel';

import { overdueBefore } from './emergency-opening.rules.js';
import { EmergencyOpening } from './emergency-opening.record.js';

const BY_CLOCK = { operation: null, root: 'watchOpenings', hash: '0'.repeat(64) } as const;

/** Those of a victim who has been sealed since wait until the seal is lifted: nothing may speak of them. */
const DUE = `
  select o.id from records.emergency_opening o join records.victim v on v.id = o.victim_id and not v.sealed
   where (o.closed_at is null and o.ends_at <= $1) or (o.overdue_at is null and o.reviewed_at is null and o.starts_at <= $2)
   order by o.id limit 500`;

/** @returns how many openings were ended or reported. @throws CodedError UNAVAILABLE when the log or the database cannot take it. */
export async function watchOpenings(change: Change, clock: Clock): Promise<number> {
  return change.runForHouse({ command: 'breakGlass', question: BY_CLOCK }, async (unit) => {
    const now = clock.now();
    const due = await unit.query(DUE, [now.toISOString(), overdueBefore(now).toISOString()]);
    for (const { id } of due) {
      const opening = await unit.load(EmergencyOpening, id as Id);
      if (!opening?.startsAt || !opening.endsAt) continue;
      if (opening.closedAt === null && opening.endsAt <= now) unit.update(EmergencyOpening, opening.id, { closedAt: now });
      if (opening.overdueAt === null && opening.reviewedAt === null && opening.startsAt <= overdueBefore(now)) {
        unit.update(EmergencyOpening, opening.id, { overdueAt: now });
        await raise(unit.query, { kind: 'BREAK_GLASS_REVIEW_OVERDUE', officer: opening.officer, record: 'EmergencyOpening', row: opening.id });
      }
    }
    return due.length;
  });
}
