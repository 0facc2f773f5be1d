/**
 * A question, taken apart: what is asked of which record, independent of who asks and of GraphQL. Values that a client
 * chose stand aside in `inputs`, so that two questions of one shape share one plan.
 */
import type { AnyRecord, Operator } from '#record';

/** Position of a client's value in {@link Ask.inputs}. */
export type Input = number;

export interface NodeAsk {
  readonly record: AnyRecord;
  readonly fields: readonly FieldAsk[];
}

export type FieldAsk =
  | { readonly kind: 'value'; readonly key: string; readonly name: string }
  | { readonly kind: 'withheld'; readonly key: string }
  | { readonly kind: 'revision'; readonly key: string }
  | { readonly kind: 'one'; readonly key: string; readonly name: string; readonly node: NodeAsk }
  | { readonly kind: 'page'; readonly key: string; readonly name: string; readonly page: PageAsk };

export interface PageAsk {
  readonly node: NodeAsk;
  readonly filter: FilterAsk | null;
  readonly order: Order | null;
  /** Rows per page plus one, to know whether more follow. */
  readonly limit: Input;
  readonly after: After | null;
  readonly total: boolean;
  /** What a cursor of this page is bound to, besides the viewer. */
  readonly binding: string;
}

export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/** Where the page before ended. `value` is null when that row had no (shown) value to order by. */
export interface After {
  readonly id: Input;
  readonly value: Input | null;
}

export type FilterAsk =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly FilterAsk[] }
  | { readonly kind: 'not'; readonly part: FilterAsk }
  | { readonly kind: 'test'; readonly field: string; readonly operator: Operator; readonly input: Input };

export interface Ask {
  readonly root:
    | { readonly kind: 'one'; readonly id: Input; readonly node: NodeAsk }
    | { readonly kind: 'page'; readonly page: PageAsk };
  readonly inputs: readonly unknown[];
  /** Text that is equal for two asks exactly when they differ in `inputs` only. */
  readonly shape: string;
}

/** Rows a question may touch at most, multiplying the sizes of nested pages: bounds what one question can cost. */
export const COST_LIMIT = 20_000;
