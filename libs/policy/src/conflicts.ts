/**
 * Roles that one person may not hold together. The first two rules are the brief's: nobody has health together with
 * offender identity or operations; whoever reads victim identity cannot touch the audit log. Whoever hands out
 * taskings reads nothing under one, so that nobody gains by their own. The last keeps the administrator, who makes accounts, from
 * reading what accounts protect.
 */
import { grants } from './grants.js';
import { openingOf } from './level.js';
import type { NeedClass } from './need-class.js';
import { ROLE_ORDER, type Role } from './role.js';

function readsExactly(role: Role, needClass: NeedClass): boolean {
  return openingOf(grants[role].cells[needClass])?.grains.includes('EXACT') ?? false;
}

const RULES: readonly { readonly rule: string; readonly broken: (roles: readonly Role[]) => boolean }[] = [
  {
    rule: 'HEALTH_APART_FROM_OFFENDERS',
    broken: (roles) =>
      roles.some((role) => readsExactly(role, 'HEALTH')) &&
      roles.some((role) => readsExactly(role, 'OFFENDER_IDENTITY') || readsExactly(role, 'OPERATION')),
  },
  {
    rule: 'AUDIT_APART_FROM_IDENTITY',
    broken: (roles) => roles.includes('AUDITOR') && roles.some((role) => readsExactly(role, 'VICTIM_IDENTITY')),
  },
  {
    rule: 'TASKING_APART_FROM_TASKED',
    broken: (roles) =>
      roles.some((role) => grants[role].commands.includes('assignTasking')) && roles.some((role) => grants[role].reaches.length > 0),
  },
  {
    rule: 'ADMINISTRATION_APART_FROM_RECORDS',
    broken: (roles) => roles.includes('ADMINISTRATOR') && roles.some((role) => role !== 'ADMINISTRATOR'),
  },
];

/**
 * @returns the name of the first separation-of-duties rule the roles break together, or null.
 *   A set that breaks one has no rights at all until somebody mends it.
 */
export function conflictOf(roles: readonly Role[]): string | null {
  return RULES.find(({ broken }) => broken(roles))?.rule ?? null;
}

/** @returns the roles that may not be combined with `role`. */
export function conflictsWith(role: Role): readonly Role[] {
  return ROLE_ORDER.filter((other) => other !== role && conflictOf([role, other]) !== null);
}
