/**
 * Conditions on rows, in SQL: whether a row exists for the viewer, and whether a field's condition holds on it. A reach is
 * a path over declared relations that ends in the viewer's own live tasking; a sealed row on the way breaks it.
 */
import type { Conjunction, Decision, Reach, Standing } from '#policy';
import { columnOf, type AnyRecord, type Registry } from '#record';

import { name, type SqlText } from './sql.js';

/** How a reach is best asked: of each row met on the way (EACH), or as one set for a scan of many (SET). */
export type Style = 'EACH' | 'SET';

export interface Scene {
  readonly registry: Registry;
  readonly standing: Standing;
  readonly sql: SqlText;
}

/** @returns the conditions under which the row exists for the viewer; null when it never does. Empty: always. */
export function rowScope(scene: Scene, record: AnyRecord, alias: string, style: Style): string[] | null {
  // Asked of all ends first: SQL that was begun and thrown away would leave its parameters behind.
  if (isNever(scene, record)) return null;
  const decision = scene.registry.policy.decideRow(scene.standing, record.name);
  const conditions = record.marks.has('sealed') ? [`not ${alias}.sealed`] : [];
  if (decision.kind === 'when') conditions.push(holds(scene, record, alias, decision, style));
  if (scene.standing.writing) conditions.push(...(record.reach.GLASS ?? []).map((path) => `not exists (${taskedRows(scene, record, path, alias)})`));
  return [...conditions, ...record.sealedWith.map((link) => notSealedWith(scene, record, alias, link)), ...record.ends.map((end) => endInScope(scene, record, alias, end))];
}

/** What is about a sealed row alone is sealed with it: that officers are tasked with nobody would tell that somebody is sealed. */
function notSealedWith({ sql }: Scene, record: AnyRecord, alias: string, link: string): string {
  const field = fieldOf(record, link);
  const target = field.target?.();
  if (!target) throw new Error(`${record.name}.${link} is no link`);
  const at = sql.alias();
  return `not exists (select from records.${name(target.table)} ${at} where ${at}.id = ${alias}.${name(columnOf(link, field))} and ${at}.sealed)`;
}

/** @returns whether no row of the record ever exists for this standing. */
export function isNever({ registry, standing }: Pick<Scene, 'registry' | 'standing'>, record: AnyRecord): boolean {
  if (registry.policy.decideRow(standing, record.name).kind === 'never') return true;
  return record.ends.some((end) => {
    const target = record.fields[end]?.target?.();
    return !target || isNever({ registry, standing }, target);
  });
}

/** A link exists only where both its ends do. */
function endInScope(scene: Scene, record: AnyRecord, alias: string, end: string): string {
  const field = record.fields[end];
  const target = field?.target?.();
  if (!field || !target) throw new Error(`${record.name} has no end ${end}`);
  const at = scene.sql.alias();
  const scope = rowScope(scene, target, at, 'EACH') ?? ['false'];
  if (scope.length === 0) return 'true';
  const conditions = [`${at}.id = ${alias}.${name(columnOf(end, field))}`, ...scope];
  return `exists (select from records.${name(target.table)} ${at} where ${conditions.join(' and ')})`;
}

/** @returns one boolean expression: at least one of the decision's alternatives holds on the row. */
export function holds(scene: Scene, record: AnyRecord, alias: string, decision: Extract<Decision, { kind: 'when' }>, style: Style): string {
  const groups = new Map<string, { marks: string[]; reaches: Reach[] }>();
  for (const one of decision.any) {
    const marks = marksOf(one, alias);
    const group = groups.get(marks.join()) ?? { marks, reaches: [] };
    groups.set(marks.join(), group);
    if (one.reach) group.reaches.push(one.reach);
  }
  const alternatives = [...groups.values()].map(({ marks, reaches }) => {
    const parts = [...marks, ...(reaches.length > 0 ? [reached(scene, record, alias, reaches, style)] : [])];
    return parts.length === 1 ? parts[0] : `(${parts.join(' and ')})`;
  });
  return alternatives.length === 1 ? alternatives[0] ?? 'false' : `(${alternatives.join(' or ')})`;
}

