/**
 * One statement for one shape of count. Rows are grouped by their raw values first; sets are taken apart or put in order
 * afterwards, on the few groups there are rather than on every row.
 */
import type { AnyRecord } from '#record';

import { name, SqlText, type Slot } from '../plan/sql.js';
import { COMBINED_BY, type Dimension } from './dimension.js';
import { dimensionsSql, isSet } from './dimension-sql.js';
import { openSql } from './relation.js';

/** Groups an answer holds at most. */
export const MOST_GROUPS = 10_000;

export interface CountPlan {
  readonly text: string;
  /** Two inputs for each condition, in order: the values, and whether Unknown counts too. */
  readonly slots: readonly Slot[];
}

/**
 * The statement answers one JSON text: `[total, rows of the total in which every dimension is known, [unknown of each
 * dimension], [[value..., count]...]]`, with one group more than allowed when there are too many.
 */
export function compileCount(subject: AnyRecord, by: readonly Dimension[], where: readonly Dimension[]): CountPlan {
  const sql = new SqlText();
  const row = sql.alias();
  const { tables, joins, values } = dimensionsSql(sql, subject, [...new Set([...by, ...where])], row);
  const conditions = [
    ...openSql(sql, subject, row),
    ...where.map((dimension, index) => conditionSql(sql, dimension, values.get(dimension) ?? 'null', index)),
  ];
  const raw = by.map((dimension, index) => `${values.get(dimension) ?? 'null'} as d${index}`);
  const text = `with ${tables.map((table) => `${table},\n  `).join('')}raw as materialized (select ${[...raw, 'count(*) as n'].join(', ')} from records.${name(subject.table)} ${row}${joins}
    ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''} ${grouped(by)}),
  apart as (select ${[...by.map(shown), 'sum(n) as n'].join(', ')} from raw${by.map(takenApart).join('')} ${grouped(by)} limit ${MOST_GROUPS + 1})
  select json_build_array((select coalesce(sum(n), 0) from raw), (select coalesce(sum(n), 0) from raw${allKnown(by)}),
    json_build_array(${by.map((_, index) => `(select coalesce(sum(n), 0) from raw where d${index} is null)`).join(', ')}),
    (select coalesce(json_agg(json_build_array(${[...by.map((_, index) => `k${index}`), 'n'].join(', ')})), '[]') from apart))::text as answer`;
  return { text, slots: sql.slots };
}

function conditionSql(sql: SqlText, dimension: Dimension, value: string, index: number): string {
  const wanted = sql.input(2 * index, 'text[]');
  const matches = isSet(dimension) ? `${value} && ${wanted}` : `${value} = any(${wanted})`;
  return `(${matches} or (${sql.input(2 * index + 1, 'boolean')} and ${value} is null))`;
}

function grouped(by: readonly Dimension[]): string {
  return by.length === 0 ? '' : `group by ${by.map((_, index) => index + 1).join(', ')}`;
}

function shown(dimension: Dimension, index: number): string {
  return isSet(dimension) ? `s${index}.k${index}` : `d${index} as k${index}`;
}

function takenApart(dimension: Dimension, index: number): string {
  const set = `s${index}`;
  const one = `(select distinct v from unnest(d${index}) v)`;
  if (dimension.kind === 'EACH') return ` left join lateral ${one} ${set}(k${index}) on true`;
  if (dimension.kind !== 'COMBINATION') return '';
  return ` cross join lateral (select string_agg(v, '${COMBINED_BY}' order by v collate "C") from ${one} o) ${set}(k${index})`;
}

function allKnown(by: readonly Dimension[]): string {
  return by.length === 0 ? '' : ` where ${by.map((_, index) => `d${index} is not null`).join(' and ')}`;
}
