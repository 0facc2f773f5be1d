/** The order of a page and where it continues: by the value the viewer is shown, ids deciding between equals. */
import { CodedError } from '#kernel';

import type { PageAsk } from '../ask/ask.js';
import type { FilterScene } from './filter-sql.js';
import { orderedValue, inputType, shownValue } from './values.js';

export interface PageOrder {
  readonly by: string;
  /** The condition that skips the pages before, or null on the first. */
  readonly after: string | null;
  /** What the cursor must remember of a row besides its id, or null when the order is by id. */
  readonly value: string | null;
}

/**
 * Rows whose value is unknown or withheld come last, in either direction.
 * @throws CodedError BAD_REQUEST when the viewer is never shown the field.
 */
export function pageOrder(scene: FilterScene, { order, after }: PageAsk): PageOrder {
  const { sql, alias, masks, record } = scene;
  if (!order) return { by: `${alias}.id`, after: after && `${alias}.id > ${sql.input(after.id, 'uuid')}`, value: null };
  const declared = record.fields[order.field];
  const right = masks.rightTo(order.field);
  const compared = masks.masked(right, orderedValue(alias, order.field, declared ?? missing()));
  const value = masks.masked(right, shownValue(alias, order.field, declared ?? missing()));
  if (compared === null || value === null || !declared) throw new CodedError('BAD_REQUEST');
  const by = `(${compared}) ${order.descending ? 'desc' : 'asc'} nulls last, ${alias}.id`;
  if (!after) return { by, after: null, value };
  const id = sql.input(after.id, 'uuid');
  if (after.value === null) return { by, after: `((${compared}) is null and ${alias}.id > ${id})`, value };
  const at = sql.input(after.value, inputType(declared));
  const beyond = `(${compared}) ${order.descending ? '<' : '>'} ${at}`;
  return { by, after: `(${beyond} or ((${compared}) = ${at} and ${alias}.id > ${id}) or (${compared}) is null)`, value };
}

function missing(): never {
  throw new CodedError('BAD_REQUEST');
}
