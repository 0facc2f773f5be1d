/**
 * What rows may be counted by. Dimensions are declared by the product, never made from a client's words, and each is checked
 * when the process starts: whatever could single out a human is no dimension.
 */
import { isRelation, relationTo } from './relation.js';
import type { CodeList } from '#kernel';
import type { NeedClass } from '#policy';
import type { AnyRecord, Field } from '#record';

/**
 * How a category is made.
 * - VALUE: the value of a coded field.
 * - YEAR: the year of a partial date; an interval of years stays its own category.
 * - EACH: a row counts under every value of a set, so that rows do not sum to the total.
 * - COMBINATION: the whole set is one category.
 * - PRESENCE: Yes where a set holds one of `codes`. Where it does not, that is unknown, never no.
 */
export type DimensionKind = 'VALUE' | 'YEAR' | 'EACH' | 'COMBINATION' | 'PRESENCE';

export interface Dimension {
  /** camelCase; unique among the dimensions of its subject. */
  readonly name: string;
  /** The record whose rows are counted. */
  readonly subject: AnyRecord;
  readonly kind: DimensionKind;
  /** Relation names from the subject, dotted; then the set is gathered over all rows at its end. Not for VALUE and YEAR. */
  readonly path?: string;
  /** Field of the subject, or of the record at the end of the path. */
  readonly field: string;
  /** For PRESENCE. */
  readonly codes?: readonly string[];
}

/** Between the values of a combination. No value of a code list may hold it. */
export const COMBINED_BY = ';';

/** Classes that may be counted by: coded facts about people, and the administration of cases. */
const COUNTABLE: ReadonlySet<NeedClass | null> = new Set<NeedClass | null>(['PROFILE', 'ADMINISTRATION']);

/** Kinds of field each kind of dimension takes, on the subject itself and over a path. */
const FIELD_KINDS: Readonly<Record<DimensionKind, { readonly own: readonly Field['kind'][]; readonly over: readonly Field['kind'][] }>> = {
  VALUE: { own: ['code'], over: [] },
  YEAR: { own: ['partialDate'], over: [] },
  EACH: { own: ['codes'], over: ['code', 'codes'] },
  COMBINATION: { own: ['codes'], over: ['code', 'codes'] },
  PRESENCE: { own: ['code', 'codes'], over: ['code', 'codes'] },
};

/** @returns the field a dimension counts by. */
export function fieldOf(dimension: Dimension): Field {
  const record = stepsOf(dimension).reduce((at, step) => relationTo(at, step), dimension.subject);
  const field = record.fields[dimension.field];
  if (!field) throw new Error(`${nameOf(dimension)} counts by ${record.name}.${dimension.field}, which does not exist`);
  return field;
}

/** @returns the code list of a dimension's categories; null for years. */
export function listOf(dimension: Dimension): CodeList | null {
  return fieldOf(dimension).list ?? null;
}

/** @returns the relation names of the path, in order. */
export function stepsOf({ path }: Dimension): readonly string[] {
  return path === undefined ? [] : path.split('.');
}

/** @returns what a dimension discloses, as the audit log names it: the field, with the path before it. */
export function disclosedName({ path, field }: Dimension): string {
  return path === undefined ? field : `${path}.${field}`;
}

/**
 * Checks a dimension when the process starts.
 * @throws Error naming the dimension: a field or relation of a class that may not be counted by, a field that is not coded, a
 *   step that is no relation, a presence of nothing.
 */
export function checkDimension(dimension: Dimension): void {
  const where = nameOf(dimension);
  if (!/^[a-z][A-Za-z0-9]*$/.test(dimension.name)) throw new Error(`${where} is not camelCase`);
  let at = dimension.subject;
  for (const step of stepsOf(dimension)) {
    const relation = at.fields[step];
    if (!relation || !isRelation(relation)) throw new Error(`${where}: ${at.name}.${step} is no relation`);
    refuseClass(where, `${at.name}.${step}`, relation);
    at = relationTo(at, step);
  }
  const field = fieldOf(dimension);
  refuseClass(where, `${at.name}.${dimension.field}`, field);
  const kinds = FIELD_KINDS[dimension.kind][dimension.path === undefined ? 'own' : 'over'];
  if (!kinds.includes(field.kind)) throw new Error(`${where}: a field of kind ${field.kind} is not counted as ${dimension.kind}`);
  if (field.list?.values.some((value) => value.includes(COMBINED_BY))) throw new Error(`${where}: a value holds the separator`);
  const codes = dimension.codes ?? [];
  if ((dimension.kind === 'PRESENCE') !== codes.length > 0) throw new Error(`${where}: codes belong to a presence`);
  if (codes.some((code) => !field.list?.values.includes(code))) throw new Error(`${where} asks for a code that is not in the list`);
}

function refuseClass(where: string, what: string, { needClass }: Field): void {
  if (!COUNTABLE.has(needClass)) throw new Error(`${where}: ${what} is of class ${needClass ?? 'ID'} and may not be counted by`);
}

function nameOf({ subject, name }: Dimension): string {
  return `dimension ${subject.name}.${name}`;
}
