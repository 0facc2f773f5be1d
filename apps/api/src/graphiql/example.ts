/** A question to try in GraphiQL: whom to sign in as, for what purpose, and where the ids it needs come from. */
import type { Words } from '#kernel';

/** Steps from an answer's `data` to a value. */
export type Path = readonly (string | number)[];

/**
 * Where the value of a variable comes from: a question asked first, with the same rights, or something an earlier example
 * has shown and the page has kept. So no id is written into an example, and none is given to whom may not see it.
 */
export type Lookup = { readonly query: string; readonly path: Path } | { readonly kept: string };

/** As the header says it: a live tasking of one's own (the page takes the first), or a reason with words. */
export type ExamplePurpose = 'TASKING' | { readonly reason: string; readonly text: string };

export interface Example {
  readonly title: Words;
  /** Whom to sign in as, in words and by login. */
  readonly role: Words;
  readonly login: string;
  readonly purpose?: ExamplePurpose;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly lookups?: Readonly<Record<string, Lookup>>;
  /** What later examples may need of this one's answer, by name. */
  readonly keeps?: Readonly<Record<string, Path>>;
}
