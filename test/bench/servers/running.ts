/** What a measured server gives to whoever started it. */
import type { DatabaseAccess } from '#persistence';

/** Connections to the database that each of the servers reads with. */
export const POOL_SIZE = 16;

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Start {
  readonly access: DatabaseAccess;
  /** A login that row security does not stop, for the servers that have no wall of their own. */
  readonly unwalled: string;
  /** For what a server keeps on the machine. */
  readonly folder: string;
  /** Parts of the product that are switched off, to learn what they cost. */
  readonly without: readonly Part[];
}

/** `sql`: the answer of the first question is given again and again; `everything`: all three are off. */
export const PARTS = ['audit', 'session', 'sql', 'everything'] as const;
/** `walls`: statements go straight to the database, and envelopes are not sealed: on a database laid open for it (walls.ts). */
export type Part = (typeof PARTS)[number] | 'walls';
