/**
 * Our values and the labels of the CTDC victim-perpetrator file (synthetic data, codebook of 1 December 2022).
 * For flags and roles the label is the column name: the file puts 1 in the column or leaves it blank, and a blank is
 * unknown, never no. The three composite role columns come in as our `...Group` values and MUST NOT be expanded.
 */
import { AgeBand } from '../age-band.js';
import { ExploitationForm } from '../exploitation.js';
import { OffenderRole } from '../offender.js';
import { Majority, Sex } from '../person.js';
import { UnRegion } from '../places.js';
import { RelationBroad, RelationshipToOffender } from '../relationship.js';
import { defineCrosswalk, NOT_EXPRESSIBLE, same, within } from './crosswalk.js';

const FILE = 'CTDC victim-perpetrator file';

/** Columns `gender` and `IP_Gender`. */
export const ctdcGender = defineCrosswalk(Sex, FILE, {
  Female: same('Female'),
  Male: same('Male'),
  Other: NOT_EXPRESSIBLE,
});

/** Column `majorityStatus`. */
export const ctdcMajority = defineCrosswalk(Majority, FILE, { Adult: same('Adult'), Minor: same('Minor') });

/** Columns `isForcedLabour` and `isSexualExploit`; the file has no column for any other form, nor says where it counts them. */
export const ctdcExploitation = defineCrosswalk(ExploitationForm, FILE, {
  ForcedLabour: same('isForcedLabour'),
  SexualExploitation: same('isSexualExploit'),
  ChildLabour: NOT_EXPRESSIBLE,
  ForcedMarriage: NOT_EXPRESSIBLE,
  Servitude: NOT_EXPRESSIBLE,
  ForcedMilitaryByNonStateActors: NOT_EXPRESSIBLE,
  OrganRemoval: NOT_EXPRESSIBLE,
  ForcedBegging: NOT_EXPRESSIBLE,
  ForcedAdoption: NOT_EXPRESSIBLE,
  Surrogacy: NOT_EXPRESSIBLE,
  ForcedCriminality: NOT_EXPRESSIBLE,
  UnlawfulBiomedicalResearch: NOT_EXPRESSIBLE,
  Other: NOT_EXPRESSIBLE,
});

/** Columns `UN_COO_Region`, `UN_COE_Region` and `IP_citizen_UNRegion`. */
export const ctdcRegion = defineCrosswalk(UnRegion, FILE, {
  Africa: same('Africa'),
  Americas: within('Americas/Oceania'),
  Asia: same('Asia'),
  Europe: same('Europe'),
  Oceania: within('Americas/Oceania'),
  AmericasOceania: same('Americas/Oceania'),
});

/** Column `IP_ageBroad`: perpetrators, one broad band below thirty. */
export const ctdcOffenderAge = defineCrosswalk(AgeBand, FILE, {
  From0To8: within('0--29'),
  From9To17: within('0--29'),
  From18To20: within('0--29'),
  From21To23: within('0--29'),
  From24To26: within('0--29'),
  From27To29: within('0--29'),
  From30To38: same('30--38'),
  From39To47: same('39--47'),
  From48: same('48+'),
  From0To29: same('0--29'),
});

/** The narrow bands, as the CTDC global data set spells them for victims. */
export const ctdcVictimAge = defineCrosswalk(AgeBand, 'CTDC global data set', {
  From0To8: same('0--8'),
  From9To17: same('9--17'),
  From18To20: same('18--20'),
  From21To23: same('21--23'),
  From24To26: same('24--26'),
  From27To29: same('27--29'),
  From30To38: same('30--38'),
  From39To47: same('39--47'),
  From48: same('48+'),
  From0To29: NOT_EXPRESSIBLE,
});

/** Column `IP_Relation`. */
export const ctdcRelation = defineCrosswalk(RelationBroad, FILE, {
  FamilyIntimatePartner: same('FamilyIntimatePartner'),
  FriendAcquaintance: same('FriendAcquaintance'),
  StrangerUnknownOther: same('StrangerUnknownOther'),
});

/** Our HTCDS relationship into `IP_Relation`: outward only, each group of CTDC being wider. */
export const ctdcRelationFromHtcds = defineCrosswalk(RelationshipToOffender, FILE, {
  Familial: within('FamilyIntimatePartner'),
  Acquainted: within('FriendAcquaintance'),
  Unaquainted: within('StrangerUnknownOther'),
});

/** Columns `IP_Exploiter`, `IP_RecruiterBroker`, `IP_TransactionProcess` and `IP_ControlAbuseKidnap`. */
export const ctdcRole = defineCrosswalk(OffenderRole, FILE, {
  TravellingPartner: NOT_EXPRESSIBLE,
  Transporter: within('IP_TransactionProcess'),
  RecruiterOrIntermediary: within('IP_RecruiterBroker'),
  BrokerTravelAgent: within('IP_RecruiterBroker'),
  TransferredIndividual: within('IP_TransactionProcess'),
  HarbouredIndividual: within('IP_TransactionProcess'),
  SoldIndividual: within('IP_TransactionProcess'),
  BoughtIndividual: within('IP_TransactionProcess'),
  ReceivedIndividual: within('IP_TransactionProcess'),
  ControlledIndividual: within('IP_ControlAbuseKidnap'),
  Smuggler: within('IP_TransactionProcess'),
  Abuser: within('IP_ControlAbuseKidnap'),
  Kidnapper: within('IP_ControlAbuseKidnap'),
  Exploiter: same('IP_Exploiter'),
  RecruitmentGroup: same('IP_RecruiterBroker'),
  TransactionGroup: same('IP_TransactionProcess'),
  ControlGroup: same('IP_ControlAbuseKidnap'),
  Other: NOT_EXPRESSIBLE,
});

export const ctdcCrosswalks = [
  ctdcGender,
  ctdcMajority,
  ctdcExploitation,
  ctdcRegion,
  ctdcOffenderAge,
  ctdcVictimAge,
  ctdcRelation,
  ctdcRelationFromHtcds,
  ctdcRole,
] as const;
