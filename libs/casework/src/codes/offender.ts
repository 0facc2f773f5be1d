/**
 * Who an offender is in law, how far proceedings against him or her have come, and what part he or she played.
 * The three `...Group` roles are composites of the CTDC victim-perpetrator file. A group says that at least one of its
 * single roles was played, not which: it MUST NOT be expanded into single roles.
 *
 * NOTICE. Role values and English labels not marked as ours are taken verbatim from the Human Trafficking Case Data
 * Standard 2.0, International Organization for Migration (IOM), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.
 * Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const OffenderKind = defineCodeList(
  'OffenderKind',
  say('Natural or legal person', 'Fiziki və ya hüquqi şəxs'),
  'National Action Plan 2009-2013, II.1: liability of legal persons',
  {
    NaturalPerson: say('Natural person', 'Fiziki şəxs'),
    LegalPerson: say('Legal person', 'Hüquqi şəxs'),
  },
);
export type OffenderKind = CodeOf<typeof OffenderKind>;

export const OffenderStage = defineCodeList(
  'OffenderStage',
  say('Stage of proceedings against the person', 'Şəxsin cinayət prosesindəki vəziyyəti'),
  'ours, after the Criminal Procedure Code of Azerbaijan',
  {
    PersonOfInterest: say('Person of interest, no procedural status', 'Prosessual statusu olmayan, yoxlanılan şəxs'),
    Suspect: say('Suspect', 'Şübhəli şəxs'),
    Accused: say('Accused', 'Təqsirləndirilən şəxs'),
    Wanted: say('Wanted', 'Axtarışda olan şəxs'),
    Defendant: say('Defendant before a court', 'Məhkəmə qarşısında təqsirləndirilən şəxs'),
    Convicted: say('Convicted', 'Məhkum'),
    Acquitted: say('Acquitted', 'Bəraət almış şəxs'),
    Discharged: say('Prosecution discontinued', 'Barəsində cinayət təqibinə xitam verilmiş şəxs'),
  },
);
export type OffenderStage = CodeOf<typeof OffenderStage>;

export const OffenderRole = defineCodeList(
  'OffenderRole',
  say('Part played in the trafficking', 'İnsan alverində rolu'),
  'IOM HTCDS 2.0 per_RoleInProcess; ours, CTDC composites: RecruitmentGroup, TransactionGroup, ControlGroup',
  {
    TravellingPartner: say('Travelling Partner', 'Yol yoldaşı'),
    Transporter: say('Transporter', 'Daşıyan'),
    RecruiterOrIntermediary: say('Recruiter Or Intermediary', 'Cəlb edən və ya vasitəçi'),
    BrokerTravelAgent: say('Broker Travel Agent', 'Broker, səyahət agenti'),
    TransferredIndividual: say('Transferred Individual', 'Şəxsi verən'),
    HarbouredIndividual: say('Harboured Individual', 'Şəxsi gizlədən'),
    SoldIndividual: say('Sold Individual', 'Şəxsi satan'),
    BoughtIndividual: say('Bought Individual', 'Şəxsi satın alan'),
    ReceivedIndividual: say('Received Individual', 'Şəxsi qəbul edən'),
    ControlledIndividual: say('Controlled Individual', 'Şəxsə nəzarət edən'),
    Smuggler: say('Smuggler', 'Sərhəddən qanunsuz keçirən'),
    Abuser: say('Abuser', 'Zorakılıq edən'),
    Kidnapper: say('Kidnapper', 'Oğurlayan'),
    Exploiter: say('Exploiter', 'İstismar edən'),
    RecruitmentGroup: say('Recruiter or broker (CTDC composite)', 'Cəlb edən və ya broker (CTDC birgə qrupu)'),
    TransactionGroup: say(
      'Transport, transfer, harbour, smuggle, sell, buy or receive (CTDC composite)',
      'Daşıma, vermə, gizlətmə, sərhəddən keçirmə, satma, alma və ya qəbul etmə (CTDC birgə qrupu)',
    ),
    ControlGroup: say('Control, abuse or kidnap (CTDC composite)', 'Nəzarət, zorakılıq və ya oğurlama (CTDC birgə qrupu)'),
    Other: say('Other', 'Digər'),
  },
);
export type OffenderRole = CodeOf<typeof OffenderRole>;
