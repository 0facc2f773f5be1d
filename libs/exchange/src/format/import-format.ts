/** What a format of import files is: its columns, and how one row becomes records. A new format is one such object. */
import type { PartialDate, Words } from '#kernel';

import type { Cells } from './cells.js';
import type { Draft } from './draft.js';

export interface ImportFormat {
  /** Lower-case; the operator types it. */
  readonly name: string;
  readonly words: Words;
  /** Where such data were collected, when the operator does not say: kept in every record as `collectedFrom`. */
  readonly source: string;
  /** Columns without which a file is not of this format. */
  readonly required: readonly string[];
  /** Columns that are taken. */
  readonly taken: ReadonlySet<string>;
  /** Columns the format has and the product does not take, and why. */
  readonly notTaken: ReadonlyMap<string, Words>;
  /** Whether a file may have columns that the format does not know; they are reported, not taken. */
  readonly strangersAllowed: boolean;
  /**
   * Makes the drafts of a row, in the order in which they point to each other.
   * @throws RowFault when the row cannot be taken.
   */
  readonly drafts: (cells: Cells, about: Circumstances) => readonly Draft[];
}

export interface Circumstances {
  readonly source: string;
  /** The day of the import where the records are kept, `YYYY-MM-DD`. */
  readonly today: PartialDate;
}
