/**
 * What a field of each kind may hold. Every value that is written passes here, whichever command gives it; the
 * database checks code lists and lengths once more.
 */
import { bounds, CodedError, isId, isPartialDate } from '#kernel';
import type { Field } from '#record';

import { today } from './calendar.js';
import { allowedText } from './text-rules.js';

const MOST_CHARACTERS = 200;
const LARGEST_INTEGER = 2_147_483_647;

/**
 * @param value as a command or a client gives it; null and undefined mean "no value".
 * @param now for dates, which may not lie in the future: a record tells what has happened.
 * @returns the value to store. A set keeps its order and loses repetitions; an empty set is unknown, so null.
 * @throws CodedError REJECTED with the rule that is broken, BAD_REQUEST for a value of another type.
 */
export function allowedValue(field: Field, value: unknown, now: Date): unknown {
  if (value === null || value === undefined) {
    if (field.options.required) throw new CodedError('REJECTED', 'VALUE_REQUIRED');
    return null;
  }
  switch (field.kind) {
    case 'id': case 'one': return isId(value) ? value : badRequest();
    case 'text': return typeof value === 'string' ? allowedText(value, field.options.max ?? MOST_CHARACTERS) : badRequest();
    case 'code': return inList(field, value);
    case 'codes': return Array.isArray(value) ? setOf(value.map((one) => inList(field, one))) : badRequest();
    case 'partialDate': return pastDate(value, now);
    case 'timestamp': return value instanceof Date && !Number.isNaN(value.getTime()) ? value : badRequest();
    case 'integer': return Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INTEGER ? value : badRequest();
    case 'boolean': return typeof value === 'boolean' ? value : badRequest();
    default: return badRequest();
  }
}

function inList(field: Field, value: unknown): string {
  if (typeof value !== 'string' || !field.list?.values.includes(value)) throw new CodedError('REJECTED', 'CODE_NOT_IN_LIST');
  return value;
}

function setOf(values: readonly string[]): readonly string[] | null {
  return values.length === 0 ? null : [...new Set(values)];
}

function pastDate(value: unknown, now: Date): string {
  if (!isPartialDate(value)) throw new CodedError('REJECTED', 'DATE_NOT_VALID');
  // What is known only to the year or month may be any day of it.
  if (bounds(value).earliest > today(now)) throw new CodedError('REJECTED', 'DATE_IN_FUTURE');
  return value;
}

function badRequest(): never {
  throw new CodedError('BAD_REQUEST');
}
