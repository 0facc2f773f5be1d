/**
 * Age bands as the Counter-Trafficking Data Collaborative publishes them, so that our figures and theirs can be laid side
 * by side. `From0To29` is the one broad band of the victim-perpetrator file: it overlaps the narrow ones, is only ever
 * imported, and is never derived from a birth date.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const AgeBand = defineCodeList(
  'AgeBand',
  say('Age band', 'Yaş qrupu'),
  'CTDC global data set (ageBroad); From0To29: CTDC victim-perpetrator file (IP_ageBroad)',
  {
    From0To8: say('0 to 8 years', '0–8 yaş'),
    From9To17: say('9 to 17 years', '9–17 yaş'),
    From18To20: say('18 to 20 years', '18–20 yaş'),
    From21To23: say('21 to 23 years', '21–23 yaş'),
    From24To26: say('24 to 26 years', '24–26 yaş'),
    From27To29: say('27 to 29 years', '27–29 yaş'),
    From30To38: say('30 to 38 years', '30–38 yaş'),
    From39To47: say('39 to 47 years', '39–47 yaş'),
    From48: say('48 years and over', '48 yaş və yuxarı'),
    From0To29: say('0 to 29 years (broad band)', '0–29 yaş (geniş qrup)'),
  },
);
export type AgeBand = CodeOf<typeof AgeBand>;

/** Last full year of age of each narrow band; above the last one comes `From48`. */
const UPPER: readonly (readonly [number, AgeBand])[] = [
  [8, 'From0To8'],
  [17, 'From9To17'],
  [20, 'From18To20'],
  [23, 'From21To23'],
  [26, 'From24To26'],
  [29, 'From27To29'],
  [38, 'From30To38'],
  [47, 'From39To47'],
];

/**
 * @param years age in full years, a whole number, zero or more.
 * @returns the narrow band that holds it.
 * @throws RangeError for anything else; the message does not repeat the value.
 */
export function ageBandOf(years: number): AgeBand {
  if (!Number.isInteger(years) || years < 0) throw new RangeError('an age is a whole number of years, zero or more');
  return UPPER.find(([last]) => years <= last)?.[1] ?? 'From48';
}
