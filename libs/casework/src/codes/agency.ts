/**
 * What kind of body an agency is, and which kind of body decided on a victim's status.
 *
 * NOTICE. Values and English labels of the lists whose source names HTCDS are taken verbatim from the Human Trafficking
 * Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels and values marked as ours are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const AgencyKind = defineCodeList(
  'AgencyKind',
  say('Kind of agency', 'Qurumun növü'),
  'IOM HTCDS 2.0 org_Type; ours: ProsecutionService, Court, InternationalOrganisation',
  {
    NGO: say('NGO', 'Qeyri-hökumət təşkilatı'),
    LawEnforcement: say('Law Enforcement', 'Hüquq mühafizə orqanı'),
    HealthServiceOrganisation: say('Health Service Organisation', 'Səhiyyə müəssisəsi'),
    CentralGovernmentOrganisation: say('Central Government Organisation', 'Mərkəzi dövlət orqanı'),
    LocalGovernmentOrganisation: say('Local Government Organisation', 'Yerli dövlət orqanı'),
    ImmigrationService: say('Immigration Service', 'Miqrasiya xidməti'),
    LegalService: say('Legal Service', 'Hüquqi xidmət'),
    CorporateBusiness: say('Corporate Business', 'Kommersiya təşkilatı'),
    SchoolOrCollege: say('School or College', 'Məktəb və ya kollec'),
    ProsecutionService: say('Prosecution service', 'Prokurorluq'),
    Court: say('Court', 'Məhkəmə'),
    InternationalOrganisation: say('International organisation', 'Beynəlxalq təşkilat'),
  },
);
export type AgencyKind = CodeOf<typeof AgencyKind>;

export const DecidingOrganisation = defineCodeList(
  'DecidingOrganisation',
  say('Kind of body that decided the victim status', 'Qurban statusu barədə qərar qəbul edən qurumun növü'),
  'IOM HTCDS 2.0 vic_TraffickingStatusDecisionMakingOrg',
  {
    Police: say('Police', 'Polis'),
    NGO: say('NGO', 'Qeyri-hökumət təşkilatı'),
    CourtOrProsecution: say('Court or prosecution', 'Məhkəmə və ya prokurorluq'),
    NonPoliceGovernmentalOrganization: say('Non-police governmental organization', 'Polisdən başqa dövlət qurumu'),
    Other: say('Other', 'Digər'),
  },
);
export type DecidingOrganisation = CodeOf<typeof DecidingOrganisation>;
