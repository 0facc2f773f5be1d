/**
 * Which fields are stored sealed, under whose key, and how they are found again. The class decides, so that nobody can forget:
 * nothing here is chosen field by field (decisions/0002-the-class-decides-what-is-sealed.md).
 */
import { SEALED_CLASSES } from '#policy';

import { columnOf, hasColumn, type AnyRecord } from './record.js';
import type { Field, LookupKind } from './field.js';

/**
 * @returns whether the field's column holds envelopes. Exact values of the sealed classes do, and free text that only had its
 *   names replaced; generalised companions, and the one random token that stands for a person, stay in clear: they are what
 *   is counted and filtered by.
 */
export function isSealed(field: Field): boolean {
  const { needClass, kind, options } = field;
  if (needClass === null || !SEALED_CLASSES.has(needClass) || !hasColumn(field)) return false;
  const grain = options.grain ?? 'EXACT';
  return grain === 'EXACT' || (grain === 'PSEUDONYM' && kind === 'text' && options.unique !== true);
}

/** @returns the sealed fields of a record, by name. */
export function sealedFields({ fields }: AnyRecord): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(fields).filter(([, field]) => isSealed(field));
}

/** A sealed field that can be looked up: where its blind index stands. */
export interface Lookup {
  readonly kind: LookupKind;
  /** Column of the index. */
  readonly column: string;
  /** Property of the entity that holds it. */
  readonly property: string;
}

/** @returns how a sealed field is looked up, or null for one that is in clear or cannot be. */
export function lookupOf(name: string, field: Field): Lookup | null {
  const { lookup } = field.options;
  return lookup && isSealed(field) ? { kind: lookup, column: `${columnOf(name, field)}_index`, property: `${name}Index` } : null;
}

/** @throws Error naming the fault of a declaration that could not be stored or asked for as it says. */
export function refuseUnsealable(record: AnyRecord): void {
  for (const [name, field] of Object.entries(record.fields)) {
    const { lookup, unique, indexed } = field.options;
    const where = `field ${record.name}.${name}`;
    if (lookup && field.kind !== 'text') throw new Error(`${where} is looked up but is no text`);
    if (!isSealed(field)) continue;
    if (field.kind === 'one') throw new Error(`${where} is a link of a sealed class: the database could not follow it`);
    if (unique || record.unique.some((names) => names.includes(name))) throw new Error(`${where} is stored sealed and cannot be unique`);
    if (indexed) throw new Error(`${where} is stored sealed: it is found by a lookup, not by an index`);
    const property = lookupOf(name, field)?.property;
    if (property !== undefined && record.fields[property]) throw new Error(`${where} needs the name ${property} for its index`);
  }
  const { sealedUnder } = record;
  if (sealedUnder !== null && record.fields[sealedUnder]?.kind !== 'one') throw new Error(`record ${record.name} is sealed under ${sealedUnder}, which is no link`);
}
