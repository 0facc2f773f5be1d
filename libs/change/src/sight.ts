/**
 * What the write door asks of the read door. Nobody may change, link to or even learn of a row that does not exist for
 * them, so every command that names a row asks this first, on its own transaction. Implemented by `libs/disclosure`.
 */
import type { Id } from '#kernel';
import type { Viewer } from '#policy';
import type { AnyRecord } from '#record';

/** Runs one statement on the transaction of the command. Values are bind parameters `$1`, `$2`, ... */
export type Query = (text: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

export interface Seen {
  /** Names of the fields the viewer is shown on this row now. */
  readonly shown: ReadonlySet<string>;
  /** Token of what is shown; it changes when any shown value does. */
  readonly revision: string;
}

export abstract class Sight {
  /** @returns what the viewer sees of the row, or null when it does not exist for them, whatever the reason. */
  abstract see(viewer: Viewer, record: AnyRecord, id: Id, query: Query): Promise<Seen | null>;
}
