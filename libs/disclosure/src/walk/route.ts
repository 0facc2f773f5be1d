/**
 * What a walk is asked and what it finds. A walk goes from one row along declared relations to rows it meets, and on from
 * those to rows of the first kind: "cases that share an offender" is case -> offender -> case.
 */
import type { Id } from '#kernel';
import type { AnyRecord } from '#record';

/** Two legs. Each leg has alternatives, written as dotted paths of relation names, e.g. `crimes.offenders`. */
export interface Route {
  /** Name of the reason a row found this way is connected. */
  readonly kind: string;
  /** What one meeting counts towards the strength of the connection; a positive whole number. */
  readonly weight: number;
  /** From the start to the meeting. */
  readonly out: readonly string[];
  /** From the meeting to the far end. */
  readonly on: readonly string[];
}

export interface WalkQuestion {
  readonly record: AnyRecord;
  /** MUST always be the same array for the same question: plans are kept by it. */
  readonly routes: readonly Route[];
}

/** Meetings on one route with one far end. */
export interface Meetings {
  readonly kind: string;
  /** How many there are. */
  readonly count: number;
  /** The first {@link WALK_LIMITS.meetings} of them, in the order of their ids. */
  readonly ids: readonly Id[];
}

/** A row at the other end of at least one walk. */
export interface FarEnd {
  readonly id: Id;
  /** Sum over its meetings of the weight of their route. */
  readonly strength: number;
  readonly meetings: readonly Meetings[];
}

export interface Walked {
  /** Strongest first; equal ones in the order of their ids. */
  readonly ends: readonly FarEnd[];
  /** There are more ends than asked for, or more steps than a walk looks at ({@link WALK_LIMITS.steps}). */
  readonly truncated: boolean;
}

/** Bounds of one walk (our judgement). Each is applied to the viewer's permitted rows alone, in the order of their ids. */
export const WALK_LIMITS = {
  /** Far ends one answer gives at most. */
  ends: 50,
  /** Meetings named by id per route and far end. The audit entry names the way to each, and holds 20,000 ids. */
  meetings: 10,
  /** Distinct steps looked at per leg. */
  steps: 20_000,
} as const;
