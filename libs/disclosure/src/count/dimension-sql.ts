/**
 * A dimension in SQL: one expression over the subject's row, and, for sets over a relation, one table of sets that is computed
 * once for all rows and joined. Null is Unknown everywhere.
 */
import { Ternary } from '#kernel';
import type { Field } from '#record';

import type { SqlText } from '../plan/sql.js';
import { fieldOf, stepsOf, type Dimension } from './dimension.js';
import { column, pathSql, type PathSql } from './relation.js';

export interface DimensionSql {
  /** Joined after the subject's table; empty for a field of the subject's own. */
  readonly join: string;
  /** Text, or text[] for EACH and COMBINATION. */
  readonly value: string;
}

/** @param subject alias of the subject's row. */
export function dimensionSql(sql: SqlText, dimension: Dimension, subject: string): DimensionSql {
  const field = fieldOf(dimension);
  if (dimension.path !== undefined) return overPath(sql, dimension, field, subject);
  return { join: '', value: ownValue(dimension, field, column(dimension.subject, dimension.field, subject)) };
}

/** @returns whether the dimension's value is an array. */
export function isSet({ kind }: Dimension): boolean {
  return kind === 'EACH' || kind === 'COMBINATION';
}

function ownValue(dimension: Dimension, field: Field, value: string): string {
  switch (dimension.kind) {
    case 'VALUE': return known(field, value);
    // An interval of years, "2014/2018", is no single year and stays what it is.
    case 'YEAR': return `case when substr(${value}, 5, 1) = '/' then ${value} else left(${value}, 4) end`;
    case 'EACH': case 'COMBINATION': return `nullif(${value}, '{}')`;
    case 'PRESENCE': return `case when ${holdsOne(dimension, field, value)} then 'Yes' end`;
  }
}

function overPath(sql: SqlText, dimension: Dimension, field: Field, subject: string): DimensionSql {
  const path = pathSql(sql, dimension.subject, stepsOf(dimension));
  const sets = sql.alias();
  const join = (table: string): string => ` left join (${table}) ${sets} on ${sets}.root = ${subject}.id`;
  if (dimension.kind === 'PRESENCE') {
    const held = holdsOne(dimension, field, column(path.record, dimension.field, path.alias));
    return { join: join(`select distinct ${path.root} as root from ${whole(path, held)}`), value: `case when ${sets}.root is not null then 'Yes' end` };
  }
  const value = known(field, valueAtEnd(dimension, field, path));
  const from = field.kind === 'codes' ? { ...path, from: `${path.from} cross join unnest(${column(path.record, dimension.field, path.alias)}) one` } : path;
  return {
    join: join(`select ${path.root} as root, array_agg(distinct ${value}) as held from ${whole(from, `${value} is not null`)} group by 1`),
    value: `${sets}.held`,
  };
}

function valueAtEnd(dimension: Dimension, field: Field, path: PathSql): string {
  return field.kind === 'codes' ? 'one' : column(path.record, dimension.field, path.alias);
}

function whole({ from, conditions }: PathSql, condition: string): string {
  return `${from} where ${[...conditions, condition].join(' and ')}`;
}

/** The stored word "Unknown" of a three-valued field and no value at all are the same to a reader of figures. */
function known({ list }: Field, value: string): string {
  return list?.name === Ternary.name ? `nullif(${value}, 'Unknown')` : value;
}

function holdsOne({ codes = [] }: Dimension, { kind }: Field, value: string): string {
  const wanted = `array[${codes.map((code) => `'${code.replaceAll("'", "''")}'`).join(', ')}]::text[]`;
  return kind === 'codes' ? `${value} && ${wanted}` : `${value} = any(${wanted})`;
}
