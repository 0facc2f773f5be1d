/** How a charge ended in court and what was imposed, on people and on legal persons alike. */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const VerdictOutcome = defineCodeList(
  'VerdictOutcome',
  say('Outcome of a charge in court', 'İttiham üzrə məhkəmənin nəticəsi'),
  'ours, after the Criminal Procedure Code of Azerbaijan',
  {
    Convicted: say('Convicted', 'İttiham hökmü'),
    Acquitted: say('Acquitted', 'Bəraət hökmü'),
    Dismissed: say('Dismissed', 'Cinayət təqibinə xitam verilmiş'),
  },
);
export type VerdictOutcome = CodeOf<typeof VerdictOutcome>;

/** Several sanctions may go with one verdict. The last two are for legal persons only. */
export const SanctionKind = defineCodeList(
  'SanctionKind',
  say('Kind of sanction', 'Sanksiyanın növü'),
  'ours, after the Criminal Code of Azerbaijan, its punishments and its measures applied to legal persons',
  {
    Imprisonment: say('Imprisonment for a term', 'Müəyyən müddətə azadlıqdan məhrum etmə'),
    LifeImprisonment: say('Life imprisonment', 'Ömürlük azadlıqdan məhrum etmə'),
    SuspendedSentence: say('Suspended sentence', 'Şərti məhkum etmə'),
    RestrictionOfLiberty: say('Restriction of liberty', 'Azadlığın məhdudlaşdırılması'),
    CorrectiveLabour: say('Corrective labour', 'İslah işləri'),
    CommunityService: say('Community service', 'İctimai işlər'),
    Fine: say('Fine', 'Cərimə'),
    DisqualificationFromOfficeOrActivity: say(
      'Disqualification from an office or activity',
      'Müəyyən vəzifə tutma və ya müəyyən fəaliyyətlə məşğul olma hüququndan məhrum etmə',
    ),
    Expulsion: say('Expulsion of a foreign citizen', 'Əcnəbinin ölkə hüdudlarından kənara məcburi çıxarılması'),
    Confiscation: say('Special confiscation', 'Xüsusi müsadirə'),
    RestrictionOfLegalPerson: say(
      'Legal person barred from an activity',
      'Hüquqi şəxsin müəyyən fəaliyyətlə məşğul olmaq hüququndan məhrum edilməsi',
    ),
    LiquidationOfLegalPerson: say('Liquidation of a legal person', 'Hüquqi şəxsin ləğv edilməsi'),
  },
);
export type SanctionKind = CodeOf<typeof SanctionKind>;
