/** Scalars that refuse what they do not mean. The library's own `DateTime` accepts "not-a-date". */
import { isPartialDate } from '#kernel';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

function refuse(): never {
  throw new GraphQLError('Bad request');
}

function text(value: unknown, holds: (text: string) => boolean): string {
  return typeof value === 'string' && holds(value) ? value : refuse();
}

function stringScalar(name: string, description: string, holds: (text: string) => boolean): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: (value) => text(value, holds),
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : null, holds),
  });
}

/** @returns whether the text is a real instant in UTC; the calendar is checked, so that 30 February is refused, and year 0, which PostgreSQL has not. */
export function isInstant(value: string): boolean {
  if (!INSTANT.test(value) || value.startsWith('0000')) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === value.slice(0, 19);
}

export const InstantScalar = stringScalar(
  'Instant', 'An instant in UTC, e.g. 2026-11-23T08:15:00Z (RFC 3339). Zaman anı, UTC.', isInstant,
);

export const PartialDateScalar = stringScalar(
  'PartialDate',
  'A date as well as it is known: 2014, 2014-05, 2014-05-31 or 2005/2013 (ISO 8601-2). Məlum olduğu dəqiqlikdə tarix.',
  isPartialDate,
);
