/**
 * Dimensions in SQL: one expression over the subject's row each. Sets over a relation are gathered once for all rows, and
 * once for all dimensions that go the same way, in a table of their own. Null is Unknown everywhere.
 */
import { Ternary } from '#kernel';
import type { AnyRecord, Field } from '#record';

import type { SqlText } from '../plan/sql.js';
import { fieldOf, stepsOf, type Dimension } from './dimension.js';
import { column, pathSql } from './relation.js';

export interface DimensionsSql {
  /** Tables of sets, to be named before the statement that joins them. */
  readonly tables: readonly string[];
  /** Joined after the subject's table. */
  readonly joins: string;
  /** Text, or text[] for EACH and COMBINATION. */
  readonly values: ReadonlyMap<Dimension, string>;
}

/** @param row alias of the subject's row. */
export function dimensionsSql(sql: SqlText, subject: AnyRecord, dimensions: readonly Dimension[], row: string): DimensionsSql {
  const values = new Map<Dimension, string>();
  const ways = new Map<string, Dimension[]>();
  for (const dimension of dimensions) {
    if (dimension.path === undefined) values.set(dimension, ownValue(dimension, column(subject, dimension.field, row)));
    else ways.set(dimension.path, [...ways.get(dimension.path) ?? [], dimension]);
  }
  const tables: string[] = [];
  const joins = [...ways.values()].map((same) => {
    const table = sql.alias();
    tables.push(gathered(sql, subject, same, table));
    same.forEach((dimension, index) => values.set(dimension, heldValue(dimension, `${table}.h${index}`)));
    return ` left join ${table} on ${table}.root = ${row}.id`;
  });
  return { tables, joins: joins.join(''), values };
}

/** @returns whether the dimension's value is an array. */
export function isSet({ kind }: Dimension): boolean {
  return kind === 'EACH' || kind === 'COMBINATION';
}

function ownValue(dimension: Dimension, value: string): string {
  const field = fieldOf(dimension);
  switch (dimension.kind) {
    case 'VALUE': return known(field, value);
    // An interval of years, "2014/2018", is no single year and stays what it is.
    case 'YEAR': return `case when substr(${value}, 5, 1) = '/' then ${value} else left(${value}, 4) end`;
    case 'EACH': case 'COMBINATION': return `nullif(${value}, '{}')`;
    case 'PRESENCE': return `case when ${holdsOne(dimension, field, value)} then 'Yes' end`;
  }
}

function heldValue({ kind }: Dimension, held: string): string {
  return kind === 'PRESENCE' ? `case when ${held} then 'Yes' end` : held;
}

/** Materialized: otherwise every parallel worker would gather all of it again. */
function gathered(sql: SqlText, subject: AnyRecord, dimensions: readonly Dimension[], table: string): string {
  const [first] = dimensions;
  const path = pathSql(sql, subject, first ? stepsOf(first) : []);
  let { from } = path;
  const held = dimensions.map((dimension, index) => {
    const field = fieldOf(dimension);
    const value = column(path.record, dimension.field, path.alias);
    if (dimension.kind === 'PRESENCE') return `bool_or(${holdsOne(dimension, field, value)}) as h${index}`;
    if (field.kind === 'codes') from += ` left join lateral unnest(${value}) v${index} on true`;
    const one = known(field, field.kind === 'codes' ? `v${index}` : value);
    return `array_agg(distinct ${one}) filter (where ${one} is not null) as h${index}`;
  });
  const where = path.conditions.length > 0 ? ` where ${path.conditions.join(' and ')}` : '';
  return `${table} as materialized (select ${[`${path.root} as root`, ...held].join(', ')} from ${from}${where} group by 1)`;
}

/** The stored word "Unknown" of a three-valued field and no value at all are the same to a reader of figures. */
function known({ list }: Field, value: string): string {
  return list?.name === Ternary.name ? `nullif(${value}, 'Unknown')` : value;
}

function holdsOne({ codes = [] }: Dimension, { kind }: Field, value: string): string {
  const wanted = `array[${codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ')}]::text[]`;
  return kind === 'codes' ? `${value} && ${wanted}` : `${value} = any(${wanted})`;
}
