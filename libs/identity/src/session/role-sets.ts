/**
 * From the role names in the database to the roles of a viewer. There are few different sets, so each is made once: sorted,
 * without repetition, frozen.
 */
import { conflictOf, isRole, type Role } from '#policy';

const NONE: readonly Role[] = Object.freeze([]);
const MOST_KEPT = 1_000;
const kept = new Map<string, readonly Role[]>();

/**
 * @param granted what {@link roleSet} gave: roles that may not be held together are none, however few of them a session may use.
 * @param allowed the roles a session may use; null for all.
 */
export function usableOf(granted: readonly Role[], allowed: readonly Role[] | null): readonly Role[] {
  return allowed === null ? granted : Object.freeze(granted.filter((role) => allowed.includes(role)));
}

/**
 * @param names role names joined by commas, as the database has them; a name that is no role any more gives nothing.
 * @returns the roles; none at all when they may not be held together. Such a set is a mistake in the accounts: the person
 *   may be signed in, and so can be told, but reads and does nothing until an administrator mends it.
 */
export function roleSet(names: string): readonly Role[] {
  let roles = kept.get(names);
  if (!roles) {
    const known = [...new Set(names.split(',').filter(isRole))].sort();
    roles = conflictOf(known) === null ? Object.freeze(known) : NONE;
    if (kept.size < MOST_KEPT) kept.set(names, roles);
  }
  return roles;
}
