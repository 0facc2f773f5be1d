/**
 * Why a field is shown or not, told by the same cells that decide it. An explanation is built around the decision itself and asks
 * for others only through the same question, so that what is said and what the mask does cannot differ.
 */
import { say, type Words } from '#kernel';

import { conflictOf } from './conflicts.js';
import type { Conjunction, Decision, Refusal } from './decision.js';
import { grants } from './grants.js';
import type { Level } from './level.js';
import type { Grain, NeedClass } from './need-class.js';
import type { Standing } from './policy-book.js';
import type { PolicyField } from './policy-subject.js';
import { ROLE_ORDER, type Reach, type Role } from './role.js';

/** What can stand between an officer and a field. */
export const NEEDS = {
  PURPOSE: say('State a purpose: a live tasking, or a reason in your own words', 'Məqsədi göstərin: qüvvədə olan tapşırıq və ya öz sözlərinizlə səbəb'),
  TASKING_ON_CASE: say('A live tasking on the criminal case it belongs to', 'Aid olduğu cinayət işi üzrə qüvvədə olan tapşırıq'),
  TASKING_ON_PERSON: say('A live tasking on this very person', 'Məhz bu şəxs üzrə qüvvədə olan tapşırıq'),
  ABOUT_YOURSELF: say('It is about yourself', 'Sizin özünüzə aid olması'),
  BREAK_GLASS: say('Break-glass by yourself, for an hour, to be reviewed by somebody else', 'Özünüzün bir saatlıq fövqəladə açılışı; başqası yoxlayır'),
  CLEARED_FOR_COURT: say('Clearance for court by the supervising prosecutor', 'Nəzarət edən prokurorun məhkəmə üçün icazəsi'),
  ADULT: say('Not in the child layer', 'Uşaq qatında olmaması'),
  CHILD: say('In the child layer', 'Uşaq qatında olması'),
  COURT_ORDER: say('An order of a court', 'Məhkəmə qərarı'),
  ROLE: say('One of the roles that have a need for it', 'Bu sahəyə ehtiyacı olan rollardan biri'),
  ROLES_APART: say('An administrator takes away roles that may not be held together', 'İnzibatçı bir yerdə ola bilməyən rollardan birini ləğv etməlidir'),
} as const satisfies Record<string, Words>;
export type Need = keyof typeof NEEDS;

const OF_REACH: Readonly<Record<Reach, Need>> = { CASE: 'TASKING_ON_CASE', CLIENT: 'TASKING_ON_PERSON', OWN: 'ABOUT_YOURSELF', GLASS: 'BREAK_GLASS' };

/** One cell of the matrix, as it bears on the field. */
export interface RuleTold {
  readonly role: Role;
  readonly level: Level;
  /** What the role may read of a child's row: caps `level`. */
  readonly child: Level;
  /** The role's cell holds for named fields only, and this is none of them. */
  readonly narrowedOut: boolean;
  /** The role opens the field, alone, on some row at least. */
  readonly opens: boolean;
}

export interface Explanation {
  /** What the mask does: see {@link Decision}. */
  readonly decision: Decision;
  /** Whether rows of the record exist at all for this standing. */
  readonly row: Decision;
  /** Null for the id, which is told of every row that is told at all. */
  readonly needClass: NeedClass | null;
  readonly grain: Grain;
  /** Of the roles asked about, in the order of the matrix. */
  readonly rules: readonly RuleTold[];
  /** Why it is withheld where it is; null when it never is. */
  readonly refusal: Refusal | null;
  /** Any one way suffices; all needs of a way together. Empty when it is always shown, or no role at all reads it. */
  readonly ways: readonly (readonly Need[])[];
  /** The roles that read the field on some row, a purpose stated. */
  readonly readers: readonly Role[];
  /** The rule of separation that the roles break together: none of them has any right then. */
  readonly conflict: string | null;
}

/** The questions an explanation is made from: those the mask asks. */
export interface Asked {
  readonly decide: (standing: Standing) => Decision;
  readonly row: Decision;
  /** See {@link readersOf}: the same for every standing. */
  readonly readers: readonly Role[];
}

/** @returns the roles that read the field on some row, a purpose stated. */
export function readersOf(decide: Asked['decide']): readonly Role[] {
  return ROLE_ORDER.filter((role) => decide({ roles: [role], purposeStated: true }).kind !== 'never');
}

/** @returns the explanation of one field for a standing. */
export function explain(standing: Standing, record: string, field: PolicyField, { decide, row, readers }: Asked): Explanation {
  const decision = decide(standing);
  const conflict = conflictOf(standing.roles);
  const { needClass, grain } = field;
  const rules = needClass === null ? [] : ROLE_ORDER.filter((role) => standing.roles.includes(role)).map((role): RuleTold => ({
    role, level: grants[role].cells[needClass], child: grants[role].child,
    narrowedOut: grants[role].only?.[needClass]?.includes(`${record}.${field.name}`) === false,
    opens: conflict === null && decide({ ...standing, roles: [role] }).kind !== 'never',
  }));
  return {
    decision, row, needClass, grain, rules, readers, conflict, refusal: refusalIn(decision),
    ways: conflict === null ? waysOut(standing, decide, decision, readers) : [['ROLES_APART']],
  };
}

function refusalIn(decision: Decision): Refusal | null {
  if (decision.kind === 'always') return null;
  return decision.kind === 'when' ? decision.otherwise : decision.refusal;
}

function waysOut(standing: Standing, decide: Asked['decide'], decision: Decision, readers: readonly Role[]): readonly (readonly Need[])[] {
  if (decision.kind === 'always') return [];
  if (decision.kind === 'when') return decision.any.map(needsOf);
  const purposeful = standing.purposeStated ? decision : decide({ ...standing, purposeStated: true });
  if (purposeful.kind === 'always') return [['PURPOSE']];
  if (purposeful.kind === 'when') return purposeful.any.map((one) => ['PURPOSE', ...needsOf(one)]);
  if (purposeful.refusal.reason === 'BY_ORDER') return [['COURT_ORDER']];
  return readers.length > 0 ? [['ROLE']] : [];
}

function needsOf({ reach, evidential, minor }: Conjunction): readonly Need[] {
  const needs: (Need | null)[] = [
    reach === undefined ? null : OF_REACH[reach], evidential ? 'CLEARED_FOR_COURT' : null, minor === undefined ? null : minor ? 'CHILD' : 'ADULT',
  ];
  return needs.filter((need) => need !== null);
}
