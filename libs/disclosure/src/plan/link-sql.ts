/**
 * What a link shows: the id of a row that exists for the viewer, or nothing. A link to a row that is sealed or out of scope
 * is no value, in answers, filters and revisions alike; else its column would tell that the row exists, and which it is.
 */
import type { AnyRecord, Field } from '#record';

import { rowScope, type Scene } from './scope.js';
import { name } from './sql.js';
import { plainValue } from './values.js';

/** @returns the link's column where the row at its far end exists for the viewer, and null where it does not. */
export function shownLink(scene: Scene, alias: string, field: string, declared: Field, target: AnyRecord): string {
  const column = plainValue(alias, field, declared);
  const at = scene.sql.alias();
  const scope = rowScope(scene, target, at, 'EACH');
  if (scope === null) return 'null::uuid';
  if (scope.length === 0) return column;
  return `(select ${at}.id from records.${name(target.table)} ${at} where ${[`${at}.id = ${column}`, ...scope].join(' and ')})`;
}
