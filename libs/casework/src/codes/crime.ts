/**
 * What makes a fact a trafficking crime: the act, the means, how far it went, and the phase an event belongs to.
 * Acts and means follow article 144-1 of the Criminal Code, which names two acts (obtaining, keeping) more than Palermo.
 *
 * NOTICE. Values and English labels of the list whose source names HTCDS are taken verbatim from the Human Trafficking
 * Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const CrimeStage = defineCodeList(
  'CrimeStage',
  say('How far the crime went', 'Cinayətin mərhələsi'),
  'Criminal Code of Azerbaijan, arts. 27-29',
  {
    Preparation: say('Preparation', 'Cinayətə hazırlıq'),
    Attempted: say('Attempted', 'Cinayət etməyə cəhd'),
    Completed: say('Completed', 'Başa çatmış cinayət'),
  },
);
export type CrimeStage = CodeOf<typeof CrimeStage>;

export const TraffickingAct = defineCodeList(
  'TraffickingAct',
  say('Act of trafficking', 'İnsan alveri əməli'),
  'Palermo Protocol art. 3 (a); Obtaining and Keeping: Criminal Code of Azerbaijan art. 144-1',
  {
    Recruitment: say('Recruitment', 'Cəlb etmə'),
    Obtaining: say('Obtaining', 'Əldə etmə'),
    Keeping: say('Keeping', 'Saxlama'),
    Harbouring: say('Harbouring', 'Gizlətmə'),
    Transportation: say('Transportation', 'Daşıma'),
    Transfer: say('Transfer', 'Vermə'),
    Receipt: say('Receipt', 'Qəbul etmə'),
  },
);
export type TraffickingAct = CodeOf<typeof TraffickingAct>;

/** For a victim under eighteen no means need be shown (Palermo Protocol art. 3 (c)). */
export const TraffickingMeans = defineCodeList(
  'TraffickingMeans',
  say('Means of trafficking', 'İnsan alverinin vasitəsi'),
  'Palermo Protocol art. 3 (a); Criminal Code of Azerbaijan art. 144-1',
  {
    Threat: say('Threat of force', 'Zor tətbiq etmək hədəsi'),
    Force: say('Use of force', 'Zor tətbiq etmə'),
    Coercion: say('Other forms of coercion', 'Hədə-qorxu və ya digər məcburetmə vasitələri'),
    Abduction: say('Abduction', 'Oğurlama'),
    Fraud: say('Fraud', 'Dələduzluq'),
    Deception: say('Deception', 'Aldatma'),
    AbuseOfPower: say('Abuse of power', 'Təsir imkanlarından sui-istifadə'),
    AbuseOfVulnerability: say('Abuse of a position of vulnerability', 'Zəiflik vəziyyətindən sui-istifadə'),
    PaymentToController: say(
      'Payments or benefits to a person having control over another',
      'Digər şəxsə nəzarət edən şəxsə maddi və sair nemətlər vermə',
    ),
  },
);
export type TraffickingMeans = CodeOf<typeof TraffickingMeans>;

export const TraffickingPhase = defineCodeList(
  'TraffickingPhase',
  say('Phase of trafficking', 'İnsan alverinin mərhələsi'),
  'IOM HTCDS 2.0 hte_Type',
  {
    Recruitment: say('Recruitment', 'Cəlb etmə'),
    Transit: say('Transit', 'Tranzit'),
    Exploitation: say('Exploitation', 'İstismar'),
  },
);
export type TraffickingPhase = CodeOf<typeof TraffickingPhase>;
