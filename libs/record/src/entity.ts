/**
 * MikroORM entities for writing. Links are mapped to the plain id of the other row, so that nothing is half loaded and
 * a unit of work sees columns only; reading for a viewer never goes through an entity.
 */
import { POLICY_NAME, wallPolicy } from '#wall';
import { EntitySchema } from '@mikro-orm/core';

import type { Field } from './field.js';
import { columnOf, hasColumn, type AnyRecord, type RecordDefinition, type RowOf } from './record.js';
import { isSealed, lookupOf, type Lookup } from './sealing.js';

const schemas = new WeakMap<AnyRecord, unknown>();

/** @returns the entity of a record, the same object every time. Its properties are the columns of the record. */
export function entityOf<R extends RecordDefinition>(record: R): EntitySchema<RowOf<R>> {
  let schema = schemas.get(record);
  if (!schema) {
    schema = new EntitySchema({
      name: record.name,
      tableName: record.table,
      schema: 'records',
      comment: record.words.en,
      rowLevelSecurity: 'force',
      policies: [{ name: POLICY_NAME, ...wallPolicy(record.table) }],
      checks: Object.entries(record.fields).flatMap(([name, field]) => checkOf(record, name, field)),
      // With the id behind it an index serves a page's order too, which ends with the id.
      indexes: [
        ...Object.entries(record.fields).filter(([, { options }]) => options.indexed).map(([name]) => ({ properties: [name, 'id'] as never })),
        ...lookups(record).map(({ property }) => ({ properties: [property, 'id'] as never })),
      ],
      uniques: record.unique.map((properties) => ({ properties: [...properties] as never })),
      properties: Object.fromEntries(
        [
          ...Object.entries(record.fields).filter(([, field]) => hasColumn(field)).map(([name, field]) => [name, property(name, field)]),
          ...lookups(record).map(({ property: name, column }) => [name, { ...BYTES, fieldName: column, nullable: true, comment: 'Blind index' }]),
        ],
      ) as never,
    });
    schemas.set(record, schema);
  }
  return schema as EntitySchema<RowOf<R>>;
}

/** Of an envelope of the vault: its first byte, and the least number of bytes. What is clear text by mistake is neither. */
const ENVELOPE_FORMAT = 1;
const SHORTEST_ENVELOPE = 77;

const BYTES = { type: 'blob', columnType: 'bytea' } as const;

function lookups({ fields }: AnyRecord): readonly Lookup[] {
  return Object.entries(fields).flatMap(([name, field]) => lookupOf(name, field) ?? []);
}

function property(name: string, field: Field): object {
  const { options } = field;
  const column = columnOf(name, field);
  const shared = {
    fieldName: column,
    nullable: options.required !== true,
    comment: `${field.needClass ?? 'ID'}: ${field.words.en}`,
    ...(options.unique && { unique: true }),
    ...(field.kind === 'one' && { index: true }),
  };
  if (isSealed(field)) return { ...shared, ...BYTES };
  switch (field.kind) {
    case 'id': return { type: 'uuid', primary: true, fieldName: 'id', comment: 'random, version 4' };
    case 'one': return {
      ...shared, kind: 'm:1', entity: () => field.target?.().name, mapToPk: true, deleteRule: 'restrict', updateRule: 'restrict',
    };
    case 'codes': return { ...shared, type: 'string[]', columnType: 'text[]' };
    case 'timestamp': return { ...shared, type: 'Date', columnType: 'timestamptz(3)' };
    case 'integer': return { ...shared, type: 'integer' };
    // Until somebody says otherwise a row is in the child layer: the default that protects.
    case 'boolean': return { ...shared, type: 'boolean', ...(options.required && { default: name === 'minor' }) };
    // Plain bytes: the order of partial dates is time order, and an index serves equality and order alike.
    case 'code': case 'partialDate': return { ...shared, type: 'string', columnType: 'text', collation: 'C' };
    default: return { ...shared, type: 'string', columnType: 'text' };
  }
}

/** What the database itself refuses: values outside a code list, texts that are too long. Of a sealed value it sees that it is one. */
function checkOf(record: AnyRecord, name: string, field: Field): { name: string; expression: string }[] {
  const column = columnOf(name, field);
  const check = (expression: string): { name: string; expression: string }[] => [{ name: `${record.table}_${column}_check`, expression }];
  if (isSealed(field)) return check(`length(${column}) >= ${SHORTEST_ENVELOPE} and get_byte(${column}, 0) = ${ENVELOPE_FORMAT}`);
  switch (field.kind) {
    case 'codes': return check(`${column} <@ array[${quoted(field.list?.values)}]::text[] and cardinality(${column}) > 0`);
    case 'code': return check(`${column} in (${quoted(field.list?.values)})`);
    case 'partialDate': return check(`length(${column}) <= 10`);
    case 'text': return check(`length(${column}) <= ${field.options.max ?? 200}`);
    default: return [];
  }
}

function quoted(values: readonly string[] = []): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}
