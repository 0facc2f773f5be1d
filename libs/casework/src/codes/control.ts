/**
 * How a victim was held under control.
 *
 * NOTICE. Values and English labels are taken verbatim from the Human Trafficking Case Data Standard 2.0, International
 * Organization for Migration (IOM), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const MethodOfControl = defineCodeList(
  'MethodOfControl',
  say('Method of control', 'Nəzarət üsulu'),
  'IOM HTCDS 2.0 vic_MethodsOfControl',
  {
    PhysicalThreats: say('Physical threats', 'Fiziki zorakılıqla hədələmə'),
    ThreatsLawEnforcement: say('Threats of law enforcement', 'Hüquq mühafizə orqanları ilə hədələmə'),
    ThreatensChildrenFamily: say('Threatens children/family', 'Uşaqları və ya ailəsi ilə bağlı hədələmə'),
    DebtBondage: say('Debt bondage', 'Borc asılılığı'),
    FalsePromises: say('False promises', 'Yalan vədlər'),
    PhysicalAbuse: say('Physical abuse', 'Fiziki zorakılıq'),
    SexualAbuse: say('Sexual abuse', 'Cinsi zorakılıq'),
    TakesEarnings: say('Takes earnings', 'Qazancının əlindən alınması'),
    RestrictsFinancialAccess: say('Restricts financial access', 'Pul vəsaitinə çıxışın məhdudlaşdırılması'),
    RestrictsMedicalCare: say('Restricts medical care', 'Tibbi yardıma çıxışın məhdudlaşdırılması'),
    WithholdsNecessities: say('Withholds necessities', 'Zəruri tələbatlardan məhrum etmə'),
    PsychologicalAbuse: say('Psychological abuse', 'Psixoloji zorakılıq'),
    PsychoactiveSubstance: say('Psychoactive substance', 'Psixoaktiv maddə'),
    ExcessiveWorkingHours: say('Excessive working hours', 'Həddən artıq iş saatları'),
    WithholdsDocuments: say('Withholds documents', 'Sənədlərinin əlindən alınması'),
    Other: say('Other', 'Digər'),
  },
);
export type MethodOfControl = CodeOf<typeof MethodOfControl>;
