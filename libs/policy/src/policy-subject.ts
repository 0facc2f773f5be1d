/** What the policy must know of a record: its fields with class and grain, its row marks, its ways to a tasking. */
import type { Grain, NeedClass } from './need-class.js';
import type { Reach } from './role.js';

export interface PolicyField {
  readonly name: string;
  /** Null only for the id, which is told of every row that is told at all. */
  readonly needClass: NeedClass | null;
  readonly grain: Grain;
}

export interface PolicySubject {
  readonly name: string;
  readonly fields: readonly PolicyField[];
  /** `minor`: rows may be in the child layer. `evidential`: rows say whether they may be disclosed in court. */
  readonly marks: { readonly minor: boolean; readonly sealed: boolean; readonly evidential: boolean };
  readonly reaches: readonly Reach[];
}
