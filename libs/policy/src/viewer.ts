/** The reader of one request: made once from the session, never changed, passed to whatever answers. */
import type { Id } from '#kernel';

import type { Role } from './role.js';

/** Why the viewer reads: a live tasking of theirs, or a reason code with their own words. */
export type Purpose =
  | { readonly tasking: Id }
  | { readonly reason: string; readonly text: string };

export interface Viewer {
  readonly officer: Id;
  readonly agency: Id;
  readonly session: Id;
  /** Sorted, without repetition: the key of compiled policies and plans. */
  readonly roles: readonly Role[];
  /** Null when none was stated: identity-like classes are then withheld with PURPOSE_REQUIRED. */
  readonly purpose: Purpose | null;
  /**
   * When the session's officer last proved who he is with everything he holds, in milliseconds since 1970. Undefined: never, and
   * no command that wants a fresh proof is carried out.
   */
  readonly provedAt?: number;
  /** The approval this request uses for a command that needs four eyes; whether it is one is for the database to say. */
  readonly approval?: Id;
  /** A program's account: it sends listed documents only, and has never proved who it is. */
  readonly machine?: true;
  /** The officer must hold a second factor and holds none: `roles` is empty, and all that can be done is to enrol one. */
  readonly mustEnrol?: true;
}
