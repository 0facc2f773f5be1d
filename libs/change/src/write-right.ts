/**
 * Which fields a role may give a value to when it registers something. The command is granted as a whole; within it a
 * class that the role neither reads nor writes (`-` in the matrix) stays closed, so that nobody writes what he has no need for.
 */
import { CodedError } from '#kernel';
import { grants, openingOf, type NeedClass, type Role } from '#policy';
import type { AnyRecord, Field } from '#record';

import { isGivable } from './own-fields.js';

/** Coded facts and case handling come with the command: without them there would be nothing to register. */
const WITH_THE_COMMAND: ReadonlySet<NeedClass> = new Set<NeedClass>(['PROFILE', 'ADMINISTRATION']);

/** @throws CodedError FORBIDDEN when a field with a value is outside what any of the roles may write; BAD_REQUEST for what no client gives. */
export function refuseForeignFields(roles: readonly Role[], record: AnyRecord, given: object): void {
  for (const [name, value] of Object.entries(given)) {
    const field = record.fields[name];
    if (!field || !isGivable(name, field)) throw new CodedError('BAD_REQUEST');
    if (value !== null && value !== undefined && !roles.some((role) => mayGive(role, field))) {
      throw new CodedError('FORBIDDEN', 'FIELD_NOT_YOURS');
    }
  }
}

function mayGive(role: Role, { needClass, options }: Field): boolean {
  if (needClass === null) return false;
  if (WITH_THE_COMMAND.has(needClass)) return true;
  const level = grants[role].cells[needClass];
  const opening = openingOf(level);
  return level === 'W' || (opening !== null && !opening.glass && opening.grains.includes(options.grain ?? 'EXACT'));
}
