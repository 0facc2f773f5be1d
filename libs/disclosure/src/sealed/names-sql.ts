/**
 * Which rows may bear a name. A blind index of names is short on purpose, so that it tells little to whoever steals it; many
 * names share one. So rows whose index fits are taken first, of those only that exist for the viewer and whose name he is
 * shown, and their names are then opened and compared.
 */
import type { Standing } from '#policy';
import { columnOf, lookupOf, type AnyRecord, type Registry } from '#record';

import { Masks } from '../plan/masks.js';
import { rowScope, type Scene } from '../plan/scope.js';
import { name, SqlText, type Slot } from '../plan/sql.js';

/** Rows whose index may fit, at most; beyond that the question is refused (TOO_MANY_NAMESAKES). */
export const MOST_NAMESAKES = 2_000;

export interface NamesPlan {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** @returns the statement. Its one input is the list of indexes; its answer `[[id, envelope]...]`, one more than allowed when too many. */
export function compileNames(record: AnyRecord, field: string, given: { readonly registry: Registry; readonly standing: Standing }): NamesPlan {
  const scene: Scene = { ...given, sql: new SqlText() };
  const row = scene.sql.alias();
  const declared = record.fields[field];
  const lookup = declared && lookupOf(field, declared);
  if (!lookup) throw new Error(`${record.name}.${field} is not looked up`);
  const masks = new Masks(scene, record, row);
  const told = masks.told(field);
  const conditions = [
    `${row}.${name(lookup.column)} = any(${scene.sql.input(0, 'bytea[]')})`, ...told, ...rowScope(scene, record, row, 'SET') ?? ['false'],
  ];
  const text = `select coalesce(json_agg(json_build_array(x.id, x.sealed)), '[]'::json)::text as answer from (
    select ${row}.id, ${row}.${name(columnOf(field, declared))} as sealed from records.${name(record.table)} ${row}${masks.lateral()}
     where ${conditions.join(' and ')} limit ${MOST_NAMESAKES + 1}) x`;
  return { text, slots: scene.sql.slots };
}