function marksOf({ minor, evidential }: Conjunction, alias: string): string[] {
  return [
    ...(minor === undefined ? [] : [minor ? `${alias}.minor` : `not ${alias}.minor`]),
    ...(evidential ? [`${alias}.evidential`] : []),
  ];
}

function reached(scene: Scene, record: AnyRecord, alias: string, reaches: readonly Reach[], style: Style): string {
  const paths = reaches.flatMap((reach) => (record.reach[reach] ?? []).map((path) => ({ reach, path })));
  const own = paths.filter(({ reach }) => reach === 'OWN').map(({ path }) => ownRow(scene, record, alias, path));
  const tasked = paths.filter(({ reach }) => reach !== 'OWN');
  const asked = style === 'SET' && tasked.length > 0
    ? [`${alias}.id in (${tasked.map(({ path }) => taskedRows(scene, record, path, null)).join(' union all ')})`]
    : tasked.map(({ path }) => `exists (${taskedRows(scene, record, path, alias)})`);
  const all = [...own, ...asked];
  return all.length === 1 ? all[0] ?? 'false' : `(${all.join(' or ')})`;
}

/** The row is about the viewer: the officer at the end of the path, which is the row itself or one link away. */
function ownRow({ sql }: Scene, record: AnyRecord, alias: string, path: string): string {
  const field = record.fields[path];
  return `${alias}.${field ? name(columnOf(path, field)) : 'id'} = ${sql.officer()}`;
}

/**
 * The rows of `record` that lead to a live tasking of the viewer.
 * @param alias the row asked about, or null for the whole set of their ids.
 */
function taskedRows(scene: Scene, record: AnyRecord, path: string, alias: string | null): string {
  const walked = joinPath(scene, record, path);
  const { tasking } = walked;
  const conditions = [
    ...walked.conditions,
    `${tasking}.officer_id = ${scene.sql.officer()}`, `${tasking}.starts_at <= now()`, `${tasking}.ends_at > now()`,
    ...(alias ? [`${walked.start} = ${alias}.id`] : []),
  ];
  return `select ${alias ? '' : `${walked.start} `}from ${walked.from} where ${conditions.join(' and ')}`;
}

interface Walked {
  from: string;
  readonly conditions: string[];
  /** The column that holds the id of the row the path begins at. */
  readonly start: string;
  readonly tasking: string;
}

/** Joins the tables of a path. The first step is not joined to the start: it holds the start's id in a column of its own. */
function joinPath({ sql }: Scene, record: AnyRecord, path: string): Walked {
  let at = record;
  let start = '';
  let from = '';
  let here = '';
  const conditions: string[] = [];
  for (const step of path.split('.')) {
    const field = at.fields[step];
    const target = field?.target?.();
    if (!field || !target) throw new Error(`${record.name} cannot reach ${path}`);
    const next = sql.alias();
    const join = (table: string, alias: string, on: string): void => {
      from += from === '' ? `records.${name(table)} ${alias}` : ` join records.${name(table)} ${alias} on ${on}`;
    };
    if (field.kind === 'through' && field.link && field.from && field.to) {
      const link = field.link();
      const by = sql.alias();
      const near = `${by}.${name(columnOf(field.from, fieldOf(link, field.from)))}`;
      join(link.table, by, `${near} = ${here}.id`);
      if (start === '') start = near;
      join(target.table, next, `${next}.id = ${by}.${name(columnOf(field.to, fieldOf(link, field.to)))}`);
    } else if (field.kind === 'many' && field.by) {
      const near = `${next}.${name(columnOf(field.by, fieldOf(target, field.by)))}`;
      join(target.table, next, `${near} = ${here}.id`);
      if (start === '') start = near;
    } else {
      if (start === '') {
        here = sql.alias();
        join(at.table, here, '');
        start = `${here}.id`;
      }
      join(target.table, next, `${next}.id = ${here}.${name(columnOf(step, field))}`);
    }
    if (target.marks.has('sealed')) conditions.push(`not ${next}.sealed`);
    here = next;
    at = target;
  }
  return { from, conditions, start, tasking: here };
}

function fieldOf(record: AnyRecord, field: string): AnyRecord['fields'][string] {
  const found = record.fields[field];
  if (!found) throw new Error(`${record.name} has no field ${field}`);
  return found;
}
