/** `defineRecord`: the one declaration of a record. */
import { say, type Words } from '#kernel';
import type { NeedClass, PolicySubject, Reach } from '#policy';

import { f, type Field } from './field.js';
import { refuseUnsealable } from './sealing.js';

export type Fields = Readonly<Record<string, Field>>;

export interface RecordOptions {
  /**
   * Row marks. `minor`: rows may be in the child layer. `sealed`: a seal order can take rows from everybody.
   * `evidential`: rows say whether they may be disclosed in court.
   */
  readonly marks?: readonly Mark[];
  /**
   * How a row becomes somebody's own: paths of relation names from this record to Tasking, for OWN to Officer. Several paths
   * are alternatives. `''` stands for the row itself.
   */
  readonly reach?: Readonly<Partial<Record<Reach, readonly string[]>>>;
  /** Links without which the row has no meaning: it exists for a viewer only where every end does. */
  readonly ends?: readonly string[];
  /** Links that may be empty or withheld, but never lead to a sealed row: then this row is sealed with it. */
  readonly sealedWith?: readonly string[];
  /** Sets of fields that no two rows share. */
  readonly unique?: readonly (readonly string[])[];
  /**
   * The link to the human (or the row) under whose key the sealed fields of the row stand, so that destroying that key erases
   * them. Default, and where the link is empty: the row itself.
   */
  readonly sealedUnder?: string;
}

export const MARKS = ['minor', 'sealed', 'evidential'] as const;
export type Mark = (typeof MARKS)[number];

const MARK_FIELDS: Readonly<Record<Mark, { readonly needClass: NeedClass; readonly words: Words }>> = {
  minor: { needClass: 'PROFILE', words: say('In the child layer: a child, or age unknown', 'Uşaq qatında: uşaq və ya yaşı naməlum') },
  sealed: { needClass: 'SEAL', words: say('Closed to everybody by a seal order', 'Qərarla hamı üçün bağlanıb') },
  evidential: { needClass: 'ADMINISTRATION', words: say('May be disclosed in court', 'Məhkəmədə açıqlana bilər') },
};

export interface RecordDefinition<F extends Fields = Fields> {
  readonly name: string;
  readonly words: Words;
  readonly fields: F;
  readonly marks: ReadonlySet<Mark>;
  readonly reach: Readonly<Partial<Record<Reach, readonly string[]>>>;
  readonly ends: readonly string[];
  readonly sealedWith: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly sealedUnder: string | null;
  /** Table in the schema `records`. */
  readonly table: string;
}

export type AnyRecord = RecordDefinition;

/** The columns of a record as TypeScript values: what commands write. Relations to many have no column. */
export type RowOf<R> = R extends RecordDefinition<infer F>
  ? { -readonly [K in keyof F as F[K] extends Field<never> ? (Field<never> extends F[K] ? never : K) : K]: ValueOf<F[K]> } & MarkColumns
  : never;
type ValueOf<X> = X extends Field<infer T> ? T : never;
export interface MarkColumns { minor: boolean; sealed: boolean; evidential: boolean }

/**
 * Declares a record.
 * @param name PascalCase, the name of the GraphQL type and of the policy subject.
 * @param fields camelCase names to fields; one of them is `id: f.id()`.
 * @throws Error when a name is malformed, the id is missing, a mark repeats a field, or a sealed field is declared as what it cannot
 *   be. Relations are checked by the registry.
 */
export function defineRecord<const F extends Fields>(name: string, words: Words, options: RecordOptions, fields: F): RecordDefinition<F> {
  if (!/^[A-Z][A-Za-z]*$/.test(name)) throw new Error(`record name ${name} is not PascalCase`);
  if (fields.id?.kind !== 'id') throw new Error(`record ${name} has no id`);
  for (const [field, { needClass, kind }] of Object.entries(fields)) {
    if (!/^[a-z][A-Za-z0-9]*$/.test(field)) throw new Error(`field ${name}.${field} is not camelCase`);
    if (kind !== 'id' && needClass === null) throw new Error(`field ${name}.${field} has no need class`);
    if (RESERVED.has(field)) throw new Error(`field ${name}.${field} takes a reserved name`);
  }
  const marks = new Set(options.marks ?? []);
  const marked = [...marks].map((mark) => [mark, f.boolean(MARK_FIELDS[mark].needClass, MARK_FIELDS[mark].words, { required: true })]);
  const record: RecordDefinition<F> = {
    name, words, marks,
    // Marks stand right behind the id: every question looks at them, and a column is found by walking past those before it.
    fields: { id: fields.id, ...(Object.fromEntries(marked) as Fields), ...fields },
    reach: options.reach ?? {},
    ends: options.ends ?? [],
    sealedWith: options.sealedWith ?? [],
    unique: options.unique ?? [],
    sealedUnder: options.sealedUnder ?? null,
    table: snake(name),
  };
  refuseUnsealable(record);
  return record;
}

const RESERVED = new Set<string>(['withheld', 'revision', ...MARKS]);

/** @returns the snake_case name of a column or table. */
export function snake(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** @returns the column of a field that has one: the snake_case name, for a link with `_id` behind it. */
export function columnOf(name: string, field: Field): string {
  return field.kind === 'one' ? `${snake(name)}_id` : snake(name);
}

/** @returns whether the field has a column of its own. */
export function hasColumn(field: Field): boolean {
  return field.kind !== 'many' && field.kind !== 'through';
}

/** @returns what the policy must know of the record. */
export function policySubject(record: AnyRecord): PolicySubject {
  return {
    name: record.name,
    fields: Object.entries(record.fields).map(([name, { needClass, options }]) => ({ name, needClass, grain: options.grain ?? 'EXACT' })),
    marks: { minor: record.marks.has('minor'), sealed: record.marks.has('sealed'), evidential: record.marks.has('evidential') },
    reaches: Object.keys(record.reach) as Reach[],
  };
}
