/**
 * How two case files can be connected. A case deals with the crimes it leads and with crimes another case leads; its
 * offenders are those of its crimes and those charged in it; its victims are those of its crimes.
 */
import { Case } from '#casework';
import type { WalkQuestion } from '#disclosure';

/** Why two cases are connected, from the strongest reason to the weakest. */
export const LINK_KINDS = ['CRIME', 'OFFENDER', 'VICTIM'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/**
 * What one shared record counts (our judgement). The same crime in two files is nearly the same matter; the same offender
 * is a matter for one prosecution; the same victim may have met two unconnected crimes. So one crime counts as three
 * offenders, one offender as three victims, and more of the same kind adds up. A shared crime brings its offenders and
 * victims with it, and they count too.
 */
export const LINK_WEIGHTS = { CRIME: 9, OFFENDER: 3, VICTIM: 1 } as const satisfies Record<LinkKind, number>;

export const CASE_LINKS: WalkQuestion = {
  record: Case,
  routes: [
    { kind: 'CRIME', weight: LINK_WEIGHTS.CRIME, out: ['crimes', 'sharedCrimes'], on: ['case', 'otherCases'] },
    {
      kind: 'OFFENDER',
      weight: LINK_WEIGHTS.OFFENDER,
      out: ['crimes.offenders', 'sharedCrimes.offenders', 'charges.offender'],
      on: ['crimes.case', 'crimes.otherCases', 'charges.case'],
    },
    {
      kind: 'VICTIM',
      weight: LINK_WEIGHTS.VICTIM,
      out: ['crimes.victims', 'sharedCrimes.victims'],
      on: ['crimes.case', 'crimes.otherCases'],
    },
  ],
};
