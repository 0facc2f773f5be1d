/**
 * Filters, as the viewer's redacted copy would answer them: every test looks at the masked value. A test on a field that
 * is never shown refuses the question before any SQL; one on a field shown on some rows asks for the right first.
 */
import { CodedError } from '#kernel';
import { columnOf, lookupOf, type AnyRecord, type Field, type Lookup, type Operator } from '#record';

import type { FilterAsk } from '../ask/ask.js';
import { shownLink } from './link-sql.js';
import type { Masks } from './masks.js';
import type { Right } from './plan.js';
import type { Scene } from './scope.js';
import { name, type SqlText } from './sql.js';
import { inputType, orderedValue, plainValue } from './values.js';

export interface FilterScene extends Scene {
  readonly record: AnyRecord;
  readonly alias: string;
  readonly masks: Masks;
}

type Test = Extract<FilterAsk, { kind: 'test' }>;
type Shown = Exclude<Right, 'never'>;

/** Operators that look into a text; their folding of case is that of the Azerbaijani alphabet. */
const SEARCHES: ReadonlySet<Operator> = new Set<Operator>(['startsWith', 'contains']);

/** @throws CodedError BAD_REQUEST when a test touches a field the viewer is never shown. */
export function filterSql(scene: FilterScene, filter: FilterAsk): string {
  switch (filter.kind) {
    case 'all': return joined(scene, filter.parts, ' and ');
    case 'any': return joined(scene, filter.parts, ' or ');
    case 'not': return `not coalesce(${filterSql(scene, filter.part)}, false)`;
    case 'test': return testSql(scene, filter);
  }
}

/** @returns the fields a filter looks at. */
export function testedFields(filter: FilterAsk): string[] {
  switch (filter.kind) {
    case 'all': case 'any': return filter.parts.flatMap(testedFields);
    case 'not': return testedFields(filter.part);
    case 'test': return [filter.field];
  }
}

function joined(scene: FilterScene, parts: readonly FilterAsk[], word: string): string {
  const texts = parts.map((part) => filterSql(scene, part));
  return texts.length === 1 ? texts[0] ?? 'false' : `(${texts.join(word)})`;
}

function testSql(scene: FilterScene, test: Test): string {
  const declared = scene.record.fields[test.field];
  const right = scene.masks.rightTo(test.field);
  if (!declared || right === 'never') throw new CodedError('BAD_REQUEST');
  const lookup = lookupOf(test.field, declared);
  if (lookup) return lookupSql(scene, test, declared, lookup, right);
  const column = SEARCHES.has(test.operator) ? orderedValue(scene.alias, test.field, declared) : plainValue(scene.alias, test.field, declared);
  const target = declared.target?.();
  const told = target ? shownLink(scene, scene.alias, test.field, declared, target) : column;
  if (test.operator === 'isNull') {
    const shown = scene.masks.masked(right, told) ?? 'null';
    return `((${shown}) is null) = ${scene.sql.input(test.input, 'boolean')}`;
  }
  const conditions = [
    ...(right === 'always' ? [] : [scene.masks.condition(right)]),
    // The column first: it has the index.
    compare(scene.sql, column, declared, test),
    ...(told === column ? [] : [`${told} is not null`]),
  ];
  return conditions.length === 1 ? conditions.join() : `(${conditions.join(' and ')})`;
}

/** Equality of normal forms: asked of the blind index, and for names of the rows that were found to bear them. */
function lookupSql({ sql, record, alias, masks }: FilterScene, { field, operator, input }: Test, declared: Field, { kind, column }: Lookup, right: Shown): string {
  if (operator !== 'eq') throw new CodedError('BAD_REQUEST');
  const test = kind === 'name'
    ? `${alias}.id = any(${sql.named(input, record, field)})`
    : `${alias}.${name(column)} = ${sql.index(input, { kind, table: record.table, column: columnOf(field, declared) })}`;
  return right === 'always' ? test : `(${masks.condition(right)} and ${test})`;
}

function compare(sql: SqlText, column: string, declared: Field, { operator, input }: Test): string {
  const value = (type = inputType(declared)): string => sql.input(input, type);
  switch (operator) {
    case 'eq': return `${column} = ${value()}`;
    case 'in': return `${column} = any(${value(`${inputType(declared)}[]`)})`;
    case 'has': return `${column} @> array[${value('text')}]`;
    case 'hasAny': return `${column} && ${value('text[]')}`;
    case 'startsWith': return `starts_with(lower(${column}), lower(${value()} collate "az-x-icu"))`;
    case 'contains': return `position(lower(${value()} collate "az-x-icu") in lower(${column})) > 0`;
    case 'gte': return `${column} >= ${value()}`;
    // A month lies within its year: "at or before 2014" holds for 2014-05.
    case 'lte': return declared.kind === 'partialDate' ? `${column} <= ${value()} || '~'` : `${column} <= ${value()}`;
    case 'isNull': throw new Error('handled before');
  }
}
