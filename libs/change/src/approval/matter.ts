/** What a command under four eyes asks for, as it is shown to the approver and as it is hashed: one text for both. */
import { createHash } from 'node:crypto';

import { canonicalJson, type Id } from '#kernel';

export interface Matter {
  /**
   * Everything the command will do, as plain JSON. MUST NOT hold a password or a value of a sealed field: ids and codes, or a digest,
   * instead. Whoever approves is shown it.
   */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The officer it is about, by id or by personnel number; that human has no say. */
  readonly concerns?: { readonly officer: Id } | { readonly human: string };
  /**
   * Whether the command may be tried out before it is asked for, so that what cannot be done is refused at once. Only for work that
   * changes nothing but this database: the trial is rolled back.
   */
  readonly rehearsed?: boolean;
}

/** @returns the canonical text (RFC 8785) of command and payload: SHA-256 of it is what an approval is bound to. */
export function textOf(command: string, { payload }: Matter): string {
  return canonicalJson({ command, payload });
}

/** @returns SHA-256 of the text, as the database computes it. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
