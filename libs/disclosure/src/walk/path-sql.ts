/**
 * One path in SQL, inside what the viewer may use: every row on the way is in the viewer's scope, link records too, and
 * every relation is shown to the viewer on the very row it leads away from. What is not permitted is not joined, so the
 * answer equals that of the permitted rows alone.
 */
import { columnOf, type AnyRecord, type Field } from '#record';

import { Masks } from '../plan/masks.js';
import { rowScope, type Scene } from '../plan/scope.js';
import { name } from '../plan/sql.js';

/** A row on the way, as the audit log names it. */
export interface Passed {
  readonly record: string;
  /** The relations that were followed from it. */
  readonly disclosed: readonly string[];
}

export interface PathSql {
  /** Place among the alternatives of its leg. */
  readonly number: number;
  /** Selects `here`, `there`, `path` (the number) and `via`, the ids between, one for each of `between`. */
  readonly text: string;
  /** The relation followed from where the path begins. */
  readonly first: string;
  readonly between: readonly Passed[];
}

interface Walking {
  record: AnyRecord;
  alias: string;
  from: string;
  readonly conditions: string[];
  readonly via: string[];
  readonly between: Passed[];
}

/**
 * @param source a query name whose column `there` holds the ids to begin at, already in the viewer's scope.
 * @returns null when the viewer is never shown a relation or row of the path: then it is not walked at all.
 */
export function pathSql(scene: Scene, record: AnyRecord, path: string, source: string, number: number): PathSql | null {
  const begin = scene.sql.alias();
  const walking: Walking = {
    record, alias: begin, conditions: [], via: [], between: [],
    from: `${source} s join records.${name(record.table)} ${begin} on ${begin}.id = s.there`,
  };
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (!follow(scene, walking, step, steps[index + 1])) return null;
  }
  const where = walking.conditions.length > 0 ? ` where ${walking.conditions.join(' and ')}` : '';
  return {
    number,
    text: `select s.there as here, ${walking.alias}.id as there, ${number} as path, array[${walking.via.join(', ')}]::uuid[] as via from ${walking.from}${where}`,
    first: steps[0] ?? '',
    between: walking.between,
  };
}

function follow(scene: Scene, walking: Walking, step: string, following: string | undefined): boolean {
  const field = declared(walking.record, step);
  const target = field.target?.();
  if (!target) throw new Error(`${walking.record.name}.${step} is no relation`);
  const next = scene.sql.alias();
  const scope = rowScope(scene, target, next, 'EACH');
  const told = shown(scene, walking, walking.record, walking.alias, [step]);
  if (scope === null || !told || !join(scene, walking, { step, field, target, next })) return false;
  walking.conditions.push(...scope);
  if (following !== undefined) {
    walking.via.push(`${next}.id`);
    walking.between.push({ record: target.name, disclosed: [following] });
  }
  walking.record = target;
  walking.alias = next;
  return true;
}

/** Adds the conditions under which the fields are shown on the row. @returns whether they ever are. */
function shown(scene: Scene, walking: Walking, record: AnyRecord, alias: string, fields: readonly string[]): boolean {
  const masks = new Masks(scene, record, alias);
  const rights = fields.map((field) => masks.rightTo(field));
  if (rights.includes('never')) return false;
  walking.from += masks.lateral();
  walking.conditions.push(...masks.all());
  return true;
}

interface Step {
  readonly step: string;
  readonly field: Field;
  readonly target: AnyRecord;
  readonly next: string;
}

/** That a link exists is one fact, from whichever side it is asked: the field at its other end must be shown as well. */
function join(scene: Scene, walking: Walking, { step, field, target, next }: Step): boolean {
  const table = `records.${name(target.table)} ${next}`;
  if (field.kind === 'one') {
    walking.from += ` join ${table} on ${next}.id = ${walking.alias}.${column(walking.record, step)}`;
    return true;
  }
  if (field.kind === 'many' && field.by) {
    walking.from += ` join ${table} on ${next}.${column(target, field.by)} = ${walking.alias}.id`;
    return shown(scene, walking, target, next, [field.by]);
  }
  const link = field.link?.();
  if (!link || !field.from || !field.to) throw new Error(`${walking.record.name}.${step} is no relation to many`);
  const by = scene.sql.alias();
  // Its ends are the rows on both sides, which are in scope by their own conditions.
  const scope = rowScope(scene, { ...link, ends: [] }, by, 'EACH');
  if (scope === null) return false;
  walking.from += ` join records.${name(link.table)} ${by} on ${by}.${column(link, field.from)} = ${walking.alias}.id`
    + ` join ${table} on ${next}.id = ${by}.${column(link, field.to)}`;
  walking.conditions.push(...scope);
  walking.via.push(`${by}.id`);
  walking.between.push({ record: link.name, disclosed: [field.from, field.to] });
  return shown(scene, walking, link, by, [field.from, field.to]);
}

function column(record: AnyRecord, field: string): string {
  return name(columnOf(field, declared(record, field)));
}

function declared(record: AnyRecord, field: string): Field {
  const found = record.fields[field];
  if (!found) throw new Error(`${record.name} has no field ${field}`);
  return found;
}
