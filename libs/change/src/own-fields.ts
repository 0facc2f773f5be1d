/** Fields that the product itself keeps: no client gives or corrects them. */
import { hasColumn, MARKS, type Field } from '#record';

const OURS: ReadonlySet<string> = new Set<string>(['id', 'recordedAt', 'collectedFrom', ...MARKS]);

/**
 * @returns whether a client may give the field a value when a row is made. Not so: what the product keeps, unique texts
 *   (decisions/0002-numbers-are-ours.md), and links, which a command names by an id of their own and checks.
 */
export function isGivable(name: string, field: Field): boolean {
  return isCorrectable(name, field) && field.kind !== 'one' && field.options.unique !== true;
}

/** @returns whether a correction may name the field, unless the rules of its record say not. */
export function isCorrectable(name: string, field: Field): boolean {
  return hasColumn(field) && !OURS.has(name) && field.options.unique !== true;
}
