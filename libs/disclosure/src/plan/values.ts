/** How columns of each kind are written in SQL: for the answer, for comparison and for order. */
import { sameValueSql } from '#change';
import { columnOf, isSealed, type Field } from '#record';

import { name } from './sql.js';

/** @returns the column as the answer shows it: instants in RFC 3339 with milliseconds, sealed values as envelopes, everything else as it is. */
export function shownValue(alias: string, field: string, declared: Field): string {
  const column = `${alias}.${name(columnOf(field, declared))}`;
  return declared.kind === 'timestamp' && !isSealed(declared) ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column;
}

/** @returns the column as it stands. Codes and dates are declared `collate "C"`: plain bytes, whose order is time order. */
export function plainValue(alias: string, field: string, declared: Field): string {
  return `${alias}.${name(columnOf(field, declared))}`;
}

/** @returns what differs when the value does, and only then: two envelopes of one value have it in common, whatever their keys. */
export function toldValue(alias: string, field: string, declared: Field): string {
  const column = plainValue(alias, field, declared);
  return isSealed(declared) ? sameValueSql(column) : column;
}

/** @returns the column for order and for search in it: texts follow the Azerbaijani alphabet. */
export function orderedValue(alias: string, field: string, declared: Field): string {
  const column = plainValue(alias, field, declared);
  return declared.kind === 'text' ? `${column} collate "az-x-icu"` : column;
}

/** @returns the SQL type a client's value is cast to. */
export function inputType(declared: Field): string {
  switch (declared.kind) {
    case 'id': case 'one': return 'uuid';
    case 'timestamp': return 'timestamptz';
    case 'integer': return 'int';
    case 'boolean': return 'boolean';
    default: return 'text';
  }
}
