/**
 * Files with the columns of the Human Trafficking Case Data Standard 2.0.
 *
 * NOTICE. Column names are taken from HTCDS 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/.
 */
import { say } from '#kernel';

import type { ImportFormat } from '../format/import-format.js';
import { htcdsDrafts } from './htcds.drafts.js';

const TAKEN = [
  'prs_FirstName', 'prs_MiddleName', 'prs_SecondName', 'prs_Birthdate', 'prs_Gender', 'prs_MaritalStatus',
  'prs_HighestLevelOfEducation', 'prs_Citizenship', 'prs_IdentityNumber', 'prs_MobilePhone', 'prs_HomePhone',
  'prs_Email', 'prs_MailingStreet', 'prs_MailingCity', 'prs_MailingState', 'prs_MailingPostalCode',
  'prs_MailingCountry', 'vic_TraffickingStatus', 'vic_TraffickingStatusDecisionMakingOrg',
  'vic_RelationshipToTrafficker', 'vic_RecruitmentWebsitesAndApps', 'vic_MethodOfRecruitment',
  'vic_MethodsOfControl', 'vic_TypeOfExploitation', 'vic_ForcedLabourIndustry', 'vic_TypeOfSexExploitation',
  'per_RoleInProcess', 'cas_IncomingReferralDate', 'hte_Date', 'hte_Type', 'hte_Country', 'hte_Description',
];

/** HTCDS itself marks these as deprecated. */
const DEPRECATED = [
  'vic_AgreementToManagePersonalData', 'vic_Vulnerabilities', 'vic_DetailsOfVulnerabilities',
];

/** The records have no place for these yet: referrals, plans, consent and organisations are parts of their own. */
const NO_PLACE = [
  'org_Name', 'org_ShippingCity', 'org_ShippingCountry', 'org_ShippingState', 'org_ShippingStreet',
  'org_ShippingPostalCode', 'org_ShippingLongitude', 'org_ShippingLatitude', 'org_Phone', 'org_Type',
  'prs_Salutation', 'prs_Deceased', 'prs_NumberOfChildren', 'prs_PrimaryLanguage', 'prs_SecondaryLanguage',
  'prs_Title', 'prs_MailingLongitude', 'prs_MailingLatitude', 'vic_AgeWhenTrafficked', 'vic_LocationOfRecruitment',
  'vic_LocationOfExploitation', 'vic_ExploitationWebsitesAndApps', 'per_RoleDetails', 'cas_Status',
  'cas_ReasonForCaseClosure', 'cas_CaseOwner', 'cas_ReferringOrganisation', 'cas_ReferringPrimaryCaseWorker',
  'cas_ReasonForIncomingReferral', 'cas_IncomingReferralDetails', 'cas_ReferredOrganisation',
  'cas_ReferredPrimaryCaseWorker', 'cas_ReasonForOutgoingReferral', 'cas_OutgoingReferralDate',
  'cas_OutgoingReferralDetails', 'cco_CaseComment', 'hte_Longitude', 'hte_Latitude', 'hte_City', 'hte_State',
  'hte_Street', 'hte_PostalCode', 'spl_Objectives', 'spl_ActionPlan', 'spl_PlannedEndDate', 'spl_ActualEndDate',
  'spl_Type', 'con_Consent',
];

const deprecated = say('deprecated by HTCDS', 'HTCDS üzrə köhnəlmişdir');
const noPlace = say('the records have no place for it yet', 'bazada hələ yeri yoxdur');

export const htcds: ImportFormat = {
  name: 'htcds',
  words: say('HTCDS 2.0 file', 'HTCDS 2.0 faylı'),
  source: 'HTCDS 2.0 file',
  required: ['vic_TraffickingStatus'],
  taken: new Set(TAKEN),
  notTaken: new Map([...DEPRECATED.map((column) => [column, deprecated] as const), ...NO_PLACE.map((column) => [column, noPlace] as const)]),
  strangersAllowed: true,
  drafts: htcdsDrafts,
};
