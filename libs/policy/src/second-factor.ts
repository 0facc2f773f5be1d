/**
 * Who must hold a second factor: whoever makes accounts, whoever brings records in or takes them out in bulk, and the
 * protection unit, whose records tell where people hide. Without one their session can do nothing but enrol one.
 */
import { grants, type Command } from './grants.js';
import { ROLE_ORDER, type Role } from './role.js';

/** Commands that no role gives with a password alone. */
const COMMANDS: ReadonlySet<Command> = new Set<Command>(['manageAccounts', 'importRecords']);

/** Roles whose records ask for it, whatever they command. */
const NAMED: ReadonlySet<Role> = new Set<Role>(['ADMINISTRATOR', 'PROTECTION_OFFICER']);

/** The roles that must have a second factor. A role that is given one of the commands is in it from then on. */
export const SECOND_FACTOR_ROLES: ReadonlySet<Role> = new Set(
  ROLE_ORDER.filter((role) => NAMED.has(role) || grants[role].commands.some((command) => COMMANDS.has(command))),
);

/** @returns whether somebody with these roles must hold a second factor. */
export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => SECOND_FACTOR_ROLES.has(role));
}
