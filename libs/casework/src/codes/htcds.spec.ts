/**
 * The HTCDS lists are verbatim: every value and English label of the published CSV, in its order, and nothing else but the
 * values that a list's source declares as ours. Runs where the published file lies beside the project.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { isCodeList, type CodeList } from '#kernel';
import * as codes from './index.js';

const CSV = path.resolve(process.cwd(), '../shared/data/htcds/htcds_codelists_2.0.csv');
const present = existsSync(CSV);

interface Row {
  readonly field: string;
  readonly value: string;
  readonly label: string;
}

const FIELDS: readonly (readonly [string, CodeList])[] = [
  ['org_Type', codes.AgencyKind],
  ['prs_Gender', codes.Gender],
  ['prs_MaritalStatus', codes.MaritalStatus],
  ['prs_HighestLevelOfEducation', codes.Education],
  ['vic_TraffickingStatus', codes.TraffickingStatus],
  ['vic_TraffickingStatusDecisionMakingOrg', codes.DecidingOrganisation],
  ['vic_RelationshipToTrafficker', codes.RelationshipToOffender],
  ['vic_RecruitmentWebsitesAndApps', codes.Platform],
  ['vic_ExploitationWebsitesAndApps', codes.Platform],
  ['vic_MethodOfRecruitment', codes.RecruitmentMethod],
  ['vic_MethodsOfControl', codes.MethodOfControl],
  ['vic_TypeOfExploitation', codes.ExploitationForm],
  ['vic_TypeOfSexExploitation', codes.SexualExploitationForm],
  ['vic_ForcedLabourIndustry', codes.ForcedLabourSector],
  ['per_RoleInProcess', codes.OffenderRole],
  ['cas_Status', codes.CaseStatus],
  ['cas_ReasonForIncomingReferral', codes.ReferralReason],
  ['cas_ReasonForOutgoingReferral', codes.ReferralReason],
  ['hte_Type', codes.TraffickingPhase],
];

/** The values a list's source declares as ours: what follows `ours`, each a value of the list. */
function declaredOurs(list: CodeList): readonly string[] {
  const declared = /; ours(?:, CTDC composites)?: (.*)$/.exec(list.source)?.[1];
  return declared?.split(', ') ?? [];
}

test('every list that names HTCDS as its source is compared', () => {
  const named = Object.values(codes as Record<string, unknown>).filter((one) => isCodeList(one) && one.source.includes('HTCDS'));
  expect(new Set(FIELDS.map(([, list]) => list))).toEqual(new Set(named));
  for (const [field, list] of FIELDS) expect(list.source).toContain(field);
});

test('what is declared as ours is in the list', () => {
  for (const [, list] of FIELDS) expect(list.values).toEqual(expect.arrayContaining([...declaredOurs(list)]));
  expect(declaredOurs(codes.ExploitationForm)).toEqual(['ForcedCriminality', 'UnlawfulBiomedicalResearch']);
  expect(declaredOurs(codes.OffenderRole)).toEqual(['RecruitmentGroup', 'TransactionGroup', 'ControlGroup']);
});

const reason = present ? '' : ' [skipped: ../shared/data/htcds is not beside this project]';
(present ? describe : describe.skip)(`against the published HTCDS 2.0 code lists${reason}`, () => {
  const rows: readonly Row[] = present ? parse<Row>(readFileSync(CSV, 'utf8'), { columns: true, bom: true }) : [];

  test.each(FIELDS)('%s is verbatim', (field, list) => {
    const published = rows.filter((row) => row.field === field).map(({ value, label }) => ({ value, label }));
    const ours = new Set(declaredOurs(list));
    const kept = list.values.filter((value) => !ours.has(value)).map((value) => ({ value, label: list.labels[value]?.en }));
    expect(published.length).toBeGreaterThan(0);
    expect(kept).toEqual(published);
  });
});
