/**
 * Nobody opens a record to himself. Whoever sees a crime or a person in outline only may not link it to a matter he is tasked
 * with and so read the rest; and a case that an officer reaches by nothing but the tasking he got by opening it takes in what
 * is new, not what others have collected: else access would outlive the tasking that gave it, for as long as he opens cases
 * (case decisions/0001-first-tasking.md).
 */
import type { Unit } from '#change';
import { CodedError, type Id } from '#kernel';
import type { AnyRecord } from '#record';

import { Crime } from '../crime/crime.record.js';
import { Offender } from '../offender/offender.record.js';
import { Victim } from '../victim/victim.record.js';

interface End { readonly record: AnyRecord; readonly id: Id }

const casesOfCrimes = (crimes: string): string => `
  select c.case_id from records.crime c where c.id in (${crimes})
  union all select o.case_id from records.crime_in_case o where o.crime_id in (${crimes})`;

const CASES: ReadonlyMap<AnyRecord, string> = new Map<AnyRecord, string>([
  [Crime, casesOfCrimes('$2')],
  [Victim, casesOfCrimes('select i.crime_id from records.victim_involvement i where i.victim_id = $2')],
  [Offender, casesOfCrimes('select i.crime_id from records.offender_involvement i where i.offender_id = $2')],
]);

const live = (t: string): string => `${t}.officer_id = $1 and ${t}.starts_at <= now() and ${t}.ends_at > now()`;
const OPENED_BY_HIMSELF = `
  select t.case_id as id from records.tasking t
   where ${live('t')} and t.assigned_by_id is null
     and not exists (select from records.tasking g where ${live('g')} and g.case_id = t.case_id and g.assigned_by_id is not null)`;

/**
 * Does `work`, which ties records together, and asks what that opened to the viewer.
 * @throws CodedError REJECTED: OPENS_TO_ONESELF when he would be shown more of an end than before; NOT_ASSIGNED when an end came
 *   into a case that nobody but himself gave him. Both ask about his own rights and taskings only, whatever purpose he stated.
 */
export async function refuseSelfOpening<T>(unit: Unit, ends: readonly End[], work: () => T): Promise<T> {
  const before = [];
  for (const end of ends) before.push(await standing(unit, end));
  const done = work();
  for (const [index, end] of ends.entries()) {
    const { shown, cases } = await standing(unit, end);
    const known = before[index];
    if ([...shown].some((field) => !known?.shown.has(field))) throw new CodedError('REJECTED', 'OPENS_TO_ONESELF');
    if ([...cases].some((one) => !known?.cases.has(one))) throw new CodedError('REJECTED', 'NOT_ASSIGNED');
  }
  return done;
}

async function standing(unit: Unit, { record, id }: End): Promise<{ readonly shown: ReadonlySet<string>; readonly cases: ReadonlySet<unknown> }> {
  const shown = await unit.couldSee(record, id);
  const cases = CASES.get(record);
  const rows = cases ? await unit.query(`${OPENED_BY_HIMSELF} and t.case_id in (${cases})`, [unit.viewer.officer, id]) : [];
  return { shown, cases: new Set(rows.map((row) => row['id'])) };
}
