/** A compiled question: one SQL statement and the instructions for reading its answer. Holds nothing of any viewer. */
import type { Refusal } from '#policy';

import type { Slot } from './sql.js';

/** Where a field's right comes from on a row: always, never, or the mask at that position. */
export type Right = 'always' | 'never' | number;

export interface FieldPlan {
  readonly kind: 'value' | 'withheld' | 'revision' | 'one' | 'page';
  readonly name: string;
  readonly right: Right;
  /** Position in the row's array; -1 when nothing was selected because the right is "never". */
  readonly at: number;
  readonly node?: NodePlan;
  readonly page?: PagePlan;
  /** Set where the value arrives as an envelope: the cell it is bound to, but for the row. */
  readonly sealed?: { readonly table: string; readonly column: string };
}

export interface AskedField {
  readonly name: string;
  readonly right: Right;
}

export interface WithheldPlan {
  readonly field: string;
  readonly right: Right;
  readonly refusal: Refusal;
}

/** A row arrives as a JSON array: its id, its masks, then the selected values. */
export interface NodePlan {
  readonly record: string;
  /** Number within the plan, for gathering what was touched. */
  readonly number: number;
  readonly masks: number;
  readonly fields: readonly FieldPlan[];
  /** For `withheld`: every field that is not always shown. */
  readonly withheld: readonly WithheldPlan[];
  /** Fields that the page's filter tests or its order follows: asking is reading too, so they go on record. */
  readonly asked: readonly AskedField[];
}

/** A page arrives as `[total, rows]`; in each row the value it was ordered by comes last, where there is an order. */
export interface PagePlan {
  readonly node: NodePlan;
  readonly ordered: boolean;
}

export interface Plan {
  readonly text: string;
  readonly slots: readonly Slot[];
  readonly root: { readonly kind: 'one'; readonly node: NodePlan } | { readonly kind: 'page'; readonly page: PagePlan };
  /** The root record, for audit entries of refusals and empty answers. */
  readonly record: string;
  readonly nodes: number;
  /** It may show an exact field of a class that needs a purpose, or filter or order by one. */
  readonly identity: boolean;
}
