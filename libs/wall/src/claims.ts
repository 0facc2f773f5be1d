/**
 * What a transaction may do behind the wall: whose it is, what kind of work it does and which tables that can need at all.
 * The database admits exactly this, whatever statement comes.
 */
import type { Id } from '#kernel';

/** READ and SESSION never write a record. SESSION is the work before there is a viewer; SYSTEM is work without an officer. */
export type WorkKind = 'READ' | 'COMMAND' | 'SESSION' | 'SYSTEM';

export interface Claims {
  readonly kind: WorkKind;
  /** Null where there is none, or none yet. */
  readonly officer: Id | null;
  /** Tables of schema `records`, by name; `*` for all of them. */
  readonly tables: readonly string[] | '*';
}
