/**
 * What a stored value of the history shows: the same as the field itself would. A link to a row that does not exist for the
 * viewer is no value, as it is on the record.
 */
import { enumName } from '#kernel';
import { hasColumn, type AnyRecord, type Field } from '#record';

import { rowScope, type Scene } from '../plan/scope.js';
import { name } from '../plan/sql.js';

/** @returns the fields that have a history, by name: those with a column of their own. */
export function recorded({ fields }: AnyRecord): readonly (readonly [string, Field])[] {
  return Object.entries(fields).filter(([field, declared]) => field !== 'id' && hasColumn(declared));
}

/** @returns the expression of `column` (jsonb; of the history known as `h`) with links to rows out of scope taken away. */
export function shownColumn(scene: Scene, record: AnyRecord, column: string): string {
  const cases = recorded(record).flatMap(([field, { target }]) => {
    if (!target) return [];
    const at = scene.sql.alias();
    const scope = rowScope(scene, target(), at, 'EACH') ?? ['false'];
    const exists = `exists (select from records.${name(target().table)} ${at} where ${[`${at}.id = (${column} #>> '{}')::uuid`, ...scope].join(' and ')})`;
    return scope.length === 0 ? [] : [`when '${field}' then case when ${exists} then ${column} end`];
  });
  // JSON's null is no value either.
  return `nullif(${cases.length === 0 ? column : `case h.field ${cases.join(' ')} else ${column} end`}, 'null'::jsonb)`;
}

/** @returns the value as texts: one for a single value, several for a set, null for none. Codes as GraphQL spells them. */
export function textsOf({ list }: Field, value: unknown): readonly string[] | null {
  if (value === null || value === undefined) return null;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => (list ? enumName(String(one)) : String(one)));
}
