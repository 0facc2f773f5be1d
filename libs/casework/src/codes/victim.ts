/**
 * Where a person stands on the way to recognition as a victim, and in which capacity he or she takes part in proceedings.
 * Presumed victims get the same protection as recognised ones; a refused identification is kept, not deleted.
 *
 * NOTICE. Values and English labels of the lists whose source names HTCDS are taken verbatim from the Human Trafficking
 * Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const VictimStatus = defineCodeList(
  'VictimStatus',
  say('Victim status', 'Qurban statusu'),
  'National Action Plan 2009-2013 (potential, presumed, victim); ours: NotRecognised, a refused identification',
  {
    Potential: say('Potential victim: at risk', 'Potensial qurban'),
    Presumed: say('Presumed victim: grounds to believe', 'Ehtimal olunan qurban'),
    Recognised: say('Recognised victim', 'Qurban (rəsmən tanınmış)'),
    NotRecognised: say('Not recognised: identification refused', 'Qurban kimi tanınmamış'),
  },
);
export type VictimStatus = CodeOf<typeof VictimStatus>;

export const TraffickingStatus = defineCodeList(
  'TraffickingStatus',
  say('Trafficking status as HTCDS exchanges it', 'HTCDS üzrə qurban statusu'),
  'IOM HTCDS 2.0 vic_TraffickingStatus',
  {
    PossibleVictimOfTrafficking: say('Possible victim of trafficking', 'İnsan alverinin mümkün qurbanı'),
    ActualVictimOfTrafficking: say('Actual victim of trafficking', 'İnsan alverinin həqiqi qurbanı'),
    NotAVictimOfTrafficking: say('Not a victim of trafficking', 'İnsan alverinin qurbanı deyil'),
  },
);
export type TraffickingStatus = CodeOf<typeof TraffickingStatus>;

export const ProceduralRole = defineCodeList(
  'ProceduralRole',
  say('Capacity of a victim in criminal proceedings', 'Qurbanın cinayət prosesindəki statusu'),
  'ours, after the Criminal Procedure Code of Azerbaijan (injured party, civil claimant, witness)',
  {
    InjuredParty: say('Injured party', 'Zərər çəkmiş şəxs'),
    CivilClaimant: say('Civil claimant', 'Mülki iddiaçı'),
    Witness: say('Witness', 'Şahid'),
    None: say('Takes no part in proceedings', 'Prosesdə iştirak etmir'),
  },
);
export type ProceduralRole = CodeOf<typeof ProceduralRole>;
