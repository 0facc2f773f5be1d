/** Whether two accounts belong to one human, by the personnel number: whoever is to be checked by somebody else has no second account for that. */
import type { Query } from '#change';
import type { Id } from '#kernel';

const SAME = `
  select from identity.credential one join identity.credential other on other.personnel_number = one.personnel_number
   where one.officer_id = $1 and other.officer_id = $2`;

/** @param query on a signed transaction. @returns false too where it is not known of one of them which human it is. */
export async function isSameHuman(query: Query, one: Id | null, other: Id): Promise<boolean> {
  return one !== null && (await query(SAME, [one, other])).length > 0;
}
