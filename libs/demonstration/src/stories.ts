/**
 * The twelve criminal cases of the demonstration, in short. People, dates and crimes are drawn around these lines. Nothing of
 * it happened. The shapes are those of the National Action Plan: at home and abroad, children, legal persons, every form.
 */
import type {
  CaseStage, CriminalCodeArticle, ExploitationForm, ForcedLabourSector, Platform, RecruitmentMethod, Region, TraffickingMeans,
} from '#casework';

import type { Origin } from './names.js';

export interface Story {
  /** Which of the two investigators opens and leads it. */
  readonly lead: 'investigator' | 'investigator2';
  readonly openedOn: string;
  readonly stage: CaseStage;
  readonly closedOn?: string;
  readonly article: CriminalCodeArticle;
  readonly form: ExploitationForm;
  readonly sector?: ForcedLabourSector;
  readonly region: Region;
  readonly abroad?: 'TR' | 'AE';
  readonly origins: readonly Origin[];
  readonly means: readonly TraffickingMeans[];
  readonly recruited: readonly RecruitmentMethod[];
  readonly platforms?: readonly Platform[];
  readonly crimes: number;
  readonly victims: number;
  /** How many of the victims are children. */
  readonly children: number;
  readonly offenders: number;
  /** A legal person among the offenders. */
  readonly firm?: string;
  /** How far the prosecution is. */
  readonly court: 'NONE' | 'CHARGED' | 'JUDGED';
  readonly summary: string;
}

