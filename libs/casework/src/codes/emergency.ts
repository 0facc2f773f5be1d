/** What the review of a break-glass found. */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const OpeningOutcome = defineCodeList(
  'OpeningOutcome',
  say('What the review of an emergency opening found', 'Fövqəladə açılışın yoxlanmasının nəticəsi'),
  'ours',
  {
    Justified: say('There was an emergency, and no other way in time', 'Fövqəladə hal olub və vaxtında başqa yol olmayıb'),
    NotJustified: say('There was none, or there was another way', 'Belə hal olmayıb və ya başqa yol olub'),
  },
);
export type OpeningOutcome = CodeOf<typeof OpeningOutcome>;
