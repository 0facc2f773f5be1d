/**
 * Answers questions on a viewer's redacted copy in memory: filter, order and page, as the descriptions of the schema say they work.
 * No SQL and no rights; what is not in the copy cannot be found in it.
 */
import { enumName } from '#kernel';
import { isSealed, type AnyRecord, type Field, type LookupKind } from '#record';
import { normalForm } from '#vault';

import type { Redacted } from './oracle.js';

export type Filter = Readonly<Record<string, unknown>>;

const collator = new Intl.Collator('az');

/** @returns whether the row passes the filter; names of codes are GraphQL's. A withheld value matches nothing. */
export function passes(record: AnyRecord, row: Redacted, filter: Filter): boolean {
  return Object.entries(filter).every(([name, given]) => {
    if (name === 'not') return !passes(record, row, given as Filter);
    if (name === 'and') return (given as Filter[]).every((part) => passes(record, row, part));
    if (name === 'or') return (given as Filter[]).some((part) => passes(record, row, part));
    return Object.entries(given as object).every(([operator, operand]) => test(record.fields[name]!, row[name] ?? null, operator, operand));
  });
}

function test(field: Field, raw: unknown, operator: string, operand: unknown): boolean {
  if (operator === 'isNull') return (raw === null) === operand;
  if (raw === null) return false;
  const value = shown(field, raw);
  switch (operator) {
    case 'eq': return field.options.lookup && isSealed(field) ? sameForm(field.options.lookup, value, operand) : value === operand;
    case 'in': return (operand as unknown[]).includes(value);
    case 'has': return (value as unknown[]).includes(operand);
    case 'hasAny': return (value as unknown[]).some((one) => (operand as unknown[]).includes(one));
    case 'startsWith': return folded(value).startsWith(folded(operand));
    case 'contains': return folded(value).includes(folded(operand));
    case 'gte': return compare(field, value, operand) >= 0;
    case 'lte': return compare(field, value, field.kind === 'partialDate' ? `${operand as string}~` : operand) <= 0;
    default: throw new Error(`no operator ${operator}`);
  }
}

/** Sealed texts are compared however they are written; what has no normal form is nobody's. */
function sameForm(kind: LookupKind, value: unknown, operand: unknown): boolean {
  const form = normalForm(kind, value as string);
  return form !== '' && form === normalForm(kind, operand as string);
}

function folded(text: unknown): string {
  return (text as string).toLocaleLowerCase('az');
}

/** @returns the value as an answer shows it. */
export function shown(field: Field, value: unknown): unknown {
  if (!field.list || value === null || value === undefined) return value ?? null;
  return Array.isArray(value) ? value.map((one) => enumName(one as string)) : enumName(value as string);
}

/** Order of two values of a field: names by the Azerbaijani alphabet, instants and numbers by size, the rest by bytes. */
function compare(field: Field, one: unknown, two: unknown): number {
  if (typeof one === 'number') return one - (two as number);
  if (field.kind === 'timestamp') return Date.parse(one as string) - Date.parse(two as string);
  if (field.kind === 'text') return collator.compare(one as string, two as string) || bytes(one, two);
  return bytes(one, two);
}

function bytes(one: unknown, two: unknown): number {
  return Buffer.compare(Buffer.from(one as string), Buffer.from(two as string));
}

/** @returns the rows in order: those without a value last, ids deciding between equals. */
export function ordered(record: AnyRecord, rows: readonly Redacted[], by: { readonly field: string; readonly descending: boolean } | null): Redacted[] {
  const byId = (one: Redacted, two: Redacted): number => bytes(one.id, two.id);
  if (!by) return [...rows].sort(byId);
  const field = record.fields[by.field]!;
  return [...rows].sort((one, two) => {
    const [a, b] = [one[by.field] ?? null, two[by.field] ?? null];
    if (a === null || b === null) return a === b ? byId(one, two) : a === null ? 1 : -1;
    return (by.descending ? -1 : 1) * compare(field, a, b) || byId(one, two);
  });
}