/** In the order in which they were opened. */
export const STORIES: readonly Story[] = [
  {
    lead: 'investigator', openedOn: '2022-03-14', stage: 'Closed', closedOn: '2024-02-20', article: 'Art144_1', form: 'SexualExploitation', region: 'Baku', abroad: 'TR',
    origins: ['AZ', 'UA'], means: ['Deception', 'AbuseOfVulnerability'], recruited: ['ThroughOnlineSocialNetworks'], platforms: ['Instagram', 'Telegram'],
    crimes: 5, victims: 8, children: 1, offenders: 6, court: 'JUDGED',
    summary: 'Qadınlar xaricdə iş vədi ilə aldadılıb, sənədləri əllərindən alınıb. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2022-09-05', stage: 'Appeal', article: 'Art144_2', form: 'ForcedLabour', sector: 'F_Construction', region: 'AbsheronKhizi',
    origins: ['UZ', 'AZ'], means: ['Fraud', 'Coercion'], recruited: ['ThroughFriendsOrSocialEvents', 'ThroughAnOnlineAdvertisement'], platforms: ['WhatsApp'],
    crimes: 4, victims: 7, children: 0, offenders: 5, firm: '“Nümunə Tikinti” MMC', court: 'JUDGED',
    summary: 'Fəhlələr tikintidə ödənişsiz işlədilib, pasportları saxlanılıb. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2023-01-23', stage: 'Trial', article: 'Art144_1', form: 'SexualExploitation', region: 'Baku', abroad: 'AE',
    origins: ['AZ', 'PH', 'RU'], means: ['Deception', 'Threat'], recruited: ['ThroughAnOnlineAdvertisement'], platforms: ['Telegram', 'TikTok'],
    crimes: 4, victims: 6, children: 1, offenders: 5, court: 'JUDGED',
    summary: 'Onlayn elanla cəlb edilən qadınlar xaricə aparılıb və istismar edilib. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2023-06-12', stage: 'Closed', closedOn: '2024-11-11', article: 'Art144_1', form: 'ForcedBegging', region: 'GanjaDashkasan',
    origins: ['AZ'], means: ['AbuseOfPower', 'Force'], recruited: ['ThroughFamilyOrFamilyEvents'],
    crimes: 3, victims: 6, children: 5, offenders: 4, court: 'JUDGED',
    summary: 'Uşaqlar dilənçiliyə məcbur edilib, topladıqları pul əllərindən alınıb. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2023-10-02', stage: 'Trial', article: 'Art144_2', form: 'ForcedLabour', sector: 'A_AgricultureForestryAndFishing', region: 'CentralAran',
    origins: ['UZ', 'AZ'], means: ['Deception', 'Coercion'], recruited: ['ThroughFriendsOrSocialEvents'],
    crimes: 3, victims: 5, children: 0, offenders: 4, firm: '“Nümunə Aqro” MMC', court: 'CHARGED',
    summary: 'Mövsümi işçilər təsərrüfatda saxlanılıb, borc bəhanəsi ilə buraxılmayıb. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2024-02-19', stage: 'PreliminaryInvestigation', article: 'Art144_1', form: 'ForcedMarriage', region: 'LankaranAstara',
    origins: ['AZ'], means: ['AbuseOfPower', 'Threat'], recruited: ['ThroughFamilyOrFamilyEvents'],
    crimes: 3, victims: 5, children: 3, offenders: 4, court: 'CHARGED',
    summary: 'Yetkinlik yaşına çatmayan qızlar pul müqabilində nikaha məcbur edilib. (Uydurma iş.)',
  },
  {
    lead: 'investigator', openedOn: '2024-05-27', stage: 'PreliminaryInvestigation', article: 'Art144_1', form: 'SexualExploitation', region: 'Baku',
    origins: ['AZ', 'NA', 'UA'], means: ['Deception', 'AbuseOfVulnerability'], recruited: ['AtAPlaceOfBusiness'],
    crimes: 3, victims: 5, children: 0, offenders: 3, firm: '“Nümunə Otel” MMC', court: 'NONE',
    summary: 'Otelə işə götürülən qadınlar istismar edilib. (Uydurma iş.)',
  },
  {
    lead: 'investigator2', openedOn: '2024-07-08', stage: 'Trial', article: 'Art144_1', form: 'SexualExploitation', region: 'GubaKhachmaz', abroad: 'TR',
    origins: ['AZ', 'UA'], means: ['Deception'], recruited: ['ThroughOnlineSocialNetworks'], platforms: ['Instagram', 'WhatsApp'],
    crimes: 2, victims: 4, children: 1, offenders: 3, court: 'CHARGED',
    summary: 'Tanışlıq saytı ilə cəlb edilənlər sərhəddən keçirilib. (Uydurma iş.)',
  },
  {
    lead: 'investigator2', openedOn: '2024-09-16', stage: 'PreliminaryInvestigation', article: 'Art144_1', form: 'OrganRemoval', region: 'Baku', abroad: 'TR',
    origins: ['AZ', 'UZ'], means: ['PaymentToController', 'Deception'], recruited: ['ThroughAnOnlineAdvertisement'], platforms: ['Facebook'],
    crimes: 3, victims: 4, children: 0, offenders: 3, firm: '“Nümunə Səyahət” MMC', court: 'CHARGED',
    summary: 'Borclu şəxslər orqanlarının alınması üçün xaricə aparılıb. (Uydurma iş.)',
  },
  {
    lead: 'investigator2', openedOn: '2024-11-25', stage: 'PreliminaryInvestigation', article: 'Art144_2', form: 'Servitude', sector: 'T_ActivitiesOfHouseholdsAsEmployers', region: 'Baku',
    origins: ['PH', 'UZ'], means: ['AbuseOfVulnerability', 'Coercion'], recruited: ['AtAPlaceOfBusiness'],
    crimes: 2, victims: 3, children: 0, offenders: 3, court: 'NONE',
    summary: 'Ev işçiləri evdən buraxılmayıb, əməkhaqqı ödənilməyib. (Uydurma iş.)',
  },
  {
    lead: 'investigator2', openedOn: '2025-02-10', stage: 'Inquiry', article: 'Art144_1', form: 'ForcedCriminality', region: 'MilMughan',
    origins: ['AZ'], means: ['Threat', 'Force'], recruited: ['ThroughFriendsOrSocialEvents'],
    crimes: 2, victims: 2, children: 2, offenders: 3, court: 'NONE',
    summary: 'Yeniyetmələr oğurluğa məcbur edilib. (Uydurma iş.)',
  },
  {
    lead: 'investigator2', openedOn: '2025-03-31', stage: 'Suspended', article: 'Art144_2', form: 'ForcedLabour', sector: 'C_Manufacturing', region: 'ShirvanSalyan', abroad: 'TR',
    origins: ['AZ', 'TR'], means: ['Fraud'], recruited: ['AtWork', 'ThroughAnOnlineAdvertisement'], platforms: ['Facebook'],
    crimes: 2, victims: 2, children: 0, offenders: 2, court: 'NONE',
    summary: 'İşçilər xaricdə sexdə ödənişsiz işlədilib. (Uydurma iş.)',
  },
];
