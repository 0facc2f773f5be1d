/** The policy's answer for one field: never, always, or when one of some positive conditions holds on the row. */
import { say, type Words } from '#kernel';

import type { Reach } from './role.js';

/**
 * All stated conditions hold. Each is positive (equality or a path over declared relations that ends in the viewer's own
 * tasking), and depends only on what the viewer may know, so that the mask itself tells nothing.
 */
export interface Conjunction {
  readonly minor?: boolean;
  readonly evidential?: true;
  readonly reach?: Reach;
  readonly sealed?: false;
}

/** Why a field is withheld. Told by policy, not by data: it is the same whether or not a value exists. */
export const WITHHELD_REASONS = {
  NOT_GRANTED: say('Your role has no need for this field', 'Rolunuzun bu sahəyə ehtiyacı yoxdur'),
  NOT_TASKED: say('Only under a live tasking on this record', 'Yalnız bu qeyd üzrə qüvvədə olan tapşırıqla'),
  CHILD_LAYER: say('The record of a child: less is shown', 'Uşağa aid qeyd: daha az göstərilir'),
  NOT_EVIDENTIAL: say('Not cleared for disclosure in court', 'Məhkəmədə açıqlanmasına icazə verilməyib'),
  PURPOSE_REQUIRED: say('State a purpose to read this field', 'Bu sahəni oxumaq üçün məqsəd göstərin'),
  BY_ORDER: say('Released only by an order', 'Yalnız qərarla açıqlanır'),
  BY_BREAK_GLASS: say('Only in an emergency, for an hour', 'Yalnız fövqəladə halda, bir saatlığa'),
} as const satisfies Record<string, Words>;
export type WithheldReason = keyof typeof WITHHELD_REASONS;

/** Who may release a withheld field to this viewer. */
export const RELEASERS = {
  NOBODY: say('Nobody', 'Heç kim'),
  YOURSELF: say('You, by stating a purpose', 'Siz özünüz, məqsədi göstərməklə'),
  UNIT_HEAD: say('The head of the unit, by a tasking', 'Bölmə rəisi, tapşırıqla'),
  NATIONAL_COORDINATOR: say('The National Coordinator, by a release', 'Milli Koordinator, məlumatın açıqlanması qaydasında'),
  YOURSELF_REVIEWED: say('You, by break-glass, which somebody else reviews', 'Siz özünüz, başqasının yoxladığı fövqəladə açılışla'),
  COURT: say('A court, by an order', 'Məhkəmə, qərarla'),
  PROSECUTOR: say('The supervising prosecutor', 'Nəzarət edən prokuror'),
} as const satisfies Record<string, Words>;
export type Releaser = keyof typeof RELEASERS;

export interface Refusal {
  readonly reason: WithheldReason;
  readonly releasedBy: Releaser;
}

export type Decision =
  | { readonly kind: 'always' }
  | { readonly kind: 'when'; readonly any: readonly Conjunction[]; readonly otherwise: Refusal }
  | { readonly kind: 'never'; readonly refusal: Refusal };

/** Removes repetition: equal and implied alternatives, and the two halves of the child layer where they agree. */
export function simplify(alternatives: readonly Conjunction[]): readonly Conjunction[] {
  let list = unique(alternatives);
  for (;;) {
    const merged = unique(list.map((one) => (one.minor !== undefined && holdsOtherHalf(list, one) ? withoutMinor(one) : one)));
    const kept = merged.filter((one) => !merged.some((other) => other !== one && implies(one, other)));
    if (kept.length === list.length && kept.every((one, index) => key(one) === key(list[index] ?? {}))) return kept;
    list = kept;
  }
}

/** @returns whether wherever `narrow` holds, `wide` holds too: it asks no condition that `narrow` does not ask. */
function implies(narrow: Conjunction, wide: Conjunction): boolean {
  return Object.entries(wide).every(([name, value]) => narrow[name as keyof Conjunction] === value);
}

function holdsOtherHalf(list: readonly Conjunction[], one: Conjunction): boolean {
  const other: Conjunction = { ...one, minor: !one.minor };
  return list.some((candidate) => implies(other, candidate));
}

function withoutMinor(one: Conjunction): Conjunction {
  return Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'minor'));
}

function unique(list: readonly Conjunction[]): Conjunction[] {
  return [...new Map(list.map((one) => [key(one), one])).values()];
}

function key(one: Conjunction): string {
  return JSON.stringify([one.minor ?? null, one.evidential ?? null, one.reach ?? null, one.sealed ?? null]);
}
