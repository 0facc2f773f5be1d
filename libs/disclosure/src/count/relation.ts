/** Declared relations as joins, with sealed rows left out on the way: a seal beats everything, counting too. */
import { columnOf, type AnyRecord, type Field } from '#record';

import { name, type SqlText } from '../plan/sql.js';

/** @returns whether the field leads to other rows. */
export function isRelation(field: Field): boolean {
  return field.target !== undefined;
}

/** @returns the record a relation leads to. */
export function relationTo(record: AnyRecord, step: string): AnyRecord {
  const target = record.fields[step]?.target?.();
  if (!target) throw new Error(`${record.name}.${step} is no relation`);
  return target;
}

/**
 * @param except ends that are known to be open, because they are joined and checked anyway.
 * @returns the conditions under which a row is open: it is not sealed, and nor is any of its ends.
 */
export function openSql(sql: SqlText, record: AnyRecord, alias: string, except: readonly string[] = []): string[] {
  const ends = record.ends.filter((end) => !except.includes(end)).flatMap((end) => {
    const target = relationTo(record, end);
    const at = sql.alias();
    const open = openSql(sql, target, at);
    if (open.length === 0) return [];
    const same = `${at}.id = ${column(record, end, alias)}`;
    return [`exists (select from records.${name(target.table)} ${at} where ${[same, ...open].join(' and ')})`];
  });
  return [...(record.marks.has('sealed') ? [`not ${alias}.sealed`] : []), ...ends];
}

export interface PathSql {
  readonly from: string;
  readonly conditions: readonly string[];
  /** The column that holds the id of the row the path begins at. */
  readonly root: string;
  readonly record: AnyRecord;
  readonly alias: string;
}

/** @returns the tables of a path, joined. The start is joined only where the first step is a column of its own. */
export function pathSql(sql: SqlText, start: AnyRecord, steps: readonly string[]): PathSql {
  const tables: string[] = [];
  const conditions: string[] = [];
  let root = '';
  let at = { record: start, alias: '' };
  const join = (record: AnyRecord, alias: string, near: string, far: string): void => {
    tables.push(tables.length === 0 ? table(record, alias) : `join ${table(record, alias)} on ${near} = ${far}`);
    if (root === '') root = near;
  };
  steps.forEach((step, index) => {
    const field = at.record.fields[step];
    const target = relationTo(at.record, step);
    const next = sql.alias();
    const following = steps[index + 1];
    const joined = following !== undefined && target.ends.includes(following) ? [following] : [];
    if (field?.kind === 'through' && field.link && field.from && field.to) {
      const link = field.link();
      const by = sql.alias();
      join(link, by, column(link, field.from, by), `${at.alias}.id`);
      join(target, next, column(link, field.to, by), `${next}.id`);
      conditions.push(...openSql(sql, link, by, [field.from, field.to]));
    } else if (field?.kind === 'many' && field.by) {
      join(target, next, column(target, field.by, next), `${at.alias}.id`);
      joined.push(field.by);
    } else {
      if (index === 0) {
        at = { record: start, alias: sql.alias() };
        tables.push(table(start, at.alias));
        root = `${at.alias}.id`;
      }
      join(target, next, column(at.record, step, at.alias), `${next}.id`);
    }
    conditions.push(...openSql(sql, target, next, joined));
    at = { record: target, alias: next };
  });
  return { from: tables.join(' '), conditions, root, ...at };
}

/** @returns a column of a row, quoted. */
export function column(record: AnyRecord, field: string, alias: string): string {
  const declared = record.fields[field];
  if (!declared) throw new Error(`${record.name} has no field ${field}`);
  return `${alias}.${name(columnOf(field, declared))}`;
}

function table(record: AnyRecord, alias: string): string {
  return `records.${name(record.table)} ${alias}`;
}
