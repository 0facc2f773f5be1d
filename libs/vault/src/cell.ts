/** Where a sealed value lives. Its place is bound into the envelope, so that an envelope opens nowhere else. */
import { isId, type Id } from '#kernel';

/** A field of the sealed classes in one row. */
export interface Cell {
  readonly table: string;
  readonly row: Id;
  readonly column: string;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;

/**
 * @returns `table|row|column`. No part can hold the separator, so two cells never read the same.
 * @throws TypeError when a name is no SQL name or the row no id: a mistake in a program, not in data.
 */
export function place({ table, row, column }: Cell): string {
  if (!NAME.test(table) || !NAME.test(column) || !isId(row)) throw new TypeError('not a cell: table and column are SQL names, row is an id');
  return `${table}|${row}|${column}`;
}
