/**
 * The cells of the matrix. A cell says how much of a class a role may read, and on which rows; every cell is a
 * decision (decisions/0002), so a blank does not exist.
 */
import { say, type Words } from '#kernel';

import type { Grain } from './need-class.js';

export const LEVELS = {
  F: say('full', 'tam'),
  T: say('only under a live tasking or for own clients', 'yalnız qüvvədə olan tapşırıq və ya öz müştəriləri üzrə'),
  TE: say('under a live tasking; otherwise existence only (hit / no hit)', 'tapşırıq üzrə; əks halda yalnız mövcudluq (var / yox)'),
  TD: say('under a live tasking, and only what may be disclosed in court', 'tapşırıq üzrə və yalnız məhkəmədə açıqlana bilən'),
  G: say('generalised (age band, region, coded)', 'ümumiləşdirilmiş (yaş qrupu, region, kod)'),
  GT: say('generalised, under a live tasking or for own clients', 'ümumiləşdirilmiş, tapşırıq və ya öz müştəriləri üzrə'),
  P: say('stable pseudonym', 'sabit şərti ad'),
  PT: say('stable pseudonym, under a live tasking or for own clients', 'sabit şərti ad, tapşırıq və ya öz müştəriləri üzrə'),
  E: say('existence only (hit / no hit)', 'yalnız mövcudluq (var / yox)'),
  W: say('writes, cannot read back', 'yazır, geri oxuya bilmir'),
  O: say('nothing until a court order releases it', 'məhkəmə qərarı açıqlayana qədər heç nə'),
  B: say('nothing but by break-glass', 'yalnız fövqəladə açılışla'),
  '-': say('nothing', 'heç nə'),
} as const satisfies Record<string, Words>;

export type Level = keyof typeof LEVELS;

/** What a level opens: which grains, and whether only within reach or only what is evidential. Null: nothing. */
export interface Opening {
  readonly grains: readonly Grain[];
  readonly tasked: boolean;
  readonly evidential: boolean;
  /** Only what the viewer has opened by break-glass, and only to read. */
  readonly glass?: true;
}

const EVERYTHING: readonly Grain[] = ['EXACT', 'GENERALISED', 'PSEUDONYM'];

/** Levels that are not listed open nothing: existence (E) is answered by linkage, O by a release. */
const OPENINGS: Partial<Record<Level, Opening>> = {
  F: { grains: EVERYTHING, tasked: false, evidential: false },
  T: { grains: EVERYTHING, tasked: true, evidential: false },
  TE: { grains: EVERYTHING, tasked: true, evidential: false },
  TD: { grains: EVERYTHING, tasked: true, evidential: true },
  G: { grains: ['GENERALISED'], tasked: false, evidential: false },
  GT: { grains: ['GENERALISED'], tasked: true, evidential: false },
  P: { grains: ['PSEUDONYM'], tasked: false, evidential: false },
  PT: { grains: ['PSEUDONYM'], tasked: true, evidential: false },
  B: { grains: EVERYTHING, tasked: true, evidential: false, glass: true },
};

/** @returns what the level opens for reading, or null when it opens nothing. */
export function openingOf(level: Level): Opening | null {
  return OPENINGS[level] ?? null;
}
