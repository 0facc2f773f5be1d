/**
 * What every table of schema `records` has: the same row policy, from the declaration of the record or, for a table without
 * one, from its migration. A process refuses to start on a database where one is missing or says anything else.
 */

export const POLICY_NAME = 'wall';

/**
 * Sub-selects without a column of the row: the database asks once a statement, not once a row.
 * @returns the conditions on rows that are found and rows that are written.
 */
export function wallPolicy(table: string): { readonly using: string; readonly check: string } {
  if (!/^[a-z][a-z0-9_]*$/.test(table)) throw new Error(`"${table}" is no name of a table`);
  return { using: `(select wall.admits('${table}', false))`, check: `(select wall.admits('${table}', true))` };
}
