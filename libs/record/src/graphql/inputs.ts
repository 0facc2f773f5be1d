/** Typed filters and order enums, derived from a record's fields. What cannot be asked is not in the language. */
import { Field, ID, InputType, Int, registerEnumType, type GqlTypeReference } from '@nestjs/graphql';

import type { Field as RecordField } from '../field.js';
import type { AnyRecord } from '../record.js';
import { isSealed } from '../sealing.js';
import { enumOf } from './enums.js';
import { namedClass } from './named-class.js';
import { InstantScalar, PartialDateScalar } from './scalars.js';

type Thunk = () => unknown;

/** The operators a filter may use on a field of each kind. */
export const OPERATORS = {
  id: ['eq', 'in'], one: ['eq', 'in', 'isNull'], text: ['eq', 'in', 'isNull', 'startsWith', 'contains'], sealedText: ['eq'],
  code: ['eq', 'in', 'isNull'], codes: ['has', 'hasAny', 'isNull'], boolean: ['eq'],
  partialDate: ['eq', 'gte', 'lte', 'isNull'], timestamp: ['gte', 'lte', 'isNull'], integer: ['eq', 'gte', 'lte', 'isNull'],
} as const satisfies Record<string, readonly Operator[]>;
export type Operator = 'eq' | 'in' | 'isNull' | 'startsWith' | 'contains' | 'has' | 'hasAny' | 'gte' | 'lte';

const WORDS: Readonly<Record<Operator, string>> = {
  eq: 'Equal to.', in: 'One of; an empty list matches nothing.', isNull: 'True: no value is shown to you. False: one is.',
  startsWith: 'Begins with, taken literally, case-insensitive.', contains: 'Contains, taken literally, case-insensitive.',
  has: 'The set has this value.', hasAny: 'The set has at least one of these.',
  gte: 'At or after; greater than or equal.', lte: 'At or before; less than or equal.',
};

const SAME = 'The same, however it is written: documents without separators, phones in E.164, names and addresses without regard to case.';

/** @returns the operators offered for a field, or null when it cannot be filtered at all. */
export function operatorsOf(field: RecordField): readonly Operator[] | null {
  if (field.kind === 'many' || field.kind === 'through') return null;
  if (isSealed(field)) return field.options.lookup ? OPERATORS.sealedText : null;
  return OPERATORS[field.kind];
}

/** @returns whether the field can order a page: single-valued, not stored sealed. */
export function isSortable(field: RecordField): boolean {
  return ['text', 'code', 'partialDate', 'timestamp', 'integer'].includes(field.kind)
    && (operatorsOf(field)?.includes('isNull') ?? false);
}

const INPUT_NAMES: Readonly<Record<RecordField['kind'], string>> = {
  id: 'IdFilter', one: 'LinkFilter', text: 'TextFilter', code: 'Filter', codes: 'SetFilter', boolean: 'BooleanFilter', integer: 'IntFilter',
  partialDate: 'PartialDateFilter', timestamp: 'InstantFilter', many: '', through: '',
};

const operatorInputs = new Map<string, new () => object>();

function operatorInput(field: RecordField, operators: readonly Operator[]): new () => object {
  const name = operators === OPERATORS.sealedText ? 'LookupFilter' : `${field.list?.name ?? ''}${INPUT_NAMES[field.kind]}`;
  let type = operatorInputs.get(name);
  if (!type) {
    type = namedClass(name);
    for (const operator of operators) {
      const value: Thunk = operator === 'isNull' ? () => Boolean : valueType(field);
      const list = operator === 'in' || operator === 'hasAny';
      const operand = () => (list ? [value()] : value()) as GqlTypeReference;
      const description = operators === OPERATORS.sealedText ? SAME : WORDS[operator];
      Field(operand, { nullable: true, description })(type.prototype as object, operator);
    }
    InputType(name, { description: 'All given conditions must hold.' })(type);
    operatorInputs.set(name, type);
  }
  return type;
}

function valueType(field: RecordField): Thunk {
  switch (field.kind) {
    case 'id': case 'one': return () => ID;
    case 'code': case 'codes': {
      // Registered now, not when the schema is built: Nest collects enums before it looks at fields.
      const values = field.list ? enumOf(field.list) : String;
      return () => values;
    }
    case 'boolean': return () => Boolean;
    case 'integer': return () => Int;
    case 'partialDate': return () => PartialDateScalar;
    case 'timestamp': return () => InstantScalar;
    default: return () => String;
  }
}

/** @returns the GraphQL type of a scalar field's value, for output. */
export function outputType(field: RecordField): Thunk {
  const value = valueType(field);
  return field.kind === 'codes' ? () => [value()] : value;
}

export interface RecordInputs {
  readonly filter: new () => object;
  /** Enum of orders `FIELD_ASC`, `FIELD_DESC`; its values are `field ASC`, `field DESC`. */
  readonly order: object;
}

const inputs = new Map<AnyRecord, RecordInputs>();

/** @returns the filter input and order enum of a record, made once. */
export function inputsOf(record: AnyRecord): RecordInputs {
  let made = inputs.get(record);
  if (!made) {
    made = { filter: filterInput(record), order: orderEnum(record) };
    inputs.set(record, made);
  }
  return made;
}

function filterInput(record: AnyRecord): new () => object {
  const type = namedClass(`${record.name}Filter`);
  const prototype = type.prototype as object;
  for (const [name, field] of Object.entries(record.fields)) {
    const operators = operatorsOf(field);
    if (operators) {
      const input = operatorInput(field, operators);
      Field(() => input, { nullable: true, description: field.words.en })(prototype, name);
    }
  }
  Field(() => [type], { nullable: true, description: 'All of these hold.' })(prototype, 'and');
  Field(() => [type], { nullable: true, description: 'At least one of these holds.' })(prototype, 'or');
  Field(() => type, { nullable: true, description: 'This does not hold.' })(prototype, 'not');
  InputType(`${record.name}Filter`, {
    description: `Conditions on ${record.name}. They see what you see: a withheld value matches nothing. A field you may never read refuses the request.`,
  })(type);
  return type;
}

function orderEnum(record: AnyRecord): object {
  const sortable = Object.entries(record.fields).filter(([, field]) => isSortable(field)).map(([name]) => name);
  if (sortable.length === 0) throw new Error(`${record.name} has no field that can order a page`);
  const values = Object.fromEntries(sortable.flatMap((name) => ['ASC', 'DESC'].map((way) => [`${upper(name)}_${way}`, `${name} ${way}`])));
  registerEnumType(values, { name: `${record.name}Order`, description: 'Order of the rows; rows whose value is unknown or withheld come last.' });
  return values;
}

function upper(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

