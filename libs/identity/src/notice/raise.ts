/** Raising a notice: one insert, in whatever transaction the thing happened, so that neither exists without the other. */
import type { Query } from '#change';
import { newId, type Id } from '#kernel';
import type { Role } from '#policy';

import { RECIPIENTS, type NoticeKind } from './notice-kind.js';

/** A notice to be sent. It has no room for a value. */
export interface NewNotice {
  readonly kind: NoticeKind;
  /** The officer it is about; null when it is about none, or none is known. */
  readonly officer: Id | null;
  /** Name and id of the record it is about, both or neither. */
  readonly record?: string;
  readonly row?: Id;
  /** Told in addition to those {@link RECIPIENTS} names. */
  readonly roles?: readonly Role[];
}

const RAISE = `
  insert into identity.notice (id, kind, officer_id, record, row_id, roles, to_officer, row_roles)
  values ($1, $2, $3, $4, $5, $6::text[], $7, $8::text[])`;

/**
 * @param query runs one statement, on the pool or in a transaction.
 * @throws Error when nobody would be told: a notice to nobody is a mistake of the raiser.
 */
export async function raise(query: Query, { kind, officer, record, row, roles = [] }: NewNotice): Promise<void> {
  const { roles: usual, concerned, rowTo } = RECIPIENTS[kind];
  const told = [...new Set([...usual, ...roles])].sort();
  const toOfficer = concerned === true ? officer : null;
  if (told.length === 0 && toOfficer === null) throw new Error(`a notice ${kind} to nobody`);
  await query(RAISE, [newId(), kind, officer, record ?? null, row ?? null, told, toOfficer, [...rowTo]]);
}
