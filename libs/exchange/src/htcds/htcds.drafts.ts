/**
 * One row of an HTCDS file: one victim, and what the row says of a crime and of a perpetrator. HTCDS is a standard of
 * tables; a file is one flat table of its columns (decisions/0003-what-an-htcds-row-becomes.md).
 */
import {
  agesOf, Crime, Education, ExploitationForm, ForcedLabourSector, Gender, MaritalStatus, MethodOfControl, Offender,
  OffenderInvolvement, offenderIsMinor, OffenderRole, Person, Platform, RecruitmentMethod, RelationshipToOffender, SexualExploitationForm,
  TraffickingPhase, unRegionOf, Victim, VictimInvolvement, victimIsMinor, VictimOffenderRelation,
  type Country, type UnRegion,
} from '#casework';

import { obeying, type Cells } from '../format/cells.js';
import { draft, type Draft } from '../format/draft.js';
import type { Circumstances } from '../format/import-format.js';
import { RowFault } from '../format/row-fault.js';
import { contactIn } from './contact.js';
import { countryOf } from './country-codes.js';
import { decisionIn } from './status.js';

const SEPARATOR = /[;|]/;

/** @throws RowFault. */
export function htcdsDrafts(cells: Cells, about: Circumstances): readonly Draft[] {
  const { source: collectedFrom, today } = about;
  const decision = decisionIn(cells, today);
  const registeredOn = cells.date('cas_IncomingReferralDate', today);
  const birthDate = cells.date('prs_Birthdate', today);
  const ages = obeying('prs_Birthdate', () => agesOf({ birthDate, registeredOn }, today));
  const citizenships = countries(cells, 'prs_Citizenship');
  const exploitationForms = cells.codes('vic_TypeOfExploitation', ExploitationForm, SEPARATOR);
  const sector = cells.code('vic_ForcedLabourIndustry', ForcedLabourSector);
  const crime = crimeIn(cells, about);
  const event = crime && { ...crime, purposes: exploitationForms, sector };
  return [
    draft(Person, 'human', {}),
    draft(Victim, 'victim', {
      status: decision.status, registeredOn, birthDate, majority: ages.majority, ageBand: ages.ageBand, minor: victimIsMinor(ages),
      givenName: cells.text('prs_FirstName'), otherNames: cells.text('prs_MiddleName'), familyName: cells.text('prs_SecondName'),
      gender: cells.code('prs_Gender', Gender), maritalStatus: cells.code('prs_MaritalStatus', MaritalStatus),
      education: cells.code('prs_HighestLevelOfEducation', Education), citizenships, citizenshipRegion: regionOf(citizenships),
      documentNumber: cells.text('prs_IdentityNumber', 40), ...contactIn(cells),
      recruitmentMethods: cells.codes('vic_MethodOfRecruitment', RecruitmentMethod, SEPARATOR),
      recruitmentPlatforms: cells.codes('vic_RecruitmentWebsitesAndApps', Platform, SEPARATOR),
      methodsOfControl: cells.codes('vic_MethodsOfControl', MethodOfControl, SEPARATOR),
      exploitationForms, sector,
      sexualExploitationForms: cells.codes('vic_TypeOfSexExploitation', SexualExploitationForm, SEPARATOR),
      exploitationCountry: crime?.country ?? null, exploitationWorldRegion: crime?.worldRegion ?? null, collectedFrom,
    }, { person: 'human' }),
    ...decision.drafts,
    ...(event ? [draft(Crime, 'crime', event), draft(VictimInvolvement, 'part', { exploitationForms }, { victim: 'victim', crime: 'crime' })] : []),
    ...perpetratorIn(cells, about, event !== null),
  ];
}

interface Event {
  readonly committedOn: string | null;
  readonly country: Country | null;
  readonly worldRegion: UnRegion | null;
  readonly summary: string | null;
  readonly collectedFrom: string;
}

/** @returns what the row tells of a crime, or null when it tells nothing of one. */
function crimeIn(cells: Cells, { source, today }: Circumstances): Event | null {
  const phase = cells.code('hte_Type', TraffickingPhase);
  const [place] = countries(cells, 'hte_Country') ?? [];
  // A place of recruitment or transit is no country of exploitation.
  const country = phase === 'Recruitment' || phase === 'Transit' ? null : (place ?? null);
  const event = {
    committedOn: cells.date('hte_Date', today), country, worldRegion: country && unRegionOf(country),
    summary: cells.text('hte_Description', 10_000), collectedFrom: source,
  };
  const told = event.committedOn ?? place ?? event.summary ?? cells.one('per_RoleInProcess') ?? cells.one('vic_RelationshipToTrafficker');
  return told === null ? null : event;
}

function perpetratorIn(cells: Cells, { source, today }: Circumstances, crimeTold: boolean): Draft[] {
  const roles = cells.codes('per_RoleInProcess', OffenderRole, SEPARATOR);
  const relationship = cells.code('vic_RelationshipToTrafficker', RelationshipToOffender);
  if (!crimeTold || (roles === null && relationship === null)) return [];
  return [
    draft(Person, 'offender human', {}),
    draft(Offender, 'offender', { kind: 'NaturalPerson', minor: offenderIsMinor(agesOf({}, today), null), collectedFrom: source }, { person: 'offender human' }),
    draft(OffenderInvolvement, 'offender part', { roles }, { offender: 'offender', crime: 'crime' }),
    ...(relationship === null ? [] : [draft(VictimOffenderRelation, 'relation', { relationship }, { victim: 'victim', offender: 'offender' })]),
  ];
}

function countries(cells: Cells, column: string): readonly Country[] | null {
  const codes = cells.many(column, SEPARATOR).map((code) => {
    const country = countryOf(code);
    if (country === null) throw new RowFault('CODE_NOT_IN_LIST', column);
    return country;
  });
  if (column === 'hte_Country' && codes.length > 1) throw new RowFault('TOO_MANY_VALUES', column);
  return codes.length === 0 ? null : [...new Set(codes)];
}

/** @returns the region that all citizenships share, or null. */
function regionOf(citizenships: readonly Country[] | null): UnRegion | null {
  const [region, ...others] = new Set((citizenships ?? []).map(unRegionOf));
  return others.length === 0 ? (region ?? null) : null;
}
