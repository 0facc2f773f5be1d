/**
 * Field builders. Each asks for the need class first, because nothing else about a field matters before that. What a
 * builder returns is plain data; columns, GraphQL types and policy subjects are derived from it elsewhere.
 */
import type { CodeList, Id, PartialDate, Ternary, Words } from '#kernel';
import { Ternary as TernaryList } from '#kernel';
import type { Grain, NeedClass } from '#policy';

import type { AnyRecord } from './record.js';

export type FieldKind =
  | 'id' | 'text' | 'code' | 'codes' | 'partialDate' | 'timestamp' | 'integer' | 'boolean' | 'one' | 'many' | 'through';

/**
 * What a text is, for finding it again by its whole value. Equality is then of normal forms: documents without separators,
 * phones in E.164, e-mail addresses and names without regard to case.
 */
export type LookupKind = 'document' | 'phone' | 'email' | 'account' | 'name';

export interface FieldOptions {
  /** How much of its class the field gives away. Default EXACT. */
  readonly grain?: Grain;
  /** The column is NOT NULL and every new row must give a value. In GraphQL it stays nullable: it can be withheld. */
  readonly required?: boolean;
  /** Exact look-up is offered although the class is stored sealed: `eq` asks a blind index. */
  readonly lookup?: LookupKind;
  /** Longest text in characters. Default 200. */
  readonly max?: number;
  /** An index for filters and order on this column. */
  readonly indexed?: boolean;
  /** No two rows may have the same value. */
  readonly unique?: boolean;
}

export interface Field<T = unknown> {
  readonly kind: FieldKind;
  /** Null for the id only. */
  readonly needClass: NeedClass | null;
  readonly words: Words;
  readonly options: FieldOptions;
  readonly list?: CodeList;
  readonly target?: () => AnyRecord;
  /** many: the `one` field of the target that points here. */
  readonly by?: string;
  /** through: the link record, its field that points here and its field that points to the target. */
  readonly link?: () => AnyRecord;
  readonly from?: string;
  readonly to?: string;
  /** Carries the TypeScript type of a value; never present at run time. */
  readonly valueType?: T;
}

type Scalar<T> = Field<T | null>;

/** A relation that holds many rows and no column of its own. */
export type Relation = Field<never>;

function scalar<T>(kind: FieldKind, needClass: NeedClass, words: Words, options: FieldOptions, list?: CodeList): Scalar<T> {
  return { kind, needClass, words, options, ...(list && { list }) };
}

export const f = {
  /** The random id. Every record has one; it is the only field without a class. */
  id: (): Field<Id> => ({ kind: 'id', needClass: null, words: { en: 'Random id', az: 'Təsadüfi identifikator' }, options: {} }),

  text: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<string> => scalar('text', needClass, words, options),

  /** One value of a code list. */
  code: <V extends string>(needClass: NeedClass, list: CodeList<V>, words: Words, options: FieldOptions = {}): Scalar<V> =>
    scalar('code', needClass, words, options, list as unknown as CodeList),

  /** Any number of values of a code list. An empty set is stored as null: unknown, never "none". */
  codes: <V extends string>(needClass: NeedClass, list: CodeList<V>, words: Words, options: FieldOptions = {}): Scalar<readonly V[]> =>
    scalar('codes', needClass, words, options, list as unknown as CodeList),

  /** Yes, no or unknown; null is unknown too. */
  ternary: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<Ternary> =>
    scalar('code', needClass, words, options, TernaryList as unknown as CodeList),

  /** A date as well as it is known (EDTF level 0). */
  partialDate: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<PartialDate> =>
    scalar('partialDate', needClass, words, options),

  /** An instant, to the millisecond, UTC. */
  timestamp: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<Date> => scalar('timestamp', needClass, words, options),

  integer: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<number> => scalar('integer', needClass, words, options),

  boolean: (needClass: NeedClass, words: Words, options: FieldOptions = {}): Scalar<boolean> => scalar('boolean', needClass, words, options),

  /** A link to one row of another record; in a command's row it is that row's id. */
  one: (needClass: NeedClass, target: () => AnyRecord, words: Words, options: FieldOptions = {}): Scalar<Id> => ({
    ...scalar<Id>('one', needClass, words, options), target,
  }),

  /** The rows of `target` whose field `by` points here. */
  many: (needClass: NeedClass, target: () => AnyRecord, by: string, words: Words): Relation => ({
    kind: 'many', needClass, words, options: {}, target, by,
  }),

  /** The rows of `target` joined to this one by rows of `link`. */
  through: (
    needClass: NeedClass, target: () => AnyRecord, link: () => AnyRecord, ends: { readonly from: string; readonly to: string }, words: Words,
  ): Relation => ({ kind: 'through', needClass, words, options: {}, target, link, ...ends }),
};
