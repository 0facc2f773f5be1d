/** From a coerced filter input to a tree of tests. Nothing is dropped: what cannot be read refuses the question. */
import { CodedError, isId } from '#kernel';
import { operatorsOf, type AnyRecord, type Field, type Operator } from '#record';

import type { FilterAsk } from './ask.js';
import type { AskBuilder } from './ask-builder.js';

type Given = Readonly<Record<string, unknown>>;

/** Tests and groups a filter may hold at most, together; a list of values is one test. Bounds how deep it nests, too. */
const MOST_TESTS = 60;
/** Values in a list at most. */
const MOST_VALUES = 200;

/**
 * @param given the filter after GraphQL coercion: enums are stored values.
 * @returns null where the client gave no filter, which is not the same as an empty one: `{}` and `null` are refused, so that
 *   a client that lost its condition on the way does not receive every row.
 * @throws CodedError BAD_REQUEST for an empty filter, a null condition, an unknown field or operator, too many tests or
 *   groups, or a text that no record can hold.
 */
export function filterAsk(record: AnyRecord, given: unknown, build: AskBuilder): FilterAsk | null {
  if (given === undefined) return null;
  const counter = { tests: 0 };
  return group(record, given, build, counter);
}

function group(record: AnyRecord, given: unknown, build: AskBuilder, counter: { tests: number }): FilterAsk {
  const entries = Object.entries(asObject(given));
  if (entries.length === 0 || ++counter.tests > MOST_TESTS) throw new CodedError('BAD_REQUEST');
  build.mark('{');
  const parts = entries.map(([name, value]): FilterAsk => {
    build.mark(name);
    if (name === 'not') return { kind: 'not', part: group(record, value, build, counter) };
    if (name === 'and' || name === 'or') {
      if (!Array.isArray(value) || value.length === 0) throw new CodedError('BAD_REQUEST');
      return { kind: name === 'and' ? 'all' : 'any', parts: value.map((part) => group(record, part, build, counter)) };
    }
    return tests(name, record.fields[name], value, build, counter);
  });
  build.mark('}');
  return { kind: 'all', parts };
}

function tests(name: string, field: Field | undefined, value: unknown, build: AskBuilder, counter: { tests: number }): FilterAsk {
  const allowed = field && operatorsOf(field);
  const entries = Object.entries(asObject(value));
  if (!field || !allowed || entries.length === 0) throw new CodedError('BAD_REQUEST');
  const parts = entries.map(([operator, operand]): FilterAsk => {
    if (!isOperator(operator, allowed) || operand === null || ++counter.tests > MOST_TESTS) throw new CodedError('BAD_REQUEST');
    build.mark(operator);
    return { kind: 'test', field: name, operator, input: build.input(operandOf(field, operator, operand)) };
  });
  return { kind: 'all', parts };
}

/** Ids that are no ids match nothing, as absent ones do; they never reach the database as malformed text. */
function operandOf(field: Field, operator: Operator, operand: unknown): unknown {
  if (Array.isArray(operand)) {
    if (operand.length > MOST_VALUES || operand.includes(null)) throw new CodedError('BAD_REQUEST');
    if (operand.some(hasNul)) throw new CodedError('BAD_REQUEST');
    return isIdField(field) ? operand.filter(isId) : operand;
  }
  if (hasNul(operand)) throw new CodedError('BAD_REQUEST');
  if (isIdField(field) && operator === 'eq') return isId(operand) ? operand : null;
  return operand;
}

/** PostgreSQL holds no NUL in a text, so nothing could match; it would fail on the way there. */
function hasNul(operand: unknown): boolean {
  return typeof operand === 'string' && operand.includes('\0');
}

function isIdField(field: Field): boolean {
  return field.kind === 'id' || field.kind === 'one';
}

function isOperator(name: string, allowed: readonly Operator[]): name is Operator {
  return (allowed as readonly string[]).includes(name);
}

function asObject(value: unknown): Given {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CodedError('BAD_REQUEST');
  return value as Given;
}
