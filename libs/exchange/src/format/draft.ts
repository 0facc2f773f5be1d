/**
 * What a row would become, as plain data: a list of records to be, each with the values it gets and the earlier ones of the
 * list it points to. Making drafts needs no database, so the plan and the run make the same ones.
 */
import type { AnyRecord, RowOf } from '#record';

export interface Draft {
  /** How later drafts of the same row point to this one. */
  readonly name: string;
  readonly record: AnyRecord;
  readonly values: Readonly<Record<string, unknown>>;
  /** Link fields of the record to names of earlier drafts. */
  readonly links: Readonly<Record<string, string>>;
}

/** The compiler checks that the record has these fields and that they may hold these values. */
export function draft<R extends AnyRecord>(
  record: R, name: string, values: Partial<RowOf<R>>, links: Partial<Record<keyof RowOf<R> & string, string>> = {},
): Draft {
  return { name, record, values, links: links as Readonly<Record<string, string>> };
}
