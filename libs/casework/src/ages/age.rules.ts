/**
 * What birth date, age band and majority say together. They may be known in any combination; they may not contradict each
 * other; what follows is derived. Under eighteen is a child (Palermo Protocol, article 3(d)).
 */
import { ageRange, bounds, CodedError, type PartialDate } from '#kernel';

import { ageBandOf, type AgeBand, type Majority } from '../codes/index.js';

export interface AgeFacts {
  readonly birthDate?: PartialDate | null;
  /** The day the bands refer to. */
  readonly registeredOn?: PartialDate | null;
  readonly majority?: Majority | null;
  readonly ageBand?: AgeBand | null;
}

/** Fields of a victim or an offender that say how old somebody is: corrected together or not at all. */
export const AGE_FIELDS = ['birthDate', 'registeredOn', 'majority', 'ageBand'] as const satisfies readonly (keyof AgeFacts)[];

export interface Ages {
  readonly majority: Majority | null;
  readonly ageBand: AgeBand | null;
  /** Least and greatest age in years, null when nothing is known of it. */
  readonly range: Range | null;
}

interface Range { readonly least: number; readonly greatest: number }

const ADULT_FROM = 18;
/** Nobody on record has lived longer than 122 years. */
const OLDEST = 125;

/**
 * @param day the day of registration when `registeredOn` is not given.
 * @throws CodedError REJECTED: BIRTH_AFTER_REGISTRATION, BIRTH_DATE_NOT_PLAUSIBLE, AGE_BAND_CONTRADICTS_BIRTH_DATE, MAJORITY_CONTRADICTS_AGE.
 */
export function agesOf(facts: AgeFacts, day: PartialDate): Ages {
  const born = facts.birthDate ? rangeAt(facts.birthDate, facts.registeredOn ?? day) : null;
  const banded = facts.ageBand ? bandRange(facts.ageBand) : null;
  if (born && banded && !overlap(born, banded)) throw new CodedError('REJECTED', 'AGE_BAND_CONTRADICTS_BIRTH_DATE');
  const range = born ?? banded;
  const majority = range ? majorityOf(range) : null;
  if (majority && facts.majority && majority !== facts.majority) throw new CodedError('REJECTED', 'MAJORITY_CONTRADICTS_AGE');
  return { majority: majority ?? facts.majority ?? null, ageBand: (born && bandOf(born)) ?? facts.ageBand ?? null, range };
}

/**
 * The same for a correction. When birth date or day of registration change, band and majority that are not corrected with them
 * follow: they are derived anew, kept where the new dates leave them open, and dropped where they no longer fit.
 */
export function correctedAges(before: AgeFacts, patch: AgeFacts, day: PartialDate): Ages {
  const after = { ...before, ...patch };
  if (!after.birthDate || (patch.birthDate === undefined && patch.registeredOn === undefined)) return agesOf(after, day);
  const born = rangeAt(after.birthDate, after.registeredOn ?? day);
  const ageBand = patch.ageBand === undefined && after.ageBand && !overlap(born, bandRange(after.ageBand)) ? null : after.ageBand;
  const majority = patch.majority === undefined && majorityOf(born) !== null ? null : after.majority;
  return agesOf({ ...after, ageBand, majority }, day);
}

/** @returns whether a victim is in the child layer: unless known to be of age (CETS 197, article 10(3): presumption of age). */
export function victimIsMinor({ majority }: Ages): boolean {
  return majority !== 'Adult';
}

/** @returns whether an offender is in the child layer: in a child band, or possibly a child by the birth date. */
export function offenderIsMinor({ range }: Ages, birthDate: PartialDate | null | undefined): boolean {
  return range !== null && (birthDate ? range.least : range.greatest) < ADULT_FROM;
}

function rangeAt(birthDate: PartialDate, on: PartialDate): Range {
  const { earliest, latest } = bounds(on);
  const least = ageRange(birthDate, new Date(earliest)).least;
  const greatest = ageRange(birthDate, new Date(latest)).greatest;
  if (greatest < 0) throw new CodedError('REJECTED', 'BIRTH_AFTER_REGISTRATION');
  if (least > OLDEST) throw new CodedError('REJECTED', 'BIRTH_DATE_NOT_PLAUSIBLE');
  return { least: Math.max(least, 0), greatest };
}

/** The name of a band says its ages: `From9To17`, `From48`. */
function bandRange(band: AgeBand): Range {
  const [, least = '0', greatest] = /^From(\d+)(?:To(\d+))?$/.exec(band) ?? [];
  return { least: Number(least), greatest: greatest === undefined ? Number.POSITIVE_INFINITY : Number(greatest) };
}

function overlap(one: Range, other: Range): boolean {
  return one.least <= other.greatest && other.least <= one.greatest;
}

function majorityOf({ least, greatest }: Range): Majority | null {
  return least >= ADULT_FROM ? 'Adult' : greatest < ADULT_FROM ? 'Minor' : null;
}

function bandOf({ least, greatest }: Range): AgeBand | null {
  const band = ageBandOf(least);
  return band === ageBandOf(greatest) ? band : null;
}
