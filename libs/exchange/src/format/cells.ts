/** The cells of one row by column name, read strictly: a blank is unknown (null), and whatever is not understood is a fault. */
import { allowedText } from '#change';
import { bounds, CodedError, isPartialDate, type CodeList, type PartialDate } from '#kernel';

import { isRowRule, RowFault } from './row-fault.js';

export class Cells {
  /** @param columns column name to position. @param row as it stands in the file. */
  constructor(private readonly columns: ReadonlyMap<string, number>, private readonly row: readonly string[]) {}

  /** @returns the cell without surrounding spaces, or null when blank or when the file has no such column. */
  one(column: string): string | null {
    const cell = this.raw(column).trim();
    if (cell.includes('\0')) throw new RowFault('NUL_BYTE', column);
    return cell === '' ? null : cell;
  }

  /** @returns the values of a multi-valued cell in their order; none when blank. */
  many(column: string, separator: RegExp): readonly string[] {
    const cell = this.one(column);
    if (cell === null) return [];
    const values = cell.split(separator).map((value) => value.trim());
    if (values.includes('')) throw new RowFault('EMPTY_VALUE', column);
    return values;
  }

  code<V extends string>(column: string, list: CodeList<V>): V | null {
    const value = this.one(column);
    return value === null ? null : inList(list, value, column);
  }

  codes<V extends string>(column: string, list: CodeList<V>, separator: RegExp): readonly V[] | null {
    const values = this.many(column, separator).map((value) => inList(list, value, column));
    return values.length === 0 ? null : [...new Set(values)];
  }

  /** @returns the text exactly as it stands, or null when blank. @param max most characters. */
  text(column: string, max = 200): string | null {
    return this.one(column) === null ? null : obeying(column, () => allowedText(this.raw(column), max));
  }

  /** @param today the latest day the date may begin on. */
  date(column: string, today: PartialDate): PartialDate | null {
    const value = this.one(column);
    return value === null ? null : realDate(value, column, today);
  }

  private raw(column: string): string {
    const at = this.columns.get(column);
    return at === undefined ? '' : (this.row[at] ?? '');
  }
}

/** @throws RowFault when it is no date or begins after today. */
export function realDate(value: string, column: string, today: PartialDate): PartialDate {
  if (!isPartialDate(value)) throw new RowFault('DATE_NOT_VALID', column);
  if (bounds(value).earliest > today) throw new RowFault('DATE_IN_FUTURE', column);
  return value;
}

/** Applies a rule of the records to a cell. @throws RowFault with the name of the rule that is broken. */
export function obeying<T>(column: string | null, rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    if (error instanceof CodedError && isRowRule(error.rule)) throw new RowFault(error.rule, column);
    throw error;
  }
}

function inList<V extends string>(list: CodeList<V>, value: string, column: string): V {
  if (!list.values.includes(value as V)) throw new RowFault('CODE_NOT_IN_LIST', column);
  return value as V;
}
