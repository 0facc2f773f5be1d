/** Every code list of casework in one array, for whatever must treat them alike: GraphQL enums, the glossary, checks. */
import type { CodeList } from '#kernel';
import { AgeBand } from './age-band.js';
import { AgencyKind, DecidingOrganisation } from './agency.js';
import { CaseStage, CaseStatus, ReferralReason } from './case.js';
import { MethodOfControl } from './control.js';
import { Country } from './countries.js';
import { CrimeStage, TraffickingAct, TraffickingMeans, TraffickingPhase } from './crime.js';
import { CriminalCodeArticle } from './criminal-code.js';
import { ExploitationForm, SexualExploitationForm } from './exploitation.js';
import { OffenderKind, OffenderRole, OffenderStage } from './offender.js';
import { Education, Gender, Majority, MaritalStatus, Sex } from './person.js';
import { Region, UnRegion } from './places.js';
import { Platform, RecruitmentMethod } from './recruitment.js';
import { RelationBroad, RelationshipToOffender } from './relationship.js';
import { HandlingCode, InformationGrade, SourceGrade } from './intelligence.js';
import { ForcedLabourSector } from './sector.js';
import { LegalBasis, TaskingPurpose } from './tasking.js';
import { SanctionKind, VerdictOutcome } from './verdict.js';
import { ProceduralRole, TraffickingStatus, VictimStatus } from './victim.js';

export const allCodeLists: readonly CodeList[] = [
  AgencyKind,
  DecidingOrganisation,
  Sex,
  Gender,
  Majority,
  MaritalStatus,
  Education,
  AgeBand,
  VictimStatus,
  TraffickingStatus,
  ProceduralRole,
  RecruitmentMethod,
  Platform,
  MethodOfControl,
  ExploitationForm,
  SexualExploitationForm,
  ForcedLabourSector,
  CrimeStage,
  TraffickingAct,
  TraffickingMeans,
  TraffickingPhase,
  CriminalCodeArticle,
  CaseStage,
  CaseStatus,
  ReferralReason,
  VerdictOutcome,
  SanctionKind,
  OffenderKind,
  OffenderStage,
  OffenderRole,
  RelationshipToOffender,
  RelationBroad,
  SourceGrade,
  InformationGrade,
  HandlingCode,
  TaskingPurpose,
  LegalBasis,
  Region,
  UnRegion,
  Country,
];
