/** How columns of each kind are written in SQL: for the answer, for comparison and for order. */
import { columnOf, type Field } from '#record';

import { name } from './sql.js';

/** @returns the column as the answer shows it: instants in RFC 3339 with milliseconds, everything else as it is. */
export function shownValue(alias: string, field: string, declared: Field): string {
  const column = `${alias}.${name(columnOf(field, declared))}`;
  return declared.kind === 'timestamp' ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column;
}

/** @returns the column for comparison and order. Names follow the Azerbaijani alphabet; codes and dates are plain bytes. */
export function comparedValue(alias: string, field: string, declared: Field): string {
  const column = `${alias}.${name(columnOf(field, declared))}`;
  switch (declared.kind) {
    case 'text': return `${column} collate "az-x-icu"`;
    case 'code': case 'partialDate': return `${column} collate "C"`;
    default: return column;
  }
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
