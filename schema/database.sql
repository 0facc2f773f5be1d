-- Written by `npm run sync`. For reading: the database itself is made by the migrations, in their order. Do not edit.

-- Part 1: the tables of records, from their declarations. Each column comment begins with the need class.

create schema if not exists "records";
create table "records"."agency" (
  "id" uuid not null,
  "name" text not null,
  "role" text collate "C" not null,
  primary key ("id")
);
comment on table "records"."agency" is 'An agency whose officers use the database';
comment on column "records"."agency"."id" is 'random, version 4';
comment on column "records"."agency"."name" is 'DIRECTORY: Name';
comment on column "records"."agency"."role" is 'DIRECTORY: Part in the fight against trafficking';
alter table "records"."agency" add constraint "agency_name_check" check (length(name) <= 200);
alter table "records"."agency" add constraint "agency_role_check" check (role in ('AntiTraffickingDepartment', 'Police', 'Prosecution', 'Court', 'BorderOrMigration', 'Security', 'Shelter', 'AssistanceCentre', 'Guardianship', 'StateCommittee', 'Consulate', 'Fund', 'Hotline', 'Coordinator', 'Organisation', 'Other'));

create table "records"."case" (
  "id" uuid not null,
  "sealed" boolean not null default false,
  "evidential" boolean not null default false,
  "number" text not null,
  "official_number" text null,
  "stage" text collate "C" not null,
  "articles" text[] null,
  "opened_on" text collate "C" null,
  "closed_on" text collate "C" null,
  "agency_id" uuid null,
  "summary" bytea null,
  "recorded_at" timestamptz(3) not null,
  primary key ("id")
);
comment on table "records"."case" is 'A criminal case file';
comment on column "records"."case"."id" is 'random, version 4';
comment on column "records"."case"."sealed" is 'SEAL: Closed to everybody by a seal order';
comment on column "records"."case"."evidential" is 'ADMINISTRATION: May be disclosed in court';
comment on column "records"."case"."number" is 'ADMINISTRATION: Case number';
comment on column "records"."case"."official_number" is 'ADMINISTRATION: Number given by the agency';
comment on column "records"."case"."stage" is 'ADMINISTRATION: Stage';
comment on column "records"."case"."articles" is 'ADMINISTRATION: Articles of the Criminal Code';
comment on column "records"."case"."opened_on" is 'ADMINISTRATION: Opened on';
comment on column "records"."case"."closed_on" is 'ADMINISTRATION: Closed on';
comment on column "records"."case"."agency_id" is 'ADMINISTRATION: Agency that leads the case';
comment on column "records"."case"."summary" is 'NARRATIVE: Summary';
comment on column "records"."case"."recorded_at" is 'ADMINISTRATION: Recorded at';
alter table "records"."case" add constraint "case_number_unique" unique ("number");
create index "case_agency_id_index" on "records"."case" ("agency_id");
create index "case_official_number_id_index" on "records"."case" ("official_number", "id");
create index "case_opened_on_id_index" on "records"."case" ("opened_on", "id");
alter table "records"."case" add constraint "case_number_check" check (length(number) <= 40);
alter table "records"."case" add constraint "case_official_number_check" check (length(official_number) <= 40);
alter table "records"."case" add constraint "case_stage_check" check (stage in ('Inquiry', 'PreliminaryInvestigation', 'Trial', 'Appeal', 'Cassation', 'Suspended', 'Discontinued', 'Closed'));
alter table "records"."case" add constraint "case_articles_check" check (articles <@ array['Art106', 'Art137', 'Art144_1', 'Art144_2', 'Art144_3', 'Art151', 'Art171', 'Art171_1', 'Art243', 'Art244', 'Art316_1', 'Other']::text[] and cardinality(articles) > 0);
alter table "records"."case" add constraint "case_opened_on_check" check (length(opened_on) <= 10);
alter table "records"."case" add constraint "case_closed_on_check" check (length(closed_on) <= 10);
alter table "records"."case" add constraint "case_summary_check" check (length(summary) >= 77 and get_byte(summary, 0) = 1);

create table "records"."crime" (
  "id" uuid not null,
  "sealed" boolean not null default false,
  "evidential" boolean not null default false,
  "number" text null,
  "official_number" text null,
  "registered_on" text collate "C" null,
  "article" text collate "C" null,
  "acts" text[] null,
  "means" text[] null,
  "purposes" text[] null,
  "sector" text collate "C" null,
  "stage" text collate "C" null,
  "committed_on" text collate "C" null,
  "region" text collate "C" null,
  "country" text collate "C" null,
  "world_region" text collate "C" null,
  "case_id" uuid null,
  "summary" bytea null,
  "means_told" text[] null,
  "summary_pseudonymised" bytea null,
  "source" bytea null,
  "source_pseudonym" bytea null,
  "source_grade" text collate "C" null,
  "information_grade" text collate "C" null,
  "handling" text collate "C" null,
  "operation" bytea null,
  "collected_from" text null,
  "recorded_at" timestamptz(3) not null,
  "source_pseudonym_index" bytea null,
  primary key ("id")
);
comment on table "records"."crime" is 'A crime: one counted fact of trafficking or a crime connected with it';
comment on column "records"."crime"."id" is 'random, version 4';
comment on column "records"."crime"."sealed" is 'SEAL: Closed to everybody by a seal order';
comment on column "records"."crime"."evidential" is 'ADMINISTRATION: May be disclosed in court';
comment on column "records"."crime"."number" is 'ADMINISTRATION: Registration number';
comment on column "records"."crime"."official_number" is 'ADMINISTRATION: Number given by the agency';
comment on column "records"."crime"."registered_on" is 'PROFILE: Registered on';
comment on column "records"."crime"."article" is 'PROFILE: Article of the Criminal Code';
comment on column "records"."crime"."acts" is 'PROFILE: Acts';
comment on column "records"."crime"."means" is 'PROFILE: Means';
comment on column "records"."crime"."purposes" is 'PROFILE: Purposes of exploitation';
comment on column "records"."crime"."sector" is 'PROFILE: Economic sector';
comment on column "records"."crime"."stage" is 'PROFILE: How far the crime went';
comment on column "records"."crime"."committed_on" is 'PROFILE: When it was committed';
comment on column "records"."crime"."region" is 'PROFILE: Region of Azerbaijan';
comment on column "records"."crime"."country" is 'PROFILE: Country of exploitation';
comment on column "records"."crime"."world_region" is 'PROFILE: World region of exploitation';
comment on column "records"."crime"."case_id" is 'ADMINISTRATION: Criminal case that leads';
comment on column "records"."crime"."summary" is 'NARRATIVE: What happened';
comment on column "records"."crime"."means_told" is 'NARRATIVE: Means told in the statements, coded';
comment on column "records"."crime"."summary_pseudonymised" is 'NARRATIVE: What happened, names replaced by pseudonyms';
comment on column "records"."crime"."source" is 'SOURCE: Where the information comes from';
comment on column "records"."crime"."source_pseudonym" is 'SOURCE: Pseudonym of the source';
comment on column "records"."crime"."source_grade" is 'ADMINISTRATION: Reliability of the source';
comment on column "records"."crime"."information_grade" is 'ADMINISTRATION: Accuracy of the information';
comment on column "records"."crime"."handling" is 'ADMINISTRATION: Handling code';
comment on column "records"."crime"."operation" is 'OPERATION: Operational-search activity';
comment on column "records"."crime"."collected_from" is 'ADMINISTRATION: Collected from';
comment on column "records"."crime"."recorded_at" is 'ADMINISTRATION: Recorded at';
comment on column "records"."crime"."source_pseudonym_index" is 'Blind index';
alter table "records"."crime" add constraint "crime_number_unique" unique ("number");
create index "crime_case_id_index" on "records"."crime" ("case_id");
create index "crime_official_number_id_index" on "records"."crime" ("official_number", "id");
create index "crime_registered_on_id_index" on "records"."crime" ("registered_on", "id");
create index "crime_source_pseudonym_index_id_index" on "records"."crime" ("source_pseudonym_index", "id");
alter table "records"."crime" add constraint "crime_number_check" check (length(number) <= 40);
alter table "records"."crime" add constraint "crime_official_number_check" check (length(official_number) <= 40);
alter table "records"."crime" add constraint "crime_registered_on_check" check (length(registered_on) <= 10);
alter table "records"."crime" add constraint "crime_article_check" check (article in ('Art106', 'Art137', 'Art144_1', 'Art144_2', 'Art144_3', 'Art151', 'Art171', 'Art171_1', 'Art243', 'Art244', 'Art316_1', 'Other'));
alter table "records"."crime" add constraint "crime_acts_check" check (acts <@ array['Recruitment', 'Obtaining', 'Keeping', 'Harbouring', 'Transportation', 'Transfer', 'Receipt']::text[] and cardinality(acts) > 0);
alter table "records"."crime" add constraint "crime_means_check" check (means <@ array['Threat', 'Force', 'Coercion', 'Abduction', 'Fraud', 'Deception', 'AbuseOfPower', 'AbuseOfVulnerability', 'PaymentToController']::text[] and cardinality(means) > 0);
alter table "records"."crime" add constraint "crime_purposes_check" check (purposes <@ array['ForcedLabour', 'SexualExploitation', 'ChildLabour', 'ForcedMarriage', 'Servitude', 'ForcedMilitaryByNonStateActors', 'OrganRemoval', 'ForcedBegging', 'ForcedAdoption', 'Surrogacy', 'ForcedCriminality', 'UnlawfulBiomedicalResearch', 'Other']::text[] and cardinality(purposes) > 0);
alter table "records"."crime" add constraint "crime_sector_check" check (sector in ('A_AgricultureForestryAndFishing', 'B_MiningAndQuarrying', 'C_Manufacturing', 'D_ElectricityGasSteamAndAirConditioningSupply', 'E_WaterSupplySewerageWasteManagement', 'F_Construction', 'G_WholesaleAndRetailTradeRepairOfMotorVehicles', 'H_TransportationAndStorage', 'I_AccommodationAndFoodServiceActivities', 'J_InformationAndCommunication', 'K_FinancialAndInsuranceActivities', 'L_RealEstateActivities', 'M_ProfessionalScientificAndTechnicalActivities', 'N_AdministrativeAndSupportServiceActivities', 'O_PublicAdministrationAndDefence', 'P_Education', 'Q_HumanHealthAndSocialWorkActivities', 'R_ArtsEntertainmentAndRecreation', 'S_OtherServiceActivities', 'T_ActivitiesOfHouseholdsAsEmployers', 'U_ActivitiesOfExtraterritorialOrganizations'));
alter table "records"."crime" add constraint "crime_stage_check" check (stage in ('Preparation', 'Attempted', 'Completed'));
alter table "records"."crime" add constraint "crime_committed_on_check" check (length(committed_on) <= 10);
alter table "records"."crime" add constraint "crime_region_check" check (region in ('Baku', 'Nakhchivan', 'AbsheronKhizi', 'MountainousShirvan', 'GanjaDashkasan', 'Karabakh', 'GazakhTovuz', 'GubaKhachmaz', 'LankaranAstara', 'CentralAran', 'MilMughan', 'ShakiZagatala', 'EasternZangezur', 'ShirvanSalyan', 'Abroad'));
alter table "records"."crime" add constraint "crime_country_check" check (country in ('AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW'));
alter table "records"."crime" add constraint "crime_world_region_check" check (world_region in ('Africa', 'Americas', 'Asia', 'Europe', 'Oceania', 'AmericasOceania'));
alter table "records"."crime" add constraint "crime_summary_check" check (length(summary) >= 77 and get_byte(summary, 0) = 1);
alter table "records"."crime" add constraint "crime_means_told_check" check (means_told <@ array['Threat', 'Force', 'Coercion', 'Abduction', 'Fraud', 'Deception', 'AbuseOfPower', 'AbuseOfVulnerability', 'PaymentToController']::text[] and cardinality(means_told) > 0);
alter table "records"."crime" add constraint "crime_summary_pseudonymised_check" check (length(summary_pseudonymised) >= 77 and get_byte(summary_pseudonymised, 0) = 1);
alter table "records"."crime" add constraint "crime_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."crime" add constraint "crime_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
alter table "records"."crime" add constraint "crime_source_grade_check" check (source_grade in ('A', 'B', 'C', 'X'));
alter table "records"."crime" add constraint "crime_information_grade_check" check (information_grade in ('G1', 'G2', 'G3', 'G4'));
alter table "records"."crime" add constraint "crime_handling_check" check (handling in ('H0', 'H1', 'H2', 'H3'));
alter table "records"."crime" add constraint "crime_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."crime" add constraint "crime_collected_from_check" check (length(collected_from) <= 200);

create table "records"."crime_in_case" (
  "id" uuid not null,
  "crime_id" uuid not null,
  "case_id" uuid not null,
  "since" text collate "C" null,
  primary key ("id")
);
comment on table "records"."crime_in_case" is 'A crime that another case file deals with too';
comment on column "records"."crime_in_case"."id" is 'random, version 4';
comment on column "records"."crime_in_case"."crime_id" is 'ADMINISTRATION: Crime';
comment on column "records"."crime_in_case"."case_id" is 'ADMINISTRATION: The other case';
comment on column "records"."crime_in_case"."since" is 'ADMINISTRATION: Since';
create index "crime_in_case_crime_id_index" on "records"."crime_in_case" ("crime_id");
create index "crime_in_case_case_id_index" on "records"."crime_in_case" ("case_id");
alter table "records"."crime_in_case" add constraint "crime_in_case_crime_id_case_id_unique" unique ("crime_id", "case_id");
alter table "records"."crime_in_case" add constraint "crime_in_case_since_check" check (length(since) <= 10);

create table "records"."officer" (
  "id" uuid not null,
  "name" text not null,
  "agency_id" uuid not null,
  "position" text null,
  "appointed_on" text collate "C" null,
  "active" boolean not null default false,
  primary key ("id")
);
comment on table "records"."officer" is 'An officer of an agency';
comment on column "records"."officer"."id" is 'random, version 4';
comment on column "records"."officer"."name" is 'STAFF: Name';
comment on column "records"."officer"."agency_id" is 'STAFF: Agency';
comment on column "records"."officer"."position" is 'STAFF: Position';
comment on column "records"."officer"."appointed_on" is 'STAFF: Appointed on';
comment on column "records"."officer"."active" is 'STAFF: May sign in';
create index "officer_agency_id_index" on "records"."officer" ("agency_id");
alter table "records"."officer" add constraint "officer_name_check" check (length(name) <= 200);
alter table "records"."officer" add constraint "officer_position_check" check (length(position) <= 200);
alter table "records"."officer" add constraint "officer_appointed_on_check" check (length(appointed_on) <= 10);

create table "records"."person" (
  "id" uuid not null,
  "sealed" boolean not null default false,
  "recorded_at" timestamptz(3) not null,
  primary key ("id")
);
comment on table "records"."person" is 'A human, known by facets only';
comment on column "records"."person"."id" is 'random, version 4';
comment on column "records"."person"."sealed" is 'SEAL: Closed to everybody by a seal order';
comment on column "records"."person"."recorded_at" is 'JOIN: Recorded at';

create table "records"."offender" (
  "id" uuid not null,
  "minor" boolean not null default true,
  "sealed" boolean not null default false,
  "evidential" boolean not null default false,
  "kind" text collate "C" not null,
  "stage" text collate "C" null,
  "registered_on" text collate "C" null,
  "sex" text collate "C" null,
  "age_band" text collate "C" null,
  "citizenships" text[] null,
  "citizenship_region" text collate "C" null,
  "family_name" text null,
  "given_name" text null,
  "patronymic" text null,
  "aliases" text null,
  "legal_name" text null,
  "birth_date" text collate "C" null,
  "document_number" text null,
  "phone" bytea null,
  "address" bytea null,
  "residence_region" text collate "C" null,
  "source" bytea null,
  "source_pseudonym" bytea null,
  "operation" bytea null,
  "person_id" uuid null,
  "collected_from" text null,
  "recorded_at" timestamptz(3) not null,
  "phone_index" bytea null,
  "source_pseudonym_index" bytea null,
  primary key ("id")
);
comment on table "records"."offender" is 'A natural or legal person suspected, accused or convicted';
comment on column "records"."offender"."id" is 'random, version 4';
comment on column "records"."offender"."minor" is 'PROFILE: In the child layer: a child, or age unknown';
comment on column "records"."offender"."sealed" is 'SEAL: Closed to everybody by a seal order';
comment on column "records"."offender"."evidential" is 'ADMINISTRATION: May be disclosed in court';
comment on column "records"."offender"."kind" is 'PROFILE: Natural or legal person';
comment on column "records"."offender"."stage" is 'PROFILE: Stage of proceedings';
comment on column "records"."offender"."registered_on" is 'PROFILE: Registered on';
comment on column "records"."offender"."sex" is 'PROFILE: Sex';
comment on column "records"."offender"."age_band" is 'PROFILE: Age band when registered';
comment on column "records"."offender"."citizenships" is 'PROFILE: Citizenships';
comment on column "records"."offender"."citizenship_region" is 'PROFILE: World region of citizenship';
comment on column "records"."offender"."family_name" is 'OFFENDER_IDENTITY: Family name';
comment on column "records"."offender"."given_name" is 'OFFENDER_IDENTITY: Given name';
comment on column "records"."offender"."patronymic" is 'OFFENDER_IDENTITY: Patronymic';
comment on column "records"."offender"."aliases" is 'OFFENDER_IDENTITY: Aliases';
comment on column "records"."offender"."legal_name" is 'OFFENDER_IDENTITY: Name of the legal person';
comment on column "records"."offender"."birth_date" is 'OFFENDER_IDENTITY: Birth date';
comment on column "records"."offender"."document_number" is 'OFFENDER_IDENTITY: Document or registration number';
comment on column "records"."offender"."phone" is 'WHEREABOUTS: Phone number, E.164';
comment on column "records"."offender"."address" is 'WHEREABOUTS: Address';
comment on column "records"."offender"."residence_region" is 'WHEREABOUTS: Region of residence';
comment on column "records"."offender"."source" is 'SOURCE: Where the information comes from';
comment on column "records"."offender"."source_pseudonym" is 'SOURCE: Pseudonym of the source';
comment on column "records"."offender"."operation" is 'OPERATION: Operational-search activity';
comment on column "records"."offender"."person_id" is 'JOIN: The human behind this facet';
comment on column "records"."offender"."collected_from" is 'ADMINISTRATION: Collected from';
comment on column "records"."offender"."recorded_at" is 'ADMINISTRATION: Recorded at';
comment on column "records"."offender"."phone_index" is 'Blind index';
comment on column "records"."offender"."source_pseudonym_index" is 'Blind index';
create index "offender_person_id_index" on "records"."offender" ("person_id");
create index "offender_registered_on_id_index" on "records"."offender" ("registered_on", "id");
create index "offender_family_name_id_index" on "records"."offender" ("family_name", "id");
create index "offender_document_number_id_index" on "records"."offender" ("document_number", "id");
create index "offender_phone_index_id_index" on "records"."offender" ("phone_index", "id");
create index "offender_source_pseudonym_index_id_index" on "records"."offender" ("source_pseudonym_index", "id");
alter table "records"."offender" add constraint "offender_kind_check" check (kind in ('NaturalPerson', 'LegalPerson'));
alter table "records"."offender" add constraint "offender_stage_check" check (stage in ('PersonOfInterest', 'Suspect', 'Accused', 'Wanted', 'Defendant', 'Convicted', 'Acquitted', 'Discharged'));
alter table "records"."offender" add constraint "offender_registered_on_check" check (length(registered_on) <= 10);
alter table "records"."offender" add constraint "offender_sex_check" check (sex in ('Female', 'Male', 'Other'));
alter table "records"."offender" add constraint "offender_age_band_check" check (age_band in ('From0To8', 'From9To17', 'From18To20', 'From21To23', 'From24To26', 'From27To29', 'From30To38', 'From39To47', 'From48', 'From0To29'));
alter table "records"."offender" add constraint "offender_citizenships_check" check (citizenships <@ array['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW']::text[] and cardinality(citizenships) > 0);
alter table "records"."offender" add constraint "offender_citizenship_region_check" check (citizenship_region in ('Africa', 'Americas', 'Asia', 'Europe', 'Oceania', 'AmericasOceania'));
alter table "records"."offender" add constraint "offender_family_name_check" check (length(family_name) <= 200);
alter table "records"."offender" add constraint "offender_given_name_check" check (length(given_name) <= 200);
alter table "records"."offender" add constraint "offender_patronymic_check" check (length(patronymic) <= 200);
alter table "records"."offender" add constraint "offender_aliases_check" check (length(aliases) <= 200);
alter table "records"."offender" add constraint "offender_legal_name_check" check (length(legal_name) <= 200);
alter table "records"."offender" add constraint "offender_birth_date_check" check (length(birth_date) <= 10);
alter table "records"."offender" add constraint "offender_document_number_check" check (length(document_number) <= 40);
alter table "records"."offender" add constraint "offender_phone_check" check (length(phone) >= 77 and get_byte(phone, 0) = 1);
alter table "records"."offender" add constraint "offender_address_check" check (length(address) >= 77 and get_byte(address, 0) = 1);
alter table "records"."offender" add constraint "offender_residence_region_check" check (residence_region in ('Baku', 'Nakhchivan', 'AbsheronKhizi', 'MountainousShirvan', 'GanjaDashkasan', 'Karabakh', 'GazakhTovuz', 'GubaKhachmaz', 'LankaranAstara', 'CentralAran', 'MilMughan', 'ShakiZagatala', 'EasternZangezur', 'ShirvanSalyan', 'Abroad'));
alter table "records"."offender" add constraint "offender_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."offender" add constraint "offender_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
alter table "records"."offender" add constraint "offender_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."offender" add constraint "offender_collected_from_check" check (length(collected_from) <= 200);

create table "records"."offender_involvement" (
  "id" uuid not null,
  "offender_id" uuid not null,
  "crime_id" uuid not null,
  "roles" text[] null,
  "collected_together" text collate "C" null,
  primary key ("id")
);
comment on table "records"."offender_involvement" is 'The part of an offender in a crime';
comment on column "records"."offender_involvement"."id" is 'random, version 4';
comment on column "records"."offender_involvement"."offender_id" is 'ADMINISTRATION: Offender';
comment on column "records"."offender_involvement"."crime_id" is 'ADMINISTRATION: Crime';
comment on column "records"."offender_involvement"."roles" is 'PROFILE: Roles';
comment on column "records"."offender_involvement"."collected_together" is 'PROFILE: Roles and attributes were collected for several offenders together; which belongs to whom is not known';
create index "offender_involvement_offender_id_index" on "records"."offender_involvement" ("offender_id");
create index "offender_involvement_crime_id_index" on "records"."offender_involvement" ("crime_id");
alter table "records"."offender_involvement" add constraint "offender_involvement_offender_id_crime_id_unique" unique ("offender_id", "crime_id");
alter table "records"."offender_involvement" add constraint "offender_involvement_roles_check" check (roles <@ array['TravellingPartner', 'Transporter', 'RecruiterOrIntermediary', 'BrokerTravelAgent', 'TransferredIndividual', 'HarbouredIndividual', 'SoldIndividual', 'BoughtIndividual', 'ReceivedIndividual', 'ControlledIndividual', 'Smuggler', 'Abuser', 'Kidnapper', 'Exploiter', 'RecruitmentGroup', 'TransactionGroup', 'ControlGroup', 'Other']::text[] and cardinality(roles) > 0);
alter table "records"."offender_involvement" add constraint "offender_involvement_collected_together_check" check (collected_together in ('Yes', 'No', 'Unknown'));

create table "records"."charge" (
  "id" uuid not null,
  "offender_id" uuid not null,
  "case_id" uuid not null,
  "article" text collate "C" not null,
  "charged_on" text collate "C" not null,
  primary key ("id")
);
comment on table "records"."charge" is 'A charge against an offender';
comment on column "records"."charge"."id" is 'random, version 4';
comment on column "records"."charge"."offender_id" is 'ADMINISTRATION: Against whom';
comment on column "records"."charge"."case_id" is 'ADMINISTRATION: In which case';
comment on column "records"."charge"."article" is 'ADMINISTRATION: Article of the Criminal Code';
comment on column "records"."charge"."charged_on" is 'ADMINISTRATION: Charged on';
create index "charge_offender_id_index" on "records"."charge" ("offender_id");
create index "charge_case_id_index" on "records"."charge" ("case_id");
alter table "records"."charge" add constraint "charge_article_check" check (article in ('Art106', 'Art137', 'Art144_1', 'Art144_2', 'Art144_3', 'Art151', 'Art171', 'Art171_1', 'Art243', 'Art244', 'Art316_1', 'Other'));
alter table "records"."charge" add constraint "charge_charged_on_check" check (length(charged_on) <= 10);

create table "records"."verdict" (
  "id" uuid not null,
  "charge_id" uuid not null,
  "outcome" text collate "C" not null,
  "decided_on" text collate "C" not null,
  "court_id" uuid null,
  "final" text collate "C" null,
  "sanctions" text[] null,
  "imprisonment_months" int null,
  "fine_manats" int null,
  primary key ("id")
);
comment on table "records"."verdict" is 'A verdict on a charge';
comment on column "records"."verdict"."id" is 'random, version 4';
comment on column "records"."verdict"."charge_id" is 'ADMINISTRATION: Charge';
comment on column "records"."verdict"."outcome" is 'ADMINISTRATION: Outcome';
comment on column "records"."verdict"."decided_on" is 'ADMINISTRATION: Decided on';
comment on column "records"."verdict"."court_id" is 'ADMINISTRATION: Court';
comment on column "records"."verdict"."final" is 'ADMINISTRATION: In legal force';
comment on column "records"."verdict"."sanctions" is 'ADMINISTRATION: Sanctions';
comment on column "records"."verdict"."imprisonment_months" is 'ADMINISTRATION: Imprisonment, months';
comment on column "records"."verdict"."fine_manats" is 'ADMINISTRATION: Fine, manats';
create index "verdict_charge_id_index" on "records"."verdict" ("charge_id");
create index "verdict_court_id_index" on "records"."verdict" ("court_id");
alter table "records"."verdict" add constraint "verdict_outcome_check" check (outcome in ('Convicted', 'Acquitted', 'Dismissed'));
alter table "records"."verdict" add constraint "verdict_decided_on_check" check (length(decided_on) <= 10);
alter table "records"."verdict" add constraint "verdict_final_check" check (final in ('Yes', 'No', 'Unknown'));
alter table "records"."verdict" add constraint "verdict_sanctions_check" check (sanctions <@ array['Imprisonment', 'LifeImprisonment', 'SuspendedSentence', 'RestrictionOfLiberty', 'CorrectiveLabour', 'CommunityService', 'Fine', 'DisqualificationFromOfficeOrActivity', 'Expulsion', 'Confiscation', 'RestrictionOfLegalPerson', 'LiquidationOfLegalPerson']::text[] and cardinality(sanctions) > 0);

create table "records"."victim" (
  "id" uuid not null,
  "minor" boolean not null default true,
  "sealed" boolean not null default false,
  "evidential" boolean not null default false,
  "pseudonym" text not null,
  "status" text collate "C" not null,
  "registered_on" text collate "C" null,
  "sex" text collate "C" null,
  "majority" text collate "C" null,
  "age_band" text collate "C" null,
  "citizenships" text[] null,
  "citizenship_region" text collate "C" null,
  "exploitation_forms" text[] null,
  "sexual_exploitation_forms" text[] null,
  "sector" text collate "C" null,
  "exploitation_country" text collate "C" null,
  "exploitation_world_region" text collate "C" null,
  "recruitment_methods" text[] null,
  "recruitment_platforms" text[] null,
  "methods_of_control" text[] null,
  "education" text collate "C" null,
  "marital_status" text collate "C" null,
  "family_name" bytea null,
  "given_name" bytea null,
  "patronymic" bytea null,
  "other_names" bytea null,
  "gender" bytea null,
  "birth_date" bytea null,
  "document_number" bytea null,
  "phone" bytea null,
  "email" bytea null,
  "address" bytea null,
  "residence_region" text collate "C" null,
  "health" bytea null,
  "fit_for_interview" text collate "C" null,
  "account" bytea null,
  "account_pseudonymised" bytea null,
  "source" bytea null,
  "source_pseudonym" bytea null,
  "operation" bytea null,
  "person_id" uuid not null,
  "collected_from" text null,
  "recorded_at" timestamptz(3) not null,
  "family_name_index" bytea null,
  "given_name_index" bytea null,
  "document_number_index" bytea null,
  "phone_index" bytea null,
  "email_index" bytea null,
  "source_pseudonym_index" bytea null,
  primary key ("id")
);
comment on table "records"."victim" is 'A person exploited, at risk of it, or believed to be';
comment on column "records"."victim"."id" is 'random, version 4';
comment on column "records"."victim"."minor" is 'PROFILE: In the child layer: a child, or age unknown';
comment on column "records"."victim"."sealed" is 'SEAL: Closed to everybody by a seal order';
comment on column "records"."victim"."evidential" is 'ADMINISTRATION: May be disclosed in court';
comment on column "records"."victim"."pseudonym" is 'VICTIM_IDENTITY: Stable pseudonym';
comment on column "records"."victim"."status" is 'PROFILE: Status: potential, presumed, recognised or refused';
comment on column "records"."victim"."registered_on" is 'PROFILE: Registered on';
comment on column "records"."victim"."sex" is 'PROFILE: Sex';
comment on column "records"."victim"."majority" is 'PROFILE: Adult or minor';
comment on column "records"."victim"."age_band" is 'PROFILE: Age band when registered';
comment on column "records"."victim"."citizenships" is 'PROFILE: Citizenships';
comment on column "records"."victim"."citizenship_region" is 'PROFILE: World region of citizenship';
comment on column "records"."victim"."exploitation_forms" is 'PROFILE: Forms of exploitation';
comment on column "records"."victim"."sexual_exploitation_forms" is 'PROFILE: Forms of sexual exploitation';
comment on column "records"."victim"."sector" is 'PROFILE: Sector of forced labour';
comment on column "records"."victim"."exploitation_country" is 'PROFILE: Country of exploitation';
comment on column "records"."victim"."exploitation_world_region" is 'PROFILE: World region of exploitation';
comment on column "records"."victim"."recruitment_methods" is 'PROFILE: How recruited';
comment on column "records"."victim"."recruitment_platforms" is 'PROFILE: Sites and applications used to recruit';
comment on column "records"."victim"."methods_of_control" is 'PROFILE: Means of control';
comment on column "records"."victim"."education" is 'PROFILE: Education';
comment on column "records"."victim"."marital_status" is 'PROFILE: Marital status';
comment on column "records"."victim"."family_name" is 'VICTIM_IDENTITY: Family name as on documents';
comment on column "records"."victim"."given_name" is 'VICTIM_IDENTITY: Given name as on documents';
comment on column "records"."victim"."patronymic" is 'VICTIM_IDENTITY: Patronymic';
comment on column "records"."victim"."other_names" is 'VICTIM_IDENTITY: Other names used';
comment on column "records"."victim"."gender" is 'VICTIM_IDENTITY: Gender as expressed';
comment on column "records"."victim"."birth_date" is 'VICTIM_IDENTITY: Birth date';
comment on column "records"."victim"."document_number" is 'VICTIM_IDENTITY: Number of an identity or travel document';
comment on column "records"."victim"."phone" is 'WHEREABOUTS: Phone number, E.164';
comment on column "records"."victim"."email" is 'WHEREABOUTS: E-mail address';
comment on column "records"."victim"."address" is 'WHEREABOUTS: Address';
comment on column "records"."victim"."residence_region" is 'WHEREABOUTS: Region of residence';
comment on column "records"."victim"."health" is 'HEALTH: Health';
comment on column "records"."victim"."fit_for_interview" is 'HEALTH: Fit for interview';
comment on column "records"."victim"."account" is 'NARRATIVE: Account of what happened';
comment on column "records"."victim"."account_pseudonymised" is 'NARRATIVE: Account, names replaced by pseudonyms';
comment on column "records"."victim"."source" is 'SOURCE: Where the information comes from';
comment on column "records"."victim"."source_pseudonym" is 'SOURCE: Pseudonym of the source';
comment on column "records"."victim"."operation" is 'OPERATION: Operational-search activity';
comment on column "records"."victim"."person_id" is 'JOIN: The human behind this facet';
comment on column "records"."victim"."collected_from" is 'ADMINISTRATION: Collected from';
comment on column "records"."victim"."recorded_at" is 'ADMINISTRATION: Recorded at';
comment on column "records"."victim"."family_name_index" is 'Blind index';
comment on column "records"."victim"."given_name_index" is 'Blind index';
comment on column "records"."victim"."document_number_index" is 'Blind index';
comment on column "records"."victim"."phone_index" is 'Blind index';
comment on column "records"."victim"."email_index" is 'Blind index';
comment on column "records"."victim"."source_pseudonym_index" is 'Blind index';
alter table "records"."victim" add constraint "victim_pseudonym_unique" unique ("pseudonym");
create index "victim_person_id_index" on "records"."victim" ("person_id");
create index "victim_registered_on_id_index" on "records"."victim" ("registered_on", "id");
create index "victim_family_name_index_id_index" on "records"."victim" ("family_name_index", "id");
create index "victim_given_name_index_id_index" on "records"."victim" ("given_name_index", "id");
create index "victim_document_number_index_id_index" on "records"."victim" ("document_number_index", "id");
create index "victim_phone_index_id_index" on "records"."victim" ("phone_index", "id");
create index "victim_email_index_id_index" on "records"."victim" ("email_index", "id");
create index "victim_source_pseudonym_index_id_index" on "records"."victim" ("source_pseudonym_index", "id");
alter table "records"."victim" add constraint "victim_pseudonym_check" check (length(pseudonym) <= 20);
alter table "records"."victim" add constraint "victim_status_check" check (status in ('Potential', 'Presumed', 'Recognised', 'NotRecognised'));
alter table "records"."victim" add constraint "victim_registered_on_check" check (length(registered_on) <= 10);
alter table "records"."victim" add constraint "victim_sex_check" check (sex in ('Female', 'Male', 'Other'));
alter table "records"."victim" add constraint "victim_majority_check" check (majority in ('Adult', 'Minor'));
alter table "records"."victim" add constraint "victim_age_band_check" check (age_band in ('From0To8', 'From9To17', 'From18To20', 'From21To23', 'From24To26', 'From27To29', 'From30To38', 'From39To47', 'From48', 'From0To29'));
alter table "records"."victim" add constraint "victim_citizenships_check" check (citizenships <@ array['AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW']::text[] and cardinality(citizenships) > 0);
alter table "records"."victim" add constraint "victim_citizenship_region_check" check (citizenship_region in ('Africa', 'Americas', 'Asia', 'Europe', 'Oceania', 'AmericasOceania'));
alter table "records"."victim" add constraint "victim_exploitation_forms_check" check (exploitation_forms <@ array['ForcedLabour', 'SexualExploitation', 'ChildLabour', 'ForcedMarriage', 'Servitude', 'ForcedMilitaryByNonStateActors', 'OrganRemoval', 'ForcedBegging', 'ForcedAdoption', 'Surrogacy', 'ForcedCriminality', 'UnlawfulBiomedicalResearch', 'Other']::text[] and cardinality(exploitation_forms) > 0);
alter table "records"."victim" add constraint "victim_sexual_exploitation_forms_check" check (sexual_exploitation_forms <@ array['Prostitution', 'Pornography', 'RemoteInteractiveServices', 'PrivateSexualServices']::text[] and cardinality(sexual_exploitation_forms) > 0);
alter table "records"."victim" add constraint "victim_sector_check" check (sector in ('A_AgricultureForestryAndFishing', 'B_MiningAndQuarrying', 'C_Manufacturing', 'D_ElectricityGasSteamAndAirConditioningSupply', 'E_WaterSupplySewerageWasteManagement', 'F_Construction', 'G_WholesaleAndRetailTradeRepairOfMotorVehicles', 'H_TransportationAndStorage', 'I_AccommodationAndFoodServiceActivities', 'J_InformationAndCommunication', 'K_FinancialAndInsuranceActivities', 'L_RealEstateActivities', 'M_ProfessionalScientificAndTechnicalActivities', 'N_AdministrativeAndSupportServiceActivities', 'O_PublicAdministrationAndDefence', 'P_Education', 'Q_HumanHealthAndSocialWorkActivities', 'R_ArtsEntertainmentAndRecreation', 'S_OtherServiceActivities', 'T_ActivitiesOfHouseholdsAsEmployers', 'U_ActivitiesOfExtraterritorialOrganizations'));
alter table "records"."victim" add constraint "victim_exploitation_country_check" check (exploitation_country in ('AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AQ', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA', 'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL', 'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC', 'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PL', 'PM', 'PN', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ', 'UA', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW'));
alter table "records"."victim" add constraint "victim_exploitation_world_region_check" check (exploitation_world_region in ('Africa', 'Americas', 'Asia', 'Europe', 'Oceania', 'AmericasOceania'));
alter table "records"."victim" add constraint "victim_recruitment_methods_check" check (recruitment_methods <@ array['AtAPlaceOfBusiness', 'AtAnEducationalInstitution', 'AtWork', 'ThroughOnlineSocialNetworks', 'ThroughAnOnlineAdvertisement', 'ThroughATelevisionAdvert', 'ThroughANewspaperAdvert', 'ThroughFamilyOrFamilyEvents', 'ThroughFriendsOrSocialEvents', 'Other']::text[] and cardinality(recruitment_methods) > 0);
alter table "records"."victim" add constraint "victim_recruitment_platforms_check" check (recruitment_platforms <@ array['Facebook', 'Instagram', 'WhatsApp', 'Telegram', 'FacebookMessenger', 'Viber', 'SnapChat', 'Line', '4Sale', 'WeChat', 'QQ', 'QZone', 'TikTok', 'Twitter', 'Other']::text[] and cardinality(recruitment_platforms) > 0);
alter table "records"."victim" add constraint "victim_methods_of_control_check" check (methods_of_control <@ array['PhysicalThreats', 'ThreatsLawEnforcement', 'ThreatensChildrenFamily', 'DebtBondage', 'FalsePromises', 'PhysicalAbuse', 'SexualAbuse', 'TakesEarnings', 'RestrictsFinancialAccess', 'RestrictsMedicalCare', 'WithholdsNecessities', 'PsychologicalAbuse', 'PsychoactiveSubstance', 'ExcessiveWorkingHours', 'WithholdsDocuments', 'Other']::text[] and cardinality(methods_of_control) > 0);
alter table "records"."victim" add constraint "victim_education_check" check (education in ('EarlyChildhoodEducation', 'PrimaryEducation', 'LowerSecondaryEducation', 'UpperSecondaryEducation', 'PostSecondaryNonTertiaryEducation', 'ShortCycleTertiaryEducation', 'BachelorsOrEquivalentLevel', 'MastersOrEquivalentLevel', 'DoctoralOrEquivalentLevel'));
alter table "records"."victim" add constraint "victim_marital_status_check" check (marital_status in ('Single', 'Married', 'Widowed', 'Divorced', 'Separated', 'RegisteredPartnership'));
alter table "records"."victim" add constraint "victim_family_name_check" check (length(family_name) >= 77 and get_byte(family_name, 0) = 1);
alter table "records"."victim" add constraint "victim_given_name_check" check (length(given_name) >= 77 and get_byte(given_name, 0) = 1);
alter table "records"."victim" add constraint "victim_patronymic_check" check (length(patronymic) >= 77 and get_byte(patronymic, 0) = 1);
alter table "records"."victim" add constraint "victim_other_names_check" check (length(other_names) >= 77 and get_byte(other_names, 0) = 1);
alter table "records"."victim" add constraint "victim_gender_check" check (length(gender) >= 77 and get_byte(gender, 0) = 1);
alter table "records"."victim" add constraint "victim_birth_date_check" check (length(birth_date) >= 77 and get_byte(birth_date, 0) = 1);
alter table "records"."victim" add constraint "victim_document_number_check" check (length(document_number) >= 77 and get_byte(document_number, 0) = 1);
alter table "records"."victim" add constraint "victim_phone_check" check (length(phone) >= 77 and get_byte(phone, 0) = 1);
alter table "records"."victim" add constraint "victim_email_check" check (length(email) >= 77 and get_byte(email, 0) = 1);
alter table "records"."victim" add constraint "victim_address_check" check (length(address) >= 77 and get_byte(address, 0) = 1);
alter table "records"."victim" add constraint "victim_residence_region_check" check (residence_region in ('Baku', 'Nakhchivan', 'AbsheronKhizi', 'MountainousShirvan', 'GanjaDashkasan', 'Karabakh', 'GazakhTovuz', 'GubaKhachmaz', 'LankaranAstara', 'CentralAran', 'MilMughan', 'ShakiZagatala', 'EasternZangezur', 'ShirvanSalyan', 'Abroad'));
alter table "records"."victim" add constraint "victim_health_check" check (length(health) >= 77 and get_byte(health, 0) = 1);
alter table "records"."victim" add constraint "victim_fit_for_interview_check" check (fit_for_interview in ('Yes', 'No', 'Unknown'));
alter table "records"."victim" add constraint "victim_account_check" check (length(account) >= 77 and get_byte(account, 0) = 1);
alter table "records"."victim" add constraint "victim_account_pseudonymised_check" check (length(account_pseudonymised) >= 77 and get_byte(account_pseudonymised, 0) = 1);
alter table "records"."victim" add constraint "victim_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."victim" add constraint "victim_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
alter table "records"."victim" add constraint "victim_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."victim" add constraint "victim_collected_from_check" check (length(collected_from) <= 200);

create table "records"."tasking" (
  "id" uuid not null,
  "officer_id" uuid not null,
  "case_id" uuid null,
  "victim_id" uuid null,
  "offender_id" uuid null,
  "purpose" text collate "C" not null,
  "legal_basis" text collate "C" not null,
  "reference" text null,
  "starts_at" timestamptz(3) not null,
  "ends_at" timestamptz(3) not null,
  "assigned_by_id" uuid null,
  primary key ("id")
);
comment on table "records"."tasking" is 'What an officer works on, why, on what basis and until when';
comment on column "records"."tasking"."id" is 'random, version 4';
comment on column "records"."tasking"."officer_id" is 'STAFF: Officer';
comment on column "records"."tasking"."case_id" is 'STAFF: Criminal case';
comment on column "records"."tasking"."victim_id" is 'STAFF: Victim in care';
comment on column "records"."tasking"."offender_id" is 'STAFF: Offender on alert';
comment on column "records"."tasking"."purpose" is 'STAFF: Purpose';
comment on column "records"."tasking"."legal_basis" is 'STAFF: Legal basis';
comment on column "records"."tasking"."reference" is 'STAFF: Number of the decision or order';
comment on column "records"."tasking"."starts_at" is 'STAFF: From';
comment on column "records"."tasking"."ends_at" is 'STAFF: Until; access ends that second';
comment on column "records"."tasking"."assigned_by_id" is 'STAFF: Assigned by';
create index "tasking_officer_id_index" on "records"."tasking" ("officer_id");
create index "tasking_case_id_index" on "records"."tasking" ("case_id");
create index "tasking_victim_id_index" on "records"."tasking" ("victim_id");
create index "tasking_offender_id_index" on "records"."tasking" ("offender_id");
create index "tasking_assigned_by_id_index" on "records"."tasking" ("assigned_by_id");
alter table "records"."tasking" add constraint "tasking_purpose_check" check (purpose in ('Investigation', 'Analysis', 'Prosecution', 'Supervision', 'Trial', 'Protection', 'ClientCare', 'Guardianship', 'Consular', 'Permit', 'Compensation', 'Audit'));
alter table "records"."tasking" add constraint "tasking_legal_basis_check" check (legal_basis in ('CriminalProcedureCode', 'OperationalSearchAct', 'AntiTraffickingLaw', 'CourtOrder', 'ProsecutorOrder', 'MutualLegalAssistance', 'Consent'));
alter table "records"."tasking" add constraint "tasking_reference_check" check (length(reference) <= 100);

create table "records"."status_decision" (
  "id" uuid not null,
  "victim_id" uuid not null,
  "status" text collate "C" not null,
  "decided_on" text collate "C" not null,
  "organisation" text collate "C" null,
  "decided_by_id" uuid null,
  "legal_basis" text collate "C" null,
  "reasons" bytea null,
  primary key ("id")
);
comment on table "records"."status_decision" is 'A decision on the status of a victim';
comment on column "records"."status_decision"."id" is 'random, version 4';
comment on column "records"."status_decision"."victim_id" is 'ADMINISTRATION: Victim';
comment on column "records"."status_decision"."status" is 'PROFILE: Status decided';
comment on column "records"."status_decision"."decided_on" is 'PROFILE: Decided on';
comment on column "records"."status_decision"."organisation" is 'PROFILE: Kind of organisation that decided';
comment on column "records"."status_decision"."decided_by_id" is 'ADMINISTRATION: Officer who decided';
comment on column "records"."status_decision"."legal_basis" is 'ADMINISTRATION: Legal basis';
comment on column "records"."status_decision"."reasons" is 'NARRATIVE: Reasons';
create index "status_decision_victim_id_index" on "records"."status_decision" ("victim_id");
create index "status_decision_decided_by_id_index" on "records"."status_decision" ("decided_by_id");
alter table "records"."status_decision" add constraint "status_decision_status_check" check (status in ('Potential', 'Presumed', 'Recognised', 'NotRecognised'));
alter table "records"."status_decision" add constraint "status_decision_decided_on_check" check (length(decided_on) <= 10);
alter table "records"."status_decision" add constraint "status_decision_organisation_check" check (organisation in ('Police', 'NGO', 'CourtOrProsecution', 'NonPoliceGovernmentalOrganization', 'Other'));
alter table "records"."status_decision" add constraint "status_decision_legal_basis_check" check (legal_basis in ('CriminalProcedureCode', 'OperationalSearchAct', 'AntiTraffickingLaw', 'CourtOrder', 'ProsecutorOrder', 'MutualLegalAssistance', 'Consent'));
alter table "records"."status_decision" add constraint "status_decision_reasons_check" check (length(reasons) >= 77 and get_byte(reasons, 0) = 1);

create table "records"."seal_order" (
  "id" uuid not null,
  "body_id" uuid not null,
  "ordered_by_id" uuid not null,
  "scope" text collate "C" not null,
  "basis" text collate "C" not null,
  "reference" text not null,
  "ordered_on" text collate "C" not null,
  "recorded_at" timestamptz(3) not null,
  "until" timestamptz(3) null,
  "lifted_at" timestamptz(3) null,
  "lifted_by_id" uuid null,
  "person_id" uuid null,
  "victim_id" uuid null,
  "offender_id" uuid null,
  "case_id" uuid null,
  primary key ("id")
);
comment on table "records"."seal_order" is 'An order that closes data to everybody';
comment on column "records"."seal_order"."id" is 'random, version 4';
comment on column "records"."seal_order"."body_id" is 'SEAL: The court or prosecuting body';
comment on column "records"."seal_order"."ordered_by_id" is 'SEAL: Who put the order into force';
comment on column "records"."seal_order"."scope" is 'SEAL: What it covers';
comment on column "records"."seal_order"."basis" is 'SEAL: Legal basis';
comment on column "records"."seal_order"."reference" is 'SEAL: Number of the order';
comment on column "records"."seal_order"."ordered_on" is 'SEAL: Date of the order';
comment on column "records"."seal_order"."recorded_at" is 'SEAL: In force from';
comment on column "records"."seal_order"."until" is 'SEAL: Until; without an end when empty';
comment on column "records"."seal_order"."lifted_at" is 'SEAL: Lifted at';
comment on column "records"."seal_order"."lifted_by_id" is 'SEAL: Lifted by; nobody when the time ran out';
comment on column "records"."seal_order"."person_id" is 'SEAL: The human it covers, when not closed';
comment on column "records"."seal_order"."victim_id" is 'SEAL: The victim it covers, when not closed';
comment on column "records"."seal_order"."offender_id" is 'SEAL: The offender it covers, when not closed';
comment on column "records"."seal_order"."case_id" is 'SEAL: The case it covers, when not closed';
create index "seal_order_body_id_index" on "records"."seal_order" ("body_id");
create index "seal_order_ordered_by_id_index" on "records"."seal_order" ("ordered_by_id");
create index "seal_order_lifted_by_id_index" on "records"."seal_order" ("lifted_by_id");
create index "seal_order_person_id_index" on "records"."seal_order" ("person_id");
create index "seal_order_victim_id_index" on "records"."seal_order" ("victim_id");
create index "seal_order_offender_id_index" on "records"."seal_order" ("offender_id");
create index "seal_order_case_id_index" on "records"."seal_order" ("case_id");
alter table "records"."seal_order" add constraint "seal_order_scope_check" check (scope in ('Person', 'Victim', 'Offender', 'Case'));
alter table "records"."seal_order" add constraint "seal_order_basis_check" check (basis in ('CriminalProcedureCode', 'OperationalSearchAct', 'AntiTraffickingLaw', 'CourtOrder', 'ProsecutorOrder', 'MutualLegalAssistance', 'Consent'));
alter table "records"."seal_order" add constraint "seal_order_reference_check" check (length(reference) <= 100);
alter table "records"."seal_order" add constraint "seal_order_ordered_on_check" check (length(ordered_on) <= 10);

create table "records"."emergency_opening" (
  "id" uuid not null,
  "officer_id" uuid not null,
  "victim_id" uuid not null,
  "reason" text not null,
  "starts_at" timestamptz(3) not null,
  "ends_at" timestamptz(3) not null,
  "closed_at" timestamptz(3) null,
  "overdue_at" timestamptz(3) null,
  "reviewed_by_id" uuid null,
  "reviewed_at" timestamptz(3) null,
  "outcome" text collate "C" null,
  "review" text null,
  primary key ("id")
);
comment on table "records"."emergency_opening" is 'An opening of one victim''s identity in an emergency';
comment on column "records"."emergency_opening"."id" is 'random, version 4';
comment on column "records"."emergency_opening"."officer_id" is 'STAFF: Who broke the glass';
comment on column "records"."emergency_opening"."victim_id" is 'STAFF: Which victim';
comment on column "records"."emergency_opening"."reason" is 'STAFF: Why, in the officer''s words';
comment on column "records"."emergency_opening"."starts_at" is 'STAFF: From';
comment on column "records"."emergency_opening"."ends_at" is 'STAFF: Until; access ends that second';
comment on column "records"."emergency_opening"."closed_at" is 'STAFF: Put on record as ended';
comment on column "records"."emergency_opening"."overdue_at" is 'STAFF: When the missing review was reported';
comment on column "records"."emergency_opening"."reviewed_by_id" is 'STAFF: Reviewed by';
comment on column "records"."emergency_opening"."reviewed_at" is 'STAFF: Reviewed at';
comment on column "records"."emergency_opening"."outcome" is 'STAFF: What the review found';
comment on column "records"."emergency_opening"."review" is 'STAFF: The review in words';
create index "emergency_opening_officer_id_index" on "records"."emergency_opening" ("officer_id");
create index "emergency_opening_victim_id_index" on "records"."emergency_opening" ("victim_id");
create index "emergency_opening_reviewed_by_id_index" on "records"."emergency_opening" ("reviewed_by_id");
alter table "records"."emergency_opening" add constraint "emergency_opening_reason_check" check (length(reason) <= 500);
alter table "records"."emergency_opening" add constraint "emergency_opening_outcome_check" check (outcome in ('Justified', 'NotJustified'));
alter table "records"."emergency_opening" add constraint "emergency_opening_review_check" check (length(review) <= 1000);

create table "records"."victim_involvement" (
  "id" uuid not null,
  "victim_id" uuid not null,
  "crime_id" uuid not null,
  "exploitation_forms" text[] null,
  "period" text collate "C" null,
  "procedural_role" text collate "C" null,
  primary key ("id")
);
comment on table "records"."victim_involvement" is 'The part of a victim in a crime';
comment on column "records"."victim_involvement"."id" is 'random, version 4';
comment on column "records"."victim_involvement"."victim_id" is 'ADMINISTRATION: Victim';
comment on column "records"."victim_involvement"."crime_id" is 'ADMINISTRATION: Crime';
comment on column "records"."victim_involvement"."exploitation_forms" is 'PROFILE: Exploited how';
comment on column "records"."victim_involvement"."period" is 'PROFILE: When';
comment on column "records"."victim_involvement"."procedural_role" is 'ADMINISTRATION: Standing in the proceedings';
create index "victim_involvement_victim_id_index" on "records"."victim_involvement" ("victim_id");
create index "victim_involvement_crime_id_index" on "records"."victim_involvement" ("crime_id");
alter table "records"."victim_involvement" add constraint "victim_involvement_victim_id_crime_id_unique" unique ("victim_id", "crime_id");
alter table "records"."victim_involvement" add constraint "victim_involvement_exploitation_forms_check" check (exploitation_forms <@ array['ForcedLabour', 'SexualExploitation', 'ChildLabour', 'ForcedMarriage', 'Servitude', 'ForcedMilitaryByNonStateActors', 'OrganRemoval', 'ForcedBegging', 'ForcedAdoption', 'Surrogacy', 'ForcedCriminality', 'UnlawfulBiomedicalResearch', 'Other']::text[] and cardinality(exploitation_forms) > 0);
alter table "records"."victim_involvement" add constraint "victim_involvement_period_check" check (length(period) <= 10);
alter table "records"."victim_involvement" add constraint "victim_involvement_procedural_role_check" check (procedural_role in ('InjuredParty', 'CivilClaimant', 'Witness', 'None'));

create table "records"."victim_offender_relation" (
  "id" uuid not null,
  "victim_id" uuid not null,
  "offender_id" uuid not null,
  "relationship" text collate "C" null,
  "relation_group" text collate "C" null,
  "victim_paid" text collate "C" null,
  primary key ("id")
);
comment on table "records"."victim_offender_relation" is 'How a victim and an offender know each other';
comment on column "records"."victim_offender_relation"."id" is 'random, version 4';
comment on column "records"."victim_offender_relation"."victim_id" is 'ADMINISTRATION: Victim';
comment on column "records"."victim_offender_relation"."offender_id" is 'ADMINISTRATION: Offender';
comment on column "records"."victim_offender_relation"."relationship" is 'PROFILE: Relationship';
comment on column "records"."victim_offender_relation"."relation_group" is 'PROFILE: Relationship, broad group';
comment on column "records"."victim_offender_relation"."victim_paid" is 'PROFILE: The victim paid the offender';
create index "victim_offender_relation_victim_id_index" on "records"."victim_offender_relation" ("victim_id");
create index "victim_offender_relation_offender_id_index" on "records"."victim_offender_relation" ("offender_id");
alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_victim_id_offender_id_unique" unique ("victim_id", "offender_id");
alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_relationship_check" check (relationship in ('Familial', 'Acquainted', 'Unaquainted'));
alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_relation_group_check" check (relation_group in ('FamilyIntimatePartner', 'FriendAcquaintance', 'StrangerUnknownOther'));
alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_victim_paid_check" check (victim_paid in ('Yes', 'No', 'Unknown'));

alter table "records"."case" add constraint "case_agency_id_foreign" foreign key ("agency_id") references "records"."agency" ("id") on update restrict on delete restrict;

alter table "records"."crime" add constraint "crime_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;

alter table "records"."crime_in_case" add constraint "crime_in_case_crime_id_foreign" foreign key ("crime_id") references "records"."crime" ("id") on update restrict on delete restrict;
alter table "records"."crime_in_case" add constraint "crime_in_case_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;

alter table "records"."officer" add constraint "officer_agency_id_foreign" foreign key ("agency_id") references "records"."agency" ("id") on update restrict on delete restrict;

alter table "records"."offender" add constraint "offender_person_id_foreign" foreign key ("person_id") references "records"."person" ("id") on update restrict on delete restrict;

alter table "records"."offender_involvement" add constraint "offender_involvement_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;
alter table "records"."offender_involvement" add constraint "offender_involvement_crime_id_foreign" foreign key ("crime_id") references "records"."crime" ("id") on update restrict on delete restrict;

alter table "records"."charge" add constraint "charge_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;
alter table "records"."charge" add constraint "charge_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;

alter table "records"."verdict" add constraint "verdict_charge_id_foreign" foreign key ("charge_id") references "records"."charge" ("id") on update restrict on delete restrict;
alter table "records"."verdict" add constraint "verdict_court_id_foreign" foreign key ("court_id") references "records"."agency" ("id") on update restrict on delete restrict;

alter table "records"."victim" add constraint "victim_person_id_foreign" foreign key ("person_id") references "records"."person" ("id") on update restrict on delete restrict;

alter table "records"."tasking" add constraint "tasking_officer_id_foreign" foreign key ("officer_id") references "records"."officer" ("id") on update restrict on delete restrict;
alter table "records"."tasking" add constraint "tasking_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;
alter table "records"."tasking" add constraint "tasking_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."tasking" add constraint "tasking_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;
alter table "records"."tasking" add constraint "tasking_assigned_by_id_foreign" foreign key ("assigned_by_id") references "records"."officer" ("id") on update restrict on delete restrict;

alter table "records"."status_decision" add constraint "status_decision_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."status_decision" add constraint "status_decision_decided_by_id_foreign" foreign key ("decided_by_id") references "records"."officer" ("id") on update restrict on delete restrict;

alter table "records"."seal_order" add constraint "seal_order_body_id_foreign" foreign key ("body_id") references "records"."agency" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_ordered_by_id_foreign" foreign key ("ordered_by_id") references "records"."officer" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_lifted_by_id_foreign" foreign key ("lifted_by_id") references "records"."officer" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_person_id_foreign" foreign key ("person_id") references "records"."person" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;
alter table "records"."seal_order" add constraint "seal_order_case_id_foreign" foreign key ("case_id") references "records"."case" ("id") on update restrict on delete restrict;

alter table "records"."emergency_opening" add constraint "emergency_opening_officer_id_foreign" foreign key ("officer_id") references "records"."officer" ("id") on update restrict on delete restrict;
alter table "records"."emergency_opening" add constraint "emergency_opening_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."emergency_opening" add constraint "emergency_opening_reviewed_by_id_foreign" foreign key ("reviewed_by_id") references "records"."officer" ("id") on update restrict on delete restrict;

alter table "records"."victim_involvement" add constraint "victim_involvement_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."victim_involvement" add constraint "victim_involvement_crime_id_foreign" foreign key ("crime_id") references "records"."crime" ("id") on update restrict on delete restrict;

alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_victim_id_foreign" foreign key ("victim_id") references "records"."victim" ("id") on update restrict on delete restrict;
alter table "records"."victim_offender_relation" add constraint "victim_offender_relation_offender_id_foreign" foreign key ("offender_id") references "records"."offender" ("id") on update restrict on delete restrict;

alter table "records"."agency" enable row level security;
alter table "records"."agency" force row level security;
create policy "wall" on "records"."agency" using ((select wall.admits('agency', false))) with check ((select wall.admits('agency', true)));
alter table "records"."case" enable row level security;
alter table "records"."case" force row level security;
create policy "wall" on "records"."case" using ((select wall.admits('case', false))) with check ((select wall.admits('case', true)));
alter table "records"."crime" enable row level security;
alter table "records"."crime" force row level security;
create policy "wall" on "records"."crime" using ((select wall.admits('crime', false))) with check ((select wall.admits('crime', true)));
alter table "records"."crime_in_case" enable row level security;
alter table "records"."crime_in_case" force row level security;
create policy "wall" on "records"."crime_in_case" using ((select wall.admits('crime_in_case', false))) with check ((select wall.admits('crime_in_case', true)));
alter table "records"."officer" enable row level security;
alter table "records"."officer" force row level security;
create policy "wall" on "records"."officer" using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', true)));
alter table "records"."person" enable row level security;
alter table "records"."person" force row level security;
create policy "wall" on "records"."person" using ((select wall.admits('person', false))) with check ((select wall.admits('person', true)));
alter table "records"."offender" enable row level security;
alter table "records"."offender" force row level security;
create policy "wall" on "records"."offender" using ((select wall.admits('offender', false))) with check ((select wall.admits('offender', true)));
alter table "records"."offender_involvement" enable row level security;
alter table "records"."offender_involvement" force row level security;
create policy "wall" on "records"."offender_involvement" using ((select wall.admits('offender_involvement', false))) with check ((select wall.admits('offender_involvement', true)));
alter table "records"."charge" enable row level security;
alter table "records"."charge" force row level security;
create policy "wall" on "records"."charge" using ((select wall.admits('charge', false))) with check ((select wall.admits('charge', true)));
alter table "records"."verdict" enable row level security;
alter table "records"."verdict" force row level security;
create policy "wall" on "records"."verdict" using ((select wall.admits('verdict', false))) with check ((select wall.admits('verdict', true)));
alter table "records"."victim" enable row level security;
alter table "records"."victim" force row level security;
create policy "wall" on "records"."victim" using ((select wall.admits('victim', false))) with check ((select wall.admits('victim', true)));
alter table "records"."tasking" enable row level security;
alter table "records"."tasking" force row level security;
create policy "wall" on "records"."tasking" using ((select wall.admits('tasking', false))) with check ((select wall.admits('tasking', true)));
alter table "records"."status_decision" enable row level security;
alter table "records"."status_decision" force row level security;
create policy "wall" on "records"."status_decision" using ((select wall.admits('status_decision', false))) with check ((select wall.admits('status_decision', true)));
alter table "records"."seal_order" enable row level security;
alter table "records"."seal_order" force row level security;
create policy "wall" on "records"."seal_order" using ((select wall.admits('seal_order', false))) with check ((select wall.admits('seal_order', true)));
alter table "records"."emergency_opening" enable row level security;
alter table "records"."emergency_opening" force row level security;
create policy "wall" on "records"."emergency_opening" using ((select wall.admits('emergency_opening', false))) with check ((select wall.admits('emergency_opening', true)));
alter table "records"."victim_involvement" enable row level security;
alter table "records"."victim_involvement" force row level security;
create policy "wall" on "records"."victim_involvement" using ((select wall.admits('victim_involvement', false))) with check ((select wall.admits('victim_involvement', true)));
alter table "records"."victim_offender_relation" enable row level security;
alter table "records"."victim_offender_relation" force row level security;
create policy "wall" on "records"."victim_offender_relation" using ((select wall.admits('victim_offender_relation', false))) with check ((select wall.admits('victim_offender_relation', true)));

-- Part 2: what people wrote by hand, quoted from the migrations.

-- Migration20261123000001_schemas_and_roles
-- The schemas, and what each login may do in them. Rights are given before there is a table, as defaults for every table the
-- owner will ever create: so a table added next year cannot be forgotten, and cannot be deleted from.
-- The logins themselves are made outside (a migration holds no password).

do $$ begin
  if (select count(*) from pg_roles where rolname in ('qalxan_owner', 'qalxan_app', 'qalxan_audit', 'qalxan_auditor')) < 4 then
    raise exception 'create the logins qalxan_owner, qalxan_app, qalxan_audit and qalxan_auditor first';
  end if;
  if current_user <> 'qalxan_owner' then
    raise exception 'migrations run as qalxan_owner';
  end if;
end $$;
create schema records;
revoke all on schema records from public;
grant usage on schema records to qalxan_app;
alter default privileges in schema records grant select, insert, update on tables to qalxan_app;
alter default privileges in schema records grant usage on sequences to qalxan_app;
create schema identity;
revoke all on schema identity from public;
grant usage on schema identity to qalxan_app;
alter default privileges in schema identity grant select, insert, update on tables to qalxan_app;
alter default privileges in schema identity grant usage on sequences to qalxan_app;
create schema exchange;
revoke all on schema exchange from public;
grant usage on schema exchange to qalxan_app;
alter default privileges in schema exchange grant select, insert, update on tables to qalxan_app;
alter default privileges in schema exchange grant usage on sequences to qalxan_app;
create schema audit;
revoke all on schema audit from public;
grant usage on schema audit to qalxan_audit, qalxan_auditor;
alter default privileges revoke execute on functions from public;
grant usage on schema migration to qalxan_app;
grant select on all tables in schema migration to qalxan_app;

-- Migration20261123000002_audit_log
-- The audit log's tables. The database itself refuses to change or remove what is written, for every role including
-- the owner, and refuses a number that does not follow the one before. See libs/audit/decisions/0001.

create table audit.lane (
  id uuid primary key,
  opened_at timestamptz not null,
  process text not null check (length(process) between 1 and 100),
  key_id text not null,
  first_link bytea not null check (length(first_link) = 32)
);
create table audit.entry (
  lane uuid not null references audit.lane (id),
  number bigint not null check (number > 0),
  position bigint generated always as identity unique,
  recorded_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  act text not null,
  officer uuid,
  body text not null,
  primary key (lane, number)
) with (toast_tuple_target = 8160);
alter table audit.entry alter column body set storage external;
create index entry_by_officer on audit.entry (officer, position);
create table audit.touch (
  record_id uuid not null,
  position bigint not null,
  primary key (record_id, position)
);
create table audit.indexed (
  lane uuid primary key,
  number bigint not null
);
comment on table audit.lane is 'One run of one process; its entries are numbered and chained on their own';
comment on table audit.entry is 'One act. body is the exact canonical text (RFC 8785) that hash covers; act and officer repeat it for look-ups';
comment on column audit.entry.position is 'Order in which the database numbered entries, for paging; gaps are normal';
comment on table audit.touch is 'Derived: which entries touched a record, for entries up to audit.indexed';
comment on table audit.indexed is 'Derived: up to which number a lane is in audit.touch';
create function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on audit.lane
  for each statement execute function audit.refuse_change();
alter table audit.lane enable always trigger append_only;
create trigger append_only before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
alter table audit.entry enable always trigger append_only;
create trigger append_only before update or delete or truncate on audit.touch
  for each statement execute function audit.refuse_change();
alter table audit.touch enable always trigger append_only;
create function audit.refuse_gap() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
begin
  if exists (
    select from (select lane, min(number) as least, max(number) as greatest, count(*) as many from added group by lane) b
     where b.greatest - b.least + 1 <> b.many
        or (b.least > 1 and not exists (select from audit.entry e where e.lane = b.lane and e.number = b.least - 1))
  ) then
    raise exception 'an audit entry does not follow the one before' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger no_gaps after insert on audit.entry referencing new table as added
  for each statement execute function audit.refuse_gap();
alter table audit.entry enable always trigger no_gaps;
create function audit.index_touches(at_most integer) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare
  done integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('audit.index_touches')) then
    return 0;
  end if;
  with due as materialized (
    select e.lane, e.number, e.position, e.body
      from audit.lane l
      left join audit.indexed i on i.lane = l.id
      cross join lateral (
        select d.lane, d.number, d.position, d.body from audit.entry d
         where d.lane = l.id and d.number > coalesce(i.number, 0) order by d.number limit at_most) e
     order by e.lane, e.number limit at_most
  ), named as (
    select distinct id #>> '{}' as id, d.position
      from due d
      cross join lateral jsonb_path_query(
        case when pg_input_is_valid(d.body, 'jsonb') then d.body::jsonb end, 'lax $.touched[*].ids[*]') id
  ), noted as (
    insert into audit.touch (record_id, position)
    select id::uuid, position from named where pg_input_is_valid(id, 'uuid') order by 1, 2
    on conflict do nothing
  ), marked as (
    insert into audit.indexed (lane, number) select lane, max(number) from due group by lane
    on conflict (lane) do update set number = excluded.number
  )
  select count(*) into done from due;
  return done;
end $$;
revoke all on all tables in schema audit from public;
revoke all on all functions in schema audit from public;
grant usage on schema audit to qalxan_audit, qalxan_auditor;
grant insert (id, opened_at, process, key_id, first_link) on audit.lane to qalxan_audit;
grant insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry to qalxan_audit;
grant execute on function audit.index_touches(integer) to qalxan_audit;
grant select on audit.lane, audit.entry, audit.touch, audit.indexed to qalxan_auditor;

-- Migration20261123000004_credentials_and_sessions
-- Credentials, roles of officers, sessions, and the counters against guessing. None of them is a record: nobody reads
-- them through the door. What must not change after it was written is taken out of the application's hands here.

create table identity.credential (
  officer_id uuid primary key references records.officer (id),
  login text not null unique check (length(login) between 3 and 100),
  password_hash text not null check (password_hash like '$argon2id$%'),
  password_set_at timestamptz(3) not null
);
create table identity.officer_role (
  id uuid primary key,
  officer_id uuid not null references identity.credential (officer_id),
  role text not null check (role ~ '^[A-Z][A-Z_]{1,59}$'),
  granted_by uuid references records.officer (id),
  granted_at timestamptz(3) not null,
  revoked_by uuid references records.officer (id),
  revoked_at timestamptz(3),
  constraint officer_role_self_grant check (granted_by <> officer_id)
);
create unique index officer_role_live on identity.officer_role (officer_id, role) where revoked_at is null;
create table identity.session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  officer_id uuid not null references identity.credential (officer_id),
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  revoked_at timestamptz(3),
  revoked_reason text check (revoked_reason ~ '^[A-Z_]{1,40}$'),
  constraint session_revoked_with_reason check ((revoked_at is null) = (revoked_reason is null))
) with (fillfactor = 80);
create index session_live on identity.session (officer_id) where revoked_at is null;
create table identity.attempt_limit (
  key text primary key check (length(key) <= 100),
  attempts timestamptz(3)[] not null,
  admitted boolean not null
);
comment on table identity.credential is 'How an officer signs in; login is normalised (NFKC, lower case)';
comment on table identity.officer_role is 'A role of an officer, from one instant until it is revoked; granted_by is null for the first administrator only';
comment on table identity.session is 'A session; the token itself is nowhere, only its SHA-256';
comment on column identity.session.last_seen_at is 'Written at most once a minute';
comment on table identity.attempt_limit is 'Counted sign-in attempts of the last minutes, by account or by source; admitted tells whether the newest one was within the limit';
revoke update on identity.credential, identity.officer_role, identity.session from qalxan_app;
grant update (password_hash, password_set_at) on identity.credential to qalxan_app;
grant update (revoked_at, revoked_by) on identity.officer_role to qalxan_app;
grant update (last_seen_at, revoked_at, revoked_reason) on identity.session to qalxan_app;

-- Migration20261123000005_history
-- The history of records: every value that was set or changed, by whom, when, by which command and why, with the
-- audit entry that was durable before the change was. The database refuses to change or remove a row of it, for every
-- login including the owner. Its values are as protected as the fields they belong to: only the door reads them.

create table records.history (
  id uuid primary key,
  at timestamptz(3) not null,
  officer uuid not null,
  command text not null check (length(command) between 1 and 60),
  reason text check (length(reason) <= 500),
  record text not null check (length(record) <= 60),
  record_id uuid not null,
  field text not null check (length(field) <= 60),
  before jsonb,
  after jsonb,
  lane uuid not null,
  number bigint not null check (number > 0),
  check (before is distinct from after)
);
create index history_of_record on records.history (record_id, at);
create index history_of_entry on records.history (lane, number);
comment on table records.history is 'One changed field of one row. Null: no value. Protected like the field itself';
comment on column records.history.lane is 'With number: the audit entry that was durable before this was committed';
create function records.refuse_history_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on records.history
  for each statement execute function records.refuse_history_change();
alter table records.history enable always trigger append_only;
revoke all on records.history from public, qalxan_app;
grant select, insert on records.history to qalxan_app;

-- Migration20261123000006_imports
-- Import jobs, and for every imported row which records came of it. A row is told again by the digest of its cells and by
-- how often the same cells stood before it, so a file that comes a second time, or under another name, creates nothing.
-- The cells themselves are not kept: what was taken is in the records, what was not is in the operator's own file.

create table exchange.import_job (
  id uuid primary key,
  format text not null check (format ~ '^[a-z][a-z0-9_]{0,29}$'),
  source text not null check (length(source) between 1 and 200),
  file_digest bytea not null check (length(file_digest) = 32),
  officer_id uuid not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  row_total bigint not null check (row_total >= 0),
  rows_created bigint not null default 0,
  rows_duplicate bigint not null default 0,
  rows_rejected bigint not null default 0,
  next_row bigint not null check (next_row >= 2),
  unique (format, source, file_digest)
);
create table exchange.import_row (
  job_id uuid not null references exchange.import_job (id),
  row_number bigint not null check (row_number >= 2),
  source text not null,
  digest bytea not null check (length(digest) = 32),
  occurrence integer not null check (occurrence >= 1),
  records jsonb not null,
  primary key (job_id, row_number),
  unique (source, digest, occurrence)
);
comment on table exchange.import_job is 'One file that is or was being imported';
comment on column exchange.import_job.source is 'Where the data were collected; rows are told apart within one source';
comment on column exchange.import_job.row_total is 'Rows of the file below its header';
comment on column exchange.import_job.next_row is 'First row not yet dealt with; the header is row 1';
comment on table exchange.import_row is 'A row that was imported, in the transaction that made its records';
comment on column exchange.import_row.digest is 'SHA-256 of the row''s cells as a JSON array of texts';
comment on column exchange.import_row.occurrence is 'Which of the file''s rows with these same cells it is, counted from 1';
comment on column exchange.import_row.records is 'Ids of what came of it, by the name of the record';
revoke update on exchange.import_job, exchange.import_row from qalxan_app;
grant update (next_row, rows_created, finished_at, rows_duplicate, rows_rejected) on exchange.import_job to qalxan_app;

-- Migration20261123071626_proof_of_identity
-- When a session's officer last proved who he is: at sign-in, and again before commands that want a fresh proof. A session
-- that is open while this is applied was proved when it began.

alter table identity.session add column proved_at timestamptz(3);
update identity.session set proved_at = created_at;
alter table identity.session alter column proved_at set not null;
grant update (proved_at) on identity.session to qalxan_app;
comment on column identity.session.proved_at is 'The last full proof of identity: password, and a second factor where one is held';

-- Migration20261123072051_audit_tree
-- The tree over the audit log: leaves in tree order, roots of complete subtrees, signed checkpoints, and when a checkpoint was
-- taken by the anchors. Made by the login qalxan_sealer alone; like the log, never changed. See libs/audit/decisions/0002.

do $$ begin
  if not exists (select from pg_roles where rolname = 'qalxan_sealer') then
    raise exception 'create the login qalxan_sealer first';
  end if;
end $$;
create table audit.leaf (
  index bigint primary key check (index >= 0),
  lane uuid not null,
  number bigint not null check (number > 0),
  hash bytea not null check (length(hash) = 32),
  unique (lane, number)
);
create table audit.node (
  level smallint not null check (level between 1 and 7),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
create table audit.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz(3) not null
);
create table audit.anchoring (
  id bigint generated always as identity primary key,
  size bigint not null references audit.checkpoint (size),
  anchored_at timestamptz(3) not null,
  note text not null
);
comment on table audit.leaf is 'The entries in tree order (RFC 6962), each with its leaf hash';
comment on table audit.node is 'Root of the complete subtree of 256^level leaves that begins at leaf index * 256^level';
comment on table audit.checkpoint is 'A tree head that was signed (C2SP tlog-checkpoint)';
comment on table audit.anchoring is 'A checkpoint as every configured anchor took it; the signed time is in the note';
create trigger append_only before update or delete or truncate on audit.leaf
  for each statement execute function audit.refuse_change();
alter table audit.leaf enable always trigger append_only;
create trigger append_only before update or delete or truncate on audit.node
  for each statement execute function audit.refuse_change();
alter table audit.node enable always trigger append_only;
create trigger append_only before update or delete or truncate on audit.checkpoint
  for each statement execute function audit.refuse_change();
alter table audit.checkpoint enable always trigger append_only;
create trigger append_only before update or delete or truncate on audit.anchoring
  for each statement execute function audit.refuse_change();
alter table audit.anchoring enable always trigger append_only;
create function audit.refuse_leaf_gap() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
begin
  if exists (
    select from (select min(index) as least, max(index) as greatest, count(*) as many from added) b
     where b.many > 0 and (b.greatest - b.least + 1 <> b.many
        or (b.least > 0 and not exists (select from audit.leaf l where l.index = b.least - 1)))
  ) then
    raise exception 'a leaf does not follow the one before' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
revoke all on function audit.refuse_leaf_gap() from public;
create trigger no_gaps after insert on audit.leaf referencing new table as added
  for each statement execute function audit.refuse_leaf_gap();
alter table audit.leaf enable always trigger no_gaps;
revoke all on audit.leaf, audit.node, audit.checkpoint, audit.anchoring from public;
grant usage on schema audit to qalxan_sealer;
grant select on audit.lane, audit.entry, audit.leaf, audit.node, audit.checkpoint, audit.anchoring to qalxan_sealer;
grant insert on audit.leaf, audit.node, audit.checkpoint to qalxan_sealer;
grant insert (size, anchored_at, note) on audit.anchoring to qalxan_sealer;
grant select on audit.leaf, audit.node, audit.checkpoint, audit.anchoring to qalxan_auditor;

-- Migration20261123072136_notices
-- Notices to people, and who has acknowledged which. A notice is never changed and never taken back: an alarm that somebody
-- could quieten is none.

create table identity.notice (
  id uuid primary key,
  kind text not null check (kind ~ '^[A-Z][A-Z_]{1,59}$'),
  raised_at timestamptz not null default clock_timestamp(),
  officer_id uuid,
  record text check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  row_id uuid,
  roles text[] not null,
  to_officer uuid,
  row_roles text[] not null,
  constraint notice_to_somebody check (cardinality(roles) > 0 or to_officer is not null),
  constraint notice_names_record_and_row check ((record is null) = (row_id is null))
);
create index notice_latest on identity.notice (raised_at desc, id desc);
create table identity.notice_acknowledgement (
  notice_id uuid not null references identity.notice (id),
  officer_id uuid not null,
  acknowledged_at timestamptz(3) not null default clock_timestamp(),
  primary key (notice_id, officer_id)
);
comment on table identity.notice is 'Something that roles or an officer are told of; it holds no value of a record';
comment on column identity.notice.officer_id is 'Whom it is about; told of it only where to_officer names them';
comment on column identity.notice.row_roles is 'Roles that are told which record it is about';
comment on table identity.notice_acknowledgement is 'Each recipient acknowledges for themselves';
revoke update on identity.notice, identity.notice_acknowledgement from qalxan_app;

-- Migration20261123072403_what_a_seal_closes
-- What a seal order closes, worked out in the database and nowhere else: a live order turns the mark `sealed` of the rows it
-- covers, and a row that comes under it later is sealed from birth, whoever inserts it. A row is opened again only when no
-- live order covers it any more. An order lives until it is lifted; that its time has run out does not lift it by itself.
-- Also: a change that time alone made has no officer.

create function records.seal_covers_person(person uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from records.seal_order o where o.lifted_at is null and o.person_id = person) $$;
create function records.seal_covers_case(file uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from records.seal_order o where o.lifted_at is null and o.case_id = file) $$;
create function records.seal_covers_victim(victim uuid, person uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select records.seal_covers_person(person) or exists (select from records.seal_order o where o.lifted_at is null and o.victim_id = victim) $$;
create function records.seal_covers_offender(offender uuid, person uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select records.seal_covers_person(person) or exists (select from records.seal_order o where o.lifted_at is null and o.offender_id = offender)
    or exists (select from records.charge c where c.offender_id = offender and records.seal_covers_case(c.case_id)) $$;
create function records.seal_covers_crime(crime uuid, file uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select records.seal_covers_case(file)
    and not exists (select from records.crime_in_case i where i.crime_id = crime and not records.seal_covers_case(i.case_id)) $$;
grant execute on function records.seal_covers_person, records.seal_covers_case, records.seal_covers_victim, records.seal_covers_offender,
  records.seal_covers_crime to qalxan_app;
create function records.seal_new_facet() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from records.person p where p.id = new.person_id for share;
  new.sealed := new.sealed or records.seal_covers_person(new.person_id);
  return new;
end $$;
create trigger seal_from_birth before insert or update of person_id on records.victim for each row execute function records.seal_new_facet();
create trigger seal_from_birth before insert or update of person_id on records.offender for each row execute function records.seal_new_facet();

create function records.seal_new_crime() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from records."case" c where c.id = new.case_id for share;
  new.sealed := new.sealed or records.seal_covers_crime(new.id, new.case_id);
  return new;
end $$;
create trigger seal_from_birth before insert or update of case_id on records.crime for each row execute function records.seal_new_crime();

create function records.seal_who_is_charged() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from records."case" c where c.id = new.case_id for share;
  if records.seal_covers_case(new.case_id) then
    update records.offender set sealed = true where id = new.offender_id and not sealed;
  end if;
  return null;
end $$;
create trigger seal_who_is_charged after insert on records.charge for each row execute function records.seal_who_is_charged();
create function records.seal_rows_of_order() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update records.person p set sealed = records.seal_covers_person(p.id) where p.id = new.person_id;
  update records."case" c set sealed = records.seal_covers_case(c.id) where c.id = new.case_id;
  update records.victim v set sealed = records.seal_covers_victim(v.id, v.person_id)
   where v.id = new.victim_id or v.person_id = new.person_id;
  update records.offender f set sealed = records.seal_covers_offender(f.id, f.person_id)
   where f.id = new.offender_id or f.person_id = new.person_id
      or f.id in (select c.offender_id from records.charge c where c.case_id = new.case_id);
  update records.crime k set sealed = records.seal_covers_crime(k.id, k.case_id)
   where k.case_id = new.case_id or k.id in (select i.crime_id from records.crime_in_case i where i.case_id = new.case_id);
  return null;
end $$;
create trigger seal_rows_of_order after insert or update of lifted_at on records.seal_order
  for each row execute function records.seal_rows_of_order();
alter table records.history alter column officer drop not null;
comment on column records.history.officer is 'Null when time acted';

-- Migration20261123072609_vault
-- The keys' own schema. Data keys lie here wrapped by a key that no database holds; only the vault's login gets in, and it
-- deletes nothing. A destroyed key stays as a row without a key, an erased person as a tombstone, for ever: the database
-- itself refuses to give either back. See libs/vault/decisions/0001.

do $$ begin
  if not exists (select from pg_roles where rolname = 'qalxan_vault') then
    raise exception 'create the login qalxan_vault first, and let it connect to this database';
  end if;
end $$;
create schema vault;
revoke all on schema vault from public;
create table vault.data_key (
  id uuid primary key,
  subject uuid not null,
  version integer not null check (version >= 1),
  wrapped bytea check (length(wrapped) between 60 and 6144),
  wrapping_key text not null check (length(wrapping_key) between 1 and 300),
  key_check bytea not null check (length(key_check) = 16),
  created_at timestamptz(3) not null default now(),
  retired_at timestamptz(3),
  destroyed_at timestamptz(3),
  unique (subject, version),
  constraint data_key_destroyed_has_no_key check ((wrapped is null) = (destroyed_at is not null)),
  constraint data_key_destroyed_is_retired check (destroyed_at is null or retired_at is not null)
);
create unique index data_key_current on vault.data_key (subject) where retired_at is null;
create table vault.erasure (
  subject uuid primary key,
  at timestamptz(3) not null
);
create table vault.secret (
  name text primary key check (name ~ '^[a-z][a-z ]{0,59}$'),
  wrapped bytea not null check (length(wrapped) between 60 and 6144),
  wrapping_key text not null check (length(wrapping_key) between 1 and 300),
  key_check bytea not null check (length(key_check) = 16),
  created_at timestamptz(3) not null default now()
);
create table vault.rewrapping (
  id uuid primary key,
  wrapping_key text not null,
  started_at timestamptz(3) not null default now(),
  after_key uuid,
  rewrapped bigint not null default 0 check (rewrapped >= 0),
  finished_at timestamptz(3)
);
create unique index rewrapping_open on vault.rewrapping (wrapping_key) where finished_at is null;
comment on table vault.data_key is 'One key of one person, wrapped; a person has one current key, and older ones until what they sealed is sealed anew';
comment on column vault.data_key.subject is 'The person, or the record, whose values the key seals';
comment on column vault.data_key.wrapping_key is 'Name and version of the key-encryption key that wraps it';
comment on column vault.data_key.key_check is 'First 16 bytes of HMAC-SHA-256 of id, subject and version under the data key: tells a wrong key before anything is sealed with it';
comment on table vault.erasure is 'Tombstones: whose keys were destroyed for ever. A restore of an older copy applies them again';
comment on table vault.secret is 'Secrets of the vault itself, wrapped: what nonces and blind indexes are derived from';
comment on table vault.rewrapping is 'A change of the key-encryption key under way, or done: how far it came';
create function vault.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'what the vault destroyed stays destroyed' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on vault.erasure
  for each statement execute function vault.refuse_change();
alter table vault.erasure enable always trigger append_only;
create trigger destroyed_for_ever before update on vault.data_key
  for each row when (old.destroyed_at is not null) execute function vault.refuse_change();
alter table vault.data_key enable always trigger destroyed_for_ever;
create function vault.refuse_erased() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(7161905);
  if exists (select from vault.erasure e where e.subject = new.subject) then
    return null;
  end if;
  return new;
end $$;
create trigger no_key_for_erased before insert on vault.data_key
  for each row execute function vault.refuse_erased();
alter table vault.data_key enable always trigger no_key_for_erased;
revoke all on all tables in schema vault from public;
grant usage on schema vault to qalxan_vault;
grant select on all tables in schema vault to qalxan_vault;
grant insert (id, subject, version, wrapped, wrapping_key, key_check) on vault.data_key to qalxan_vault;
grant update (wrapped, wrapping_key, retired_at, destroyed_at) on vault.data_key to qalxan_vault;
grant insert on vault.erasure to qalxan_vault;
grant insert (name, wrapped, wrapping_key, key_check), update (wrapped, wrapping_key) on vault.secret to qalxan_vault;
grant insert (id, wrapping_key), update (after_key, rewrapped, finished_at) on vault.rewrapping to qalxan_vault;

-- Migration20261123072724_identity_budget
-- What is counted of identities read: which rows of persons an officer has been shown today, and how often the day's budget was
-- opened again. Only the function writes here; it locks the officer's line of the day, so that nobody reads past the
-- budget by asking many times at once, from however many processes.

create table identity.identity_budget (
  officer_id uuid not null,
  day date not null,
  used integer not null default 0 check (used >= 0),
  openings integer not null default 0 check (openings >= 0),
  exhausted_at timestamptz(3),
  primary key (officer_id, day)
) with (fillfactor = 50);
create table identity.identity_use (
  officer_id uuid not null,
  day date not null,
  row_id uuid not null,
  record text not null check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  primary key (officer_id, day, row_id)
);
comment on table identity.identity_budget is 'How many identities an officer has read on a day (UTC)';
comment on column identity.identity_budget.openings is 'How often a proof of identity opened the budget once more';
comment on column identity.identity_budget.exhausted_at is 'The first refusal since it was last opened; only a later proof opens it again';
comment on table identity.identity_use is 'Rows of persons counted on a day; kept for two days, as the audit log says the same for ever';
create function identity.use_identities(
  of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, note boolean
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $body$
declare
  line identity.identity_budget;
  fresh integer;
begin
  insert into identity.identity_budget (officer_id, day) values (of_officer, on_day) on conflict do nothing;
  if found then
    delete from identity.identity_use u where u.officer_id = of_officer and u.day < on_day - 1;
  end if;
  select * into strict line from identity.identity_budget b where b.officer_id = of_officer and b.day = on_day for update;

  select count(distinct p.id) into fresh from jsonb_to_recordset(persons) p(id uuid)
   where not exists (select from identity.identity_use u where u.officer_id = of_officer and u.day = on_day and u.row_id = p.id);

  if line.used + fresh > budget * (1 + line.openings) and proved_at > line.exhausted_at then
    line.openings := line.openings + 1;
    line.exhausted_at := null;
  end if;
  if line.used + fresh > budget * (1 + line.openings) then
    if line.exhausted_at is not null then
      return 'REFUSED';
    end if;
    if note then
      update identity.identity_budget b set openings = line.openings, exhausted_at = at where b.officer_id = of_officer and b.day = on_day;
    end if;
    return 'EXHAUSTED';
  end if;

  insert into identity.identity_use (officer_id, day, row_id, record)
  select distinct on (p.id) of_officer, on_day, p.id, p.record from jsonb_to_recordset(persons) p(id uuid, record text)
  on conflict do nothing;
  update identity.identity_budget b set used = line.used + fresh, openings = line.openings, exhausted_at = line.exhausted_at
   where b.officer_id = of_officer and b.day = on_day;
  return 'ALLOWED';
end $body$;
revoke all on identity.identity_use, identity.identity_budget from qalxan_app;
grant execute on function identity.use_identities to qalxan_app;

-- Migration20261123073443_approvals
-- Approvals under four eyes. What the approver is shown is what is hashed is what is carried out: the hash is the database's own.
-- Who decides is another human than who asked and than whom it concerns, an approval goes one way and is used once; the database
-- refuses everything else, whoever asks. A first or reset password is provisional until its officer has chosen his own.

alter table identity.credential add column personnel_number text check (length(personnel_number) between 3 and 40),
  add column provisional boolean not null default false;
alter table identity.session add column provisional boolean not null default false;
grant update (provisional) on identity.credential, identity.session to qalxan_app;
create index credential_of_human on identity.credential (personnel_number);
comment on column identity.credential.personnel_number is 'Which human it is: the same for all accounts of one person, and never changed; without it no part is taken in four eyes';
comment on column identity.credential.provisional is 'The password was made up for the officer: a session it opens has no role until he chooses his own';
create table identity.approval (
  id uuid primary key,
  command text not null check (command ~ '^[a-z][A-Za-z]{1,59}$'),
  payload text not null check (length(payload) <= 20000),
  hash bytea not null,
  concerns text,
  requested_by uuid not null references identity.credential (officer_id),
  requested_human text not null,
  requested_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decision text check (decision in ('APPROVED', 'REFUSED')),
  decided_by uuid references identity.credential (officer_id),
  decided_human text,
  decided_at timestamptz(3),
  reason text check (length(reason) <= 500),
  used_at timestamptz(3),
  used_in xid8,
  constraint approval_by_another_account check (decided_by <> requested_by),
  constraint approval_by_another_human check (decided_human <> requested_human),
  constraint approval_by_nobody_concerned check (decision <> 'APPROVED' or decided_human <> concerns),
  constraint approval_decided_by_somebody check (num_nonnulls(decision, decided_by, decided_human, decided_at) in (0, 4)),
  constraint approval_refused_with_reason check ((decision is not distinct from 'REFUSED') = (reason is not null)),
  constraint approval_used_when_given check (used_at is null or decision = 'APPROVED'),
  constraint approval_lives_a_day check (expires_at <= coalesce(decided_at, requested_at) + interval '24 hours')
);
create index approval_by_time on identity.approval (requested_at desc, id);
create index approval_of_requester on identity.approval (requested_by, hash) where used_at is null;
comment on table identity.approval is 'A command that needs four eyes: asked for by one, decided by another, carried out once';
comment on column identity.approval.payload is 'Canonical JSON (RFC 8785) of command and payload: what the approver is shown. No password, no sealed value';
comment on column identity.approval.concerns is 'Personnel number of the officer it is about, who has no say';
comment on column identity.approval.used_in is 'The transaction that carried the command out';
create function identity.approval_goes_one_way() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare at timestamptz(3) := clock_timestamp();
begin
  if tg_op = 'INSERT' then
    if num_nonnulls(new.decision, new.decided_by, new.decided_human, new.decided_at, new.reason, new.used_at, new.used_in) > 0 then
      raise exception 'an approval begins undecided' using errcode = 'check_violation', constraint = 'approval_begins_undecided';
    end if;
    new.requested_human := (select personnel_number from identity.credential where officer_id = new.requested_by);
    new.hash := sha256(convert_to(new.payload, 'UTF8'));
    new.requested_at := at;
    new.expires_at := at + interval '24 hours';
    return new;
  end if;
  if row(new.id, new.command, new.payload, new.hash, new.concerns, new.requested_by, new.requested_human, new.requested_at)
     is distinct from row(old.id, old.command, old.payload, old.hash, old.concerns, old.requested_by, old.requested_human, old.requested_at) then
    raise exception 'what was asked for stays as it was' using errcode = 'check_violation', constraint = 'approval_stays';
  end if;
  if old.expires_at <= at or old.used_at is not null or old.decision is not distinct from 'REFUSED' then
    raise exception 'this approval is over' using errcode = 'check_violation', constraint = 'approval_is_over';
  end if;
  if old.decision is null then
    if new.decision is null or new.used_at is not null then
      raise exception 'an approval is decided first' using errcode = 'check_violation', constraint = 'approval_is_decided_first';
    end if;
    new.decided_human := (select personnel_number from identity.credential where officer_id = new.decided_by);
    new.decided_at := at;
    new.expires_at := case new.decision when 'APPROVED' then at + interval '24 hours' else old.expires_at end;
    return new;
  end if;
  if new.used_at is null or row(new.decision, new.decided_by, new.decided_human, new.decided_at, new.reason, new.expires_at)
     is distinct from row(old.decision, old.decided_by, old.decided_human, old.decided_at, old.reason, old.expires_at) then
    raise exception 'a decision stays as it was' using errcode = 'check_violation', constraint = 'approval_stays';
  end if;
  new.used_at := at;
  new.used_in := pg_current_xact_id();
  return new;
end $$;
create trigger one_way before insert or update on identity.approval for each row execute function identity.approval_goes_one_way();
revoke update on identity.approval from qalxan_app;
grant update (decision, decided_by, decided_human, decided_at, reason, used_at) on identity.approval to qalxan_app;

-- Migration20261123074147_repeated_reasons
-- How often an officer gave the same words as a reason on a day. Counted by the function that counts identities, under the
-- same lock: a use is an answer that would show a person the officer has not been shown today.

create table identity.reason_use (
  officer_id uuid not null,
  day date not null,
  reason bytea not null check (length(reason) = 32),
  uses integer not null check (uses > 0),
  primary key (officer_id, day, reason)
);
comment on table identity.reason_use is 'How often the same reason opened identities on a day (UTC); the words themselves are in the audit log';
comment on column identity.reason_use.reason is 'SHA-256 of the reason without case, accents, digits, marks and spacing';
drop function identity.use_identities;
create function identity.use_identities(
  of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, given bytea, most_uses integer, note boolean
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $body$
declare
  line identity.identity_budget;
  fresh integer;
  uses_now integer;
  flagged boolean := false;
begin
  insert into identity.identity_budget (officer_id, day) values (of_officer, on_day) on conflict do nothing;
  if found then
    delete from identity.identity_use u where u.officer_id = of_officer and u.day < on_day - 1;
    delete from identity.reason_use r where r.officer_id = of_officer and r.day < on_day - 1;
  end if;
  select * into strict line from identity.identity_budget b where b.officer_id = of_officer and b.day = on_day for update;

  select count(distinct p.id) into fresh from jsonb_to_recordset(persons) p(id uuid)
   where not exists (select from identity.identity_use u where u.officer_id = of_officer and u.day = on_day and u.row_id = p.id);

  if line.used + fresh > budget * (1 + line.openings) and proved_at > line.exhausted_at then
    line.openings := line.openings + 1;
    line.exhausted_at := null;
  end if;
  if line.used + fresh > budget * (1 + line.openings) then
    if line.exhausted_at is not null then
      return 'REFUSED';
    end if;
    if note then
      update identity.identity_budget b set openings = line.openings, exhausted_at = at where b.officer_id = of_officer and b.day = on_day;
    end if;
    return 'EXHAUSTED';
  end if;

  if given is not null and fresh > 0 then
    select coalesce(max(r.uses), 0) + 1 into uses_now from identity.reason_use r where r.officer_id = of_officer and r.day = on_day and r.reason = given;
    if uses_now > most_uses then
      return 'REPEATED';
    end if;
    flagged := uses_now = (most_uses + 2) / 3 + 1;
    if flagged and not note then
      return 'REPEATING';
    end if;
    insert into identity.reason_use (officer_id, day, reason, uses) values (of_officer, on_day, given, uses_now)
    on conflict (officer_id, day, reason) do update set uses = excluded.uses;
  end if;

  insert into identity.identity_use (officer_id, day, row_id, record)
  select distinct on (p.id) of_officer, on_day, p.id, p.record from jsonb_to_recordset(persons) p(id uuid, record text)
  on conflict do nothing;
  update identity.identity_budget b set used = line.used + fresh, openings = line.openings, exhausted_at = line.exhausted_at
   where b.officer_id = of_officer and b.day = on_day;
  return case when flagged then 'REPEATING' else 'ALLOWED' end;
end $body$;
revoke all on identity.reason_use from qalxan_app;
grant execute on function identity.use_identities to qalxan_app;

-- Migration20261123075800_decoys
-- Decoys: which rows of records are no person at all, and who has opened one. No login reads these tables: the application may only
-- say that a row is one, the worker may only have openings reported. See libs/identity/decisions/0005-decoys.md.

create schema decoy;
revoke all on schema decoy from public;
create table decoy.planted (
  row_id uuid primary key,
  record text not null check (record ~ '^[A-Z][A-Za-z0-9]{0,59}$'),
  planted_at timestamptz(3) not null default clock_timestamp()
);
create table decoy.examined (
  row_id uuid not null references decoy.planted (row_id),
  position bigint not null,
  primary key (row_id, position)
);
create table decoy.opening (
  row_id uuid not null references decoy.planted (row_id),
  officer_id uuid not null,
  day date not null,
  primary key (row_id, officer_id, day)
);
comment on schema decoy is 'Invented rows that raise an alarm when somebody opens them';
comment on table decoy.planted is 'Rows of records that are decoys';
comment on table decoy.examined is 'Entries of the audit log that touched a decoy and were looked at';
comment on table decoy.opening is 'Who was shown an identifying field of a decoy, once a day (UTC)';
create function decoy.plant(of_record text, victim uuid) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $body$
  insert into decoy.planted (row_id, record) values (victim, of_record) on conflict do nothing
$body$;
create function decoy.report(identifying text[], told text[], row_told text[]) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $body$
declare
  raised integer;
begin
  if not pg_try_advisory_xact_lock(7161910) then
    return 0;
  end if;
  with fresh as materialized (
    select d.row_id, d.record, t.position from decoy.planted d join audit.touch t on t.record_id = d.row_id
     where not exists (select from decoy.examined x where x.row_id = d.row_id and x.position = t.position) limit 5000
  ), done as (
    insert into decoy.examined (row_id, position) select row_id, position from fresh
  ), opened as (
    select distinct f.row_id, f.record, e.officer, (e.recorded_at at time zone 'UTC')::date as day
      from fresh f join audit.entry e on e.position = f.position
     where e.officer is not null and e.act in ('READ', 'HISTORY', 'LINKS')
       and case when pg_input_is_valid(e.body, 'jsonb') then e.body::jsonb ->> 'outcome' = 'ANSWERED' and exists (
             select from jsonb_array_elements(e.body::jsonb -> 'touched') x
              where x ->> 'record' = f.record and x -> 'ids' ? f.row_id::text and x -> 'disclosed' ?| identifying) else false end
  ), first as (
    insert into decoy.opening (row_id, officer_id, day) select row_id, officer, day from opened on conflict do nothing returning row_id, officer_id
  )
  insert into identity.notice (id, kind, officer_id, record, row_id, roles, row_roles)
  select gen_random_uuid(), 'DECOY_OPENED', f.officer_id, d.record, f.row_id, told, row_told from first f join decoy.planted d using (row_id);
  get diagnostics raised = row_count;
  return raised;
end $body$;
revoke all on all functions in schema decoy from public;
grant usage on schema decoy to qalxan_app, qalxan_sealer;
grant execute on function decoy.plant to qalxan_app;
grant execute on function decoy.report to qalxan_sealer;

-- Migration20261123080251_wall
-- The wall's key and the function that every row policy asks. It takes apart what `libs/wall/src/context.ts` signs, and says
-- no to everything else without an error, so that what is refused is no row and not a message
-- (libs/wall/decisions/0001-signed-transactions.md).

create schema wall;
revoke all on schema wall from public;
grant usage on schema wall to qalxan_app;
create table wall.key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64),
  installed_at timestamptz not null default now()
);
revoke all on wall.key from public, qalxan_app, qalxan_audit, qalxan_auditor;
comment on table wall.key is 'Keys that contexts of transactions are signed with, as the padded keys of HMAC-SHA-256';
create function wall.admits(wanted text, writing boolean) returns boolean
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := current_setting('qalxan.context', true);
  part text[] := string_to_array(context, '|');
  pads wall.key;
begin
  if part is null or cardinality(part) <> 9 or part[1] <> '1' then
    return false;
  end if;
  select * into pads from wall.key where id = part[2];
  if not found or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(context, -65), 'UTF8'))), 'hex') then
    return false;
  end if;
  return part[7]::int = pg_backend_pid()
    and part[8]::bigint = (extract(epoch from now()) * 1000000)::bigint
    and part[6]::bigint > extract(epoch from clock_timestamp()) * 1000
    and (part[5] = '*' or wanted = any (string_to_array(part[5], ',')))
    and (not writing or part[3] in ('COMMAND', 'SYSTEM'));
end $$;
revoke all on function wall.admits(text, boolean) from public;
grant execute on function wall.admits(text, boolean) to qalxan_app;
alter table records.history enable row level security;
alter table records.history force row level security;
create policy wall on records.history using ((select wall.admits('history', false))) with check ((select wall.admits('history', true)));

-- Migration20261123080613_wall_fails_closed
-- A forged or borrowed context still finds no row and learns nothing. One that is rightly signed, and asks for more than it
-- was signed for, is now an error: a condition such as "not exists (a sealed row)" would hold where it may not look, and so
-- be open where it should be closed.

create or replace function wall.admits(wanted text, writing boolean) returns boolean
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := current_setting('qalxan.context', true);
  part text[] := string_to_array(context, '|');
  pads wall.key;
begin
  if part is null or cardinality(part) <> 9 or part[1] <> '1' then
    return false;
  end if;
  select * into pads from wall.key where id = part[2];
  if not found or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(context, -65), 'UTF8'))), 'hex') then
    return false;
  end if;
  if part[7]::int <> pg_backend_pid() or part[8]::bigint <> (extract(epoch from now()) * 1000000)::bigint then
    return false;
  end if;
  if part[6]::bigint > extract(epoch from clock_timestamp()) * 1000
    and (part[5] = '*' or wanted = any (string_to_array(part[5], ',')))
    and (not writing or part[3] in ('COMMAND', 'SYSTEM')) then
    return true;
  end if;
  raise exception 'the context of this transaction was not signed for that' using errcode = 'insufficient_privilege';
end $$;

-- Migration20261123080746_second_factors
-- Second factors, recovery codes, and the tickets of sign-ins and ceremonies under way. A secret is an envelope of the vault; of
-- a device only its public key is here; of a recovery code and a ticket only the hash. What must not change after it was
-- written is taken out of the application's hands.

create table identity.factor (
  id uuid primary key,
  officer_id uuid not null references identity.credential (officer_id),
  kind text not null check (kind in ('TOTP', 'WEBAUTHN')),
  name text not null check (length(name) between 1 and 100),
  secret bytea,
  last_step bigint,
  credential_id bytea unique check (length(credential_id) between 16 and 1023),
  public_key bytea,
  counter bigint check (counter >= 0),
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  used_at timestamptz(3),
  ended_at timestamptz(3),
  ended_reason text check (ended_reason ~ '^[A-Z_]{1,40}$'),
  constraint factor_totp check ((kind = 'TOTP') = (secret is not null) and (kind = 'TOTP') = (last_step is not null)),
  constraint factor_device check (
    (kind = 'WEBAUTHN') = (credential_id is not null) and (kind = 'WEBAUTHN') = (public_key is not null) and (kind = 'WEBAUTHN') = (counter is not null)),
  constraint factor_ended_with_reason check ((ended_at is null) = (ended_reason is null))
);
create index factor_live on identity.factor (officer_id) where confirmed_at is not null and ended_at is null;
create unique index factor_one_totp on identity.factor (officer_id) where kind = 'TOTP' and confirmed_at is not null and ended_at is null;
create table identity.recovery_code (
  code_hash bytea primary key check (length(code_hash) = 32),
  officer_id uuid not null references identity.credential (officer_id),
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  ended_at timestamptz(3)
);
create index recovery_code_live on identity.recovery_code (officer_id) where used_at is null and ended_at is null;
create table identity.ticket (
  hash bytea primary key check (length(hash) = 32),
  kind text not null check (kind ~ '^[A-Z_]{1,40}$'),
  officer_id uuid references identity.credential (officer_id),
  session_id uuid references identity.session (id),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at > created_at),
  used_at timestamptz(3)
);
create index ticket_expires on identity.ticket (expires_at);
create index ticket_of_officer on identity.ticket (officer_id) where used_at is null;
comment on table identity.factor is 'A second factor of an officer, from its confirmation until it ends';
comment on column identity.factor.secret is 'Secret of one-time codes, sealed by the vault';
comment on column identity.factor.last_step is 'The last 30-second step whose code was used: no code is taken twice';
comment on table identity.recovery_code is 'Recovery codes, as SHA-256 of 118 random bits; each good once';
comment on table identity.ticket is 'Challenges and sign-ins under way, good once for five minutes; expired rows are written over';
revoke update on identity.factor, identity.recovery_code from qalxan_app;
grant update (last_step, counter, confirmed_at, used_at, ended_at, ended_reason) on identity.factor to qalxan_app;
grant update (used_at, ended_at) on identity.recovery_code to qalxan_app;

-- Migration20261123081029_sealed_fields
-- Columns of the sealed classes become envelopes. The database cannot seal: it holds no key. So this refuses while any of these
-- columns, or the history, holds a value in clear, and changes nothing then (libs/change/decisions/0004-sealed-before-the-flush.md).
-- Should one slip past the first statement, the cast gives bytes that no envelope begins with, and the check refuses the whole. The
-- statements below the first were written by `npm run sync` from the declared records.

do $$ begin
  alter table records."case" no force row level security;
  alter table records."crime" no force row level security;
  alter table records."offender" no force row level security;
  alter table records."victim" no force row level security;
  alter table records."status_decision" no force row level security;
  alter table records."history" no force row level security;
  if exists (select from records."case" where num_nonnulls("summary") > 0)
    or exists (select from records."crime" where num_nonnulls("operation", "source", "source_pseudonym", "summary", "summary_pseudonymised") > 0)
    or exists (select from records."offender" where num_nonnulls("address", "operation", "phone", "source", "source_pseudonym") > 0)
    or exists (select from records."victim" where num_nonnulls("account", "account_pseudonymised", "address", "birth_date", "document_number", "email", "family_name", "gender", "given_name", "health", "operation", "other_names", "patronymic", "phone", "source", "source_pseudonym") > 0)
    or exists (select from records."status_decision" where num_nonnulls("reasons") > 0)
    or exists (select from records.history where (record, field) in (('Case', 'summary'), ('Crime', 'operation'), ('Crime', 'source'), ('Crime', 'sourcePseudonym'), ('Crime', 'summary'), ('Crime', 'summaryPseudonymised'), ('Offender', 'address'), ('Offender', 'operation'), ('Offender', 'phone'), ('Offender', 'source'), ('Offender', 'sourcePseudonym'), ('Victim', 'account'), ('Victim', 'accountPseudonymised'), ('Victim', 'address'), ('Victim', 'birthDate'), ('Victim', 'documentNumber'), ('Victim', 'email'), ('Victim', 'familyName'), ('Victim', 'gender'), ('Victim', 'givenName'), ('Victim', 'health'), ('Victim', 'operation'), ('Victim', 'otherNames'), ('Victim', 'patronymic'), ('Victim', 'phone'), ('Victim', 'source'), ('Victim', 'sourcePseudonym'), ('StatusDecision', 'reasons'))) then
    raise exception 'this database holds values of the sealed classes in clear: begin a new one and bring its records in again, then destroy this one and its backups';
  end if;
  alter table records."case" force row level security;
  alter table records."crime" force row level security;
  alter table records."offender" force row level security;
  alter table records."victim" force row level security;
  alter table records."status_decision" force row level security;
  alter table records."history" force row level security;
end $$;
drop policy "wall" on "records"."case";
drop policy "wall" on "records"."crime";
drop policy "wall" on "records"."offender";
drop policy "wall" on "records"."victim";
drop policy "wall" on "records"."status_decision";
alter table "records"."case" drop constraint "case_summary_check";
alter table "records"."case" alter column "summary" type bytea using ("summary"::bytea);
alter table "records"."case" add constraint "case_summary_check" check (length(summary) >= 77 and get_byte(summary, 0) = 1);
create policy "wall" on "records"."case" using ((select wall.admits('case', false))) with check ((select wall.admits('case', true)));
alter table "records"."crime" drop constraint "crime_operation_check";
alter table "records"."crime" drop constraint "crime_source_check";
alter table "records"."crime" drop constraint "crime_source_pseudonym_check";
alter table "records"."crime" drop constraint "crime_summary_check";
alter table "records"."crime" drop constraint "crime_summary_pseudonymised_check";
alter table "records"."crime" add "source_pseudonym_index" bytea null;
comment on column "records"."crime"."source_pseudonym_index" is 'Blind index';
alter table "records"."crime" alter column "operation" type bytea using ("operation"::bytea);
alter table "records"."crime" alter column "source" type bytea using ("source"::bytea);
alter table "records"."crime" alter column "source_pseudonym" type bytea using ("source_pseudonym"::bytea);
alter table "records"."crime" alter column "summary" type bytea using ("summary"::bytea);
alter table "records"."crime" alter column "summary_pseudonymised" type bytea using ("summary_pseudonymised"::bytea);
create index "crime_source_pseudonym_index_id_index" on "records"."crime" ("source_pseudonym_index", "id");
alter table "records"."crime" add constraint "crime_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."crime" add constraint "crime_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."crime" add constraint "crime_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
alter table "records"."crime" add constraint "crime_summary_check" check (length(summary) >= 77 and get_byte(summary, 0) = 1);
alter table "records"."crime" add constraint "crime_summary_pseudonymised_check" check (length(summary_pseudonymised) >= 77 and get_byte(summary_pseudonymised, 0) = 1);
create policy "wall" on "records"."crime" using ((select wall.admits('crime', false))) with check ((select wall.admits('crime', true)));
alter table "records"."offender" drop constraint "offender_address_check";
alter table "records"."offender" drop constraint "offender_operation_check";
alter table "records"."offender" drop constraint "offender_phone_check";
alter table "records"."offender" drop constraint "offender_source_check";
alter table "records"."offender" drop constraint "offender_source_pseudonym_check";
alter table "records"."offender" add "phone_index" bytea null, add "source_pseudonym_index" bytea null;
comment on column "records"."offender"."phone_index" is 'Blind index';
comment on column "records"."offender"."source_pseudonym_index" is 'Blind index';
alter table "records"."offender" alter column "address" type bytea using ("address"::bytea);
alter table "records"."offender" alter column "operation" type bytea using ("operation"::bytea);
alter table "records"."offender" alter column "phone" type bytea using ("phone"::bytea);
alter table "records"."offender" alter column "source" type bytea using ("source"::bytea);
alter table "records"."offender" alter column "source_pseudonym" type bytea using ("source_pseudonym"::bytea);
create index "offender_phone_index_id_index" on "records"."offender" ("phone_index", "id");
create index "offender_source_pseudonym_index_id_index" on "records"."offender" ("source_pseudonym_index", "id");
alter table "records"."offender" add constraint "offender_address_check" check (length(address) >= 77 and get_byte(address, 0) = 1);
alter table "records"."offender" add constraint "offender_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."offender" add constraint "offender_phone_check" check (length(phone) >= 77 and get_byte(phone, 0) = 1);
alter table "records"."offender" add constraint "offender_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."offender" add constraint "offender_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
create policy "wall" on "records"."offender" using ((select wall.admits('offender', false))) with check ((select wall.admits('offender', true)));
alter table "records"."victim" drop constraint "victim_account_check";
alter table "records"."victim" drop constraint "victim_account_pseudonymised_check";
alter table "records"."victim" drop constraint "victim_address_check";
alter table "records"."victim" drop constraint "victim_birth_date_check";
alter table "records"."victim" drop constraint "victim_document_number_check";
alter table "records"."victim" drop constraint "victim_email_check";
alter table "records"."victim" drop constraint "victim_family_name_check";
alter table "records"."victim" drop constraint "victim_gender_check";
alter table "records"."victim" drop constraint "victim_given_name_check";
alter table "records"."victim" drop constraint "victim_health_check";
alter table "records"."victim" drop constraint "victim_operation_check";
alter table "records"."victim" drop constraint "victim_other_names_check";
alter table "records"."victim" drop constraint "victim_patronymic_check";
alter table "records"."victim" drop constraint "victim_phone_check";
alter table "records"."victim" drop constraint "victim_source_check";
alter table "records"."victim" drop constraint "victim_source_pseudonym_check";
alter table "records"."victim" add "family_name_index" bytea null, add "given_name_index" bytea null, add "document_number_index" bytea null, add "phone_index" bytea null, add "email_index" bytea null, add "source_pseudonym_index" bytea null;
comment on column "records"."victim"."family_name_index" is 'Blind index';
comment on column "records"."victim"."given_name_index" is 'Blind index';
comment on column "records"."victim"."document_number_index" is 'Blind index';
comment on column "records"."victim"."phone_index" is 'Blind index';
comment on column "records"."victim"."email_index" is 'Blind index';
comment on column "records"."victim"."source_pseudonym_index" is 'Blind index';
alter table "records"."victim" alter column "account" type bytea using ("account"::bytea);
alter table "records"."victim" alter column "account_pseudonymised" type bytea using ("account_pseudonymised"::bytea);
alter table "records"."victim" alter column "address" type bytea using ("address"::bytea);
alter table "records"."victim" alter column "birth_date" type bytea using ("birth_date"::bytea);
alter table "records"."victim" alter column "document_number" type bytea using ("document_number"::bytea);
alter table "records"."victim" alter column "email" type bytea using ("email"::bytea);
alter table "records"."victim" alter column "family_name" type bytea using ("family_name"::bytea);
alter table "records"."victim" alter column "gender" type bytea using ("gender"::bytea);
alter table "records"."victim" alter column "given_name" type bytea using ("given_name"::bytea);
alter table "records"."victim" alter column "health" type bytea using ("health"::bytea);
alter table "records"."victim" alter column "operation" type bytea using ("operation"::bytea);
alter table "records"."victim" alter column "other_names" type bytea using ("other_names"::bytea);
alter table "records"."victim" alter column "patronymic" type bytea using ("patronymic"::bytea);
alter table "records"."victim" alter column "phone" type bytea using ("phone"::bytea);
alter table "records"."victim" alter column "source" type bytea using ("source"::bytea);
alter table "records"."victim" alter column "source_pseudonym" type bytea using ("source_pseudonym"::bytea);
create index "victim_family_name_index_id_index" on "records"."victim" ("family_name_index", "id");
create index "victim_given_name_index_id_index" on "records"."victim" ("given_name_index", "id");
create index "victim_document_number_index_id_index" on "records"."victim" ("document_number_index", "id");
create index "victim_phone_index_id_index" on "records"."victim" ("phone_index", "id");
create index "victim_email_index_id_index" on "records"."victim" ("email_index", "id");
create index "victim_source_pseudonym_index_id_index" on "records"."victim" ("source_pseudonym_index", "id");
alter table "records"."victim" add constraint "victim_account_check" check (length(account) >= 77 and get_byte(account, 0) = 1);
alter table "records"."victim" add constraint "victim_account_pseudonymised_check" check (length(account_pseudonymised) >= 77 and get_byte(account_pseudonymised, 0) = 1);
alter table "records"."victim" add constraint "victim_address_check" check (length(address) >= 77 and get_byte(address, 0) = 1);
alter table "records"."victim" add constraint "victim_birth_date_check" check (length(birth_date) >= 77 and get_byte(birth_date, 0) = 1);
alter table "records"."victim" add constraint "victim_document_number_check" check (length(document_number) >= 77 and get_byte(document_number, 0) = 1);
alter table "records"."victim" add constraint "victim_email_check" check (length(email) >= 77 and get_byte(email, 0) = 1);
alter table "records"."victim" add constraint "victim_family_name_check" check (length(family_name) >= 77 and get_byte(family_name, 0) = 1);
alter table "records"."victim" add constraint "victim_gender_check" check (length(gender) >= 77 and get_byte(gender, 0) = 1);
alter table "records"."victim" add constraint "victim_given_name_check" check (length(given_name) >= 77 and get_byte(given_name, 0) = 1);
alter table "records"."victim" add constraint "victim_health_check" check (length(health) >= 77 and get_byte(health, 0) = 1);
alter table "records"."victim" add constraint "victim_operation_check" check (length(operation) >= 77 and get_byte(operation, 0) = 1);
alter table "records"."victim" add constraint "victim_other_names_check" check (length(other_names) >= 77 and get_byte(other_names, 0) = 1);
alter table "records"."victim" add constraint "victim_patronymic_check" check (length(patronymic) >= 77 and get_byte(patronymic, 0) = 1);
alter table "records"."victim" add constraint "victim_phone_check" check (length(phone) >= 77 and get_byte(phone, 0) = 1);
alter table "records"."victim" add constraint "victim_source_check" check (length(source) >= 77 and get_byte(source, 0) = 1);
alter table "records"."victim" add constraint "victim_source_pseudonym_check" check (length(source_pseudonym) >= 77 and get_byte(source_pseudonym, 0) = 1);
create policy "wall" on "records"."victim" using ((select wall.admits('victim', false))) with check ((select wall.admits('victim', true)));
alter table "records"."status_decision" drop constraint "status_decision_reasons_check";
alter table "records"."status_decision" alter column "reasons" type bytea using ("reasons"::bytea);
alter table "records"."status_decision" add constraint "status_decision_reasons_check" check (length(reasons) >= 77 and get_byte(reasons, 0) = 1);
create policy "wall" on "records"."status_decision" using ((select wall.admits('status_decision', false))) with check ((select wall.admits('status_decision', true)));

-- Migration20261123082436_wall_tickets
-- Tickets: the context of a transaction of one statement in one round trip. A ticket is signed for the next turn of one
-- backend; `wall.enter` uses the turn up, signs the context of the transaction it stands in, and tells the turn that comes
-- after (libs/wall/decisions/0001-signed-transactions.md).

create sequence wall.turn cache 1000;
revoke all on sequence wall.turn from public, qalxan_app;
create function wall.next_turn() returns text
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return pg_backend_pid() || '|' || nextval('wall.turn');
end $$;
create function wall.enter(ticket text) returns text
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, pg_temp as $$
declare
  part text[] := string_to_array(ticket, '|');
  pads wall.key;
  context text;
begin
  if cardinality(part) = 9 and part[1] = 'T1' then
    select * into pads from wall.key where id = part[2];
  end if;
  if pads.id is null
    or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(ticket, -65), 'UTF8'))), 'hex')
    or part[7]::int <> pg_backend_pid() or part[8]::bigint <> currval('wall.turn') then
    raise exception 'no ticket for this turn' using errcode = 'insufficient_privilege';
  end if;
  context := '1|' || part[2] || '|' || part[3] || '|' || part[4] || '|' || part[5]
    || '|' || (extract(epoch from now()) * 1000)::bigint + part[6]::bigint || '|' || part[7] || '|' || (extract(epoch from now()) * 1000000)::bigint;
  perform set_config('qalxan.context',
    context || '|' || encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(context, 'UTF8'))), 'hex'), true);
  return part[7] || '|' || nextval('wall.turn');
end $$;
revoke all on function wall.next_turn(), wall.enter(text) from public;
grant execute on function wall.next_turn(), wall.enter(text) to qalxan_app;

-- Migration20261123082455_reviewed_by_somebody_else
-- Nobody reviews an emergency opening of his own, whatever the application is told.

alter table records.emergency_opening add constraint reviewed_by_somebody_else check (reviewed_by_id <> officer_id);

-- Migration20261123083358_signed_accounts
-- Accounts behind the wall. Whoever has stolen the application's database login could else make himself a session, a role or
-- an approval with one statement. Credentials, factors, sessions, roles and approvals are written in signed transactions only; in an
-- approval each acts for himself; an account or a role is made by a used approval of the same transaction, or by the operator.

create function identity.signed_only() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not wall.admits('officer', false) then
    raise exception 'accounts are written in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger signed_only before insert or update on identity.credential for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.session for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.officer_role for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.approval for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.factor for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.recovery_code for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.ticket for each statement execute function identity.signed_only();
create function identity.acts_for_himself() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare officer uuid := case when tg_op = 'UPDATE' and old.decision is null then new.decided_by else new.requested_by end;
begin
  if current_user = 'qalxan_app' and not (wall.admits('officer', true) and split_part(current_setting('qalxan.context', true), '|', 4) = officer::text) then
    raise exception 'nobody asks or approves for another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger acts_for_himself before insert or update on identity.approval for each row execute function identity.acts_for_himself();
create index approval_used_in on identity.approval (used_in) where used_in is not null;
create function identity.by_approval() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not exists (
       select from identity.approval where used_in = pg_current_xact_id() and command in ('createOfficer', 'grantRole'))
     and not (wall.admits('officer', true) and split_part(current_setting('qalxan.context', true), '|', 4) = '00000000-0000-4000-8000-000000000000') then
    raise exception 'accounts and roles are made by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on identity.credential deferrable initially deferred for each row execute function identity.by_approval();
create constraint trigger by_approval after insert on identity.officer_role deferrable initially deferred for each row execute function identity.by_approval();

-- Migration20261123083505_history_under_new_keys
-- The history stays append-only, but for one thing: an envelope may be replaced by one of the same value under another key, when
-- the key of a person is changed. The database cannot open either; it knows them by the nonce, which cell and value alone
-- decide, and by the length. Every other change is refused as before, also to the owner.

create function records.is_same_value(one jsonb, other jsonb) returns boolean language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select one is not distinct from other
    or (jsonb_typeof(one) = 'string' and jsonb_typeof(other) = 'string'
      and one #>> '{}' ~ '^\\x01[0-9a-f]{152,}$' and other #>> '{}' ~ '^\\x01[0-9a-f]{152,}$'
      and length(one #>> '{}') = length(other #>> '{}')
      and substring(one #>> '{}' from 37 for 24) = substring(other #>> '{}' from 37 for 24))
$$;
create function records.refuse_other_history() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if records.is_same_value(old.before, new.before) is not true or records.is_same_value(old.after, new.after) is not true then
    raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
drop trigger append_only on records.history;
create trigger append_only before delete or truncate or update of id, at, officer, command, reason, record, record_id, field, lane, number on records.history
  for each statement execute function records.refuse_history_change();
alter table records.history enable always trigger append_only;
create trigger same_value before update on records.history
  for each row execute function records.refuse_other_history();
alter table records.history enable always trigger same_value;
grant update (before, after) on records.history to qalxan_app;
revoke all on function records.is_same_value(jsonb, jsonb) from public;
grant execute on function records.is_same_value(jsonb, jsonb) to qalxan_app;

-- Migration20261123083601_wall_while_migrating
-- Lets migrations see the rows they move. They run as the owner, on whom row security is forced like on everybody: a
-- migration that asks whether a column holds anything must not be told "nothing" by the wall. The runner says of its own
-- connection that it migrates; the owner at any other time finds no row, nor does anybody else who says so.

create or replace function wall.admits(wanted text, writing boolean) returns boolean
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := current_setting('qalxan.context', true);
  part text[] := string_to_array(context, '|');
  pads wall.key;
begin
  if part is null or cardinality(part) <> 9 or part[1] <> '1' then
    return session_user = current_user and current_setting('qalxan.migrating', true) = 'yes';
  end if;
  select * into pads from wall.key where id = part[2];
  if not found or part[9] <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(left(context, -65), 'UTF8'))), 'hex') then
    return false;
  end if;
  if part[7]::int <> pg_backend_pid() or part[8]::bigint <> (extract(epoch from now()) * 1000000)::bigint then
    return false;
  end if;
  if part[6]::bigint > extract(epoch from clock_timestamp()) * 1000
    and (part[5] = '*' or wanted = any (string_to_array(part[5], ',')))
    and (not writing or part[3] in ('COMMAND', 'SYSTEM')) then
    return true;
  end if;
  raise exception 'the context of this transaction was not signed for that' using errcode = 'insufficient_privilege';
end $$;

-- Migration20261123083636_erasure
-- Erasing a human. An order to erase is a row that is written once and completed once. The history stays append-only, but for one
-- more thing: a value of somebody whose erasure is ordered is taken out of it. The database itself looks that it is no more than
-- that, whoever asks, the owner too (libs/casework/decisions/0004-erasure.md).

create table records.erasure (
  subject uuid primary key,
  at timestamptz(3) not null default now(),
  officer uuid,
  approval uuid,
  basis text check (length(basis) between 1 and 60),
  completed_at timestamptz(3)
);
comment on table records.erasure is 'Orders to erase: whose values are gone for ever';
comment on column records.erasure.subject is 'The human, a row of records.person that is left';
comment on column records.erasure.completed_at is 'When the tombstone was written and all keys were destroyed';
revoke all on records.erasure from public, qalxan_app;
grant select, insert (subject, at, officer, approval, basis), update (completed_at) on records.erasure to qalxan_app;
alter table records.erasure enable row level security;
alter table records.erasure force row level security;
create policy wall on records.erasure using ((select wall.admits('erasure', false))) with check ((select wall.admits('erasure', true)));

create function records.guard_erasure() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.completed_at is null
     and row(new.subject, new.at, new.officer, new.approval, new.basis) is not distinct from row(old.subject, old.at, old.officer, old.approval, old.basis) then
    return new;
  end if;
  raise exception 'an order to erase stays' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update or delete on records.erasure for each row execute function records.guard_erasure();
create trigger stays_whole before truncate on records.erasure for each statement execute function records.guard_erasure();
alter table records.erasure enable always trigger stays;
alter table records.erasure enable always trigger stays_whole;
alter table records.history add erased boolean not null default false;
alter table records.history drop constraint history_check;
alter table records.history add constraint history_check check (case when erased then before is null and after is null else before is distinct from after end);
comment on column records.history.erased is 'The values were taken out: the human they told of was erased';

create function records.rows_under(human uuid) returns table (record text, id uuid) language sql stable set search_path = pg_catalog, pg_temp as $$
  select 'Victim', v.id from records.victim v where v.person_id = human
  union all select 'Offender', f.id from records.offender f where f.person_id = human
  union all select 'StatusDecision', d.id from records.status_decision d join records.victim v on v.id = d.victim_id where v.person_id = human $$;

create or replace function records.refuse_other_history() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.erased = old.erased and records.is_same_value(old.before, new.before) and records.is_same_value(old.after, new.after) then
    return new;
  end if;
  if new.erased and new.before is null and new.after is null and exists (
    select from records.erasure e cross join lateral records.rows_under(e.subject) u where u.record = new.record and u.id = new.record_id) then
    return new;
  end if;
  raise exception 'the history of records is append-only' using errcode = 'insufficient_privilege';
end $$;
create function records.blank_history(human uuid, fields text[]) returns void language plpgsql set search_path = pg_catalog, pg_temp security definer as $$
begin
  if not exists (select from records.erasure e where e.subject = human) then
    raise exception 'nobody ordered that' using errcode = 'insufficient_privilege';
  end if;
  update records.history h set before = null, after = null, erased = true
    from records.rows_under(human) u
   where h.record = u.record and h.record_id = u.id and h.record || '.' || h.field = any (fields) and not h.erased;
end $$;
revoke all on function records.blank_history(uuid, text[]) from public;
grant execute on function records.blank_history(uuid, text[]) to qalxan_app;
create function records.refuse_values_of_erased() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from records.erasure e where e.subject = new.person_id)
     and exists (select from jsonb_each(to_jsonb(new)) v where v.key = any (tg_argv) and v.value <> 'null') then
    raise exception 'the human was erased' using errcode = 'QX001';
  end if;
  return new;
end $$;
create trigger values_of_erased before insert or update on records.offender for each row
  when (new.person_id is not null)
  execute function records.refuse_values_of_erased('family_name', 'given_name', 'patronymic', 'aliases', 'legal_name', 'birth_date', 'document_number');

-- Migration20261123084618_declared_loss
-- What was declared lost of the audit log after a restore of an older backup: the keeper's signed words, append-only like the log.
-- See libs/audit/decisions/0002, section 10.

create table audit.loss (
  id bigint generated always as identity primary key,
  note text not null,
  declared_at timestamptz(3) not null
);
comment on table audit.loss is 'Signed declarations of which entries were lost by a restore; one that is not signed excuses nothing';
create trigger append_only before update or delete or truncate on audit.loss
  for each statement execute function audit.refuse_change();
alter table audit.loss enable always trigger append_only;
revoke all on audit.loss from public;
grant select on audit.loss to qalxan_sealer, qalxan_auditor;

-- Migration20261123085532_trusted_documents
-- Accounts of machines, and the documents each may send. A line is made by a used approval of the same transaction, or not at all; a
-- document is taken off the list by a date and never changed. See libs/identity/decisions/0007-trusted-documents.md.

create table identity.machine (
  officer_id uuid primary key references identity.credential (officer_id),
  made_at timestamptz(3) not null default clock_timestamp()
);
create table identity.trusted_document (
  officer_id uuid not null references identity.machine (officer_id),
  hash text not null check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  document text not null check (length(document) between 1 and 8000),
  added_at timestamptz(3) not null default clock_timestamp(),
  removed_at timestamptz(3)
);
create unique index trusted_document_live on identity.trusted_document (officer_id, hash) where removed_at is null;
comment on table identity.machine is 'Accounts of programs: they send listed documents only, and never prove who they are again';
comment on table identity.trusted_document is 'A document that a machine may send, until it is removed; the hash is SHA-256 of its exact text';
create function identity.machines_by_approval() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not exists (
       select from identity.approval where used_in = pg_current_xact_id() and command in ('makeMachine', 'trustDocument')) then
    raise exception 'machines and their documents are made by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on identity.machine deferrable initially deferred for each row execute function identity.machines_by_approval();
create constraint trigger by_approval after insert on identity.trusted_document deferrable initially deferred for each row execute function identity.machines_by_approval();
create trigger signed_only before insert or update on identity.machine for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.trusted_document for each statement execute function identity.signed_only();
revoke update on identity.machine, identity.trusted_document from qalxan_app;
grant update (removed_at) on identity.trusted_document to qalxan_app;

-- Migration20261123090100_accounts_go_one_way
-- What stolen rights could still do to accounts. With the application's password alone one could read every password hash, approval
-- and notice, acknowledge an alarm for everybody before they saw it, empty the counters of guesses and open any officer's budget; with
-- SQL injected into a question, give a taken role, an ended session or a lost factor back. Accounts and notices are now read and
-- written in signed transactions only, never written by one for reading, and what is over stays over
-- (libs/identity/decisions/0008-what-is-over-stays-over.md).

create or replace function identity.signed_only() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'qalxan_app' and not (wall.admits('officer', false) and split_part(current_setting('qalxan.context', true), '|', 3) <> 'READ') then
    raise exception 'accounts are written in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger signed_only before insert or update on identity.notice for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.notice_acknowledgement for each statement execute function identity.signed_only();
create trigger signed_only before insert or update on identity.attempt_limit for each statement execute function identity.signed_only();
alter table identity.credential enable row level security;
create policy wall on identity.credential using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', false)));

alter table identity.approval enable row level security;
create policy wall on identity.approval using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', false)));

alter table identity.notice enable row level security;
create policy wall on identity.notice using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', false)));

alter table identity.notice_acknowledgement enable row level security;
create policy wall on identity.notice_acknowledgement using ((select wall.admits('officer', false))) with check ((select wall.admits('officer', false)));
create function identity.over_is_over() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was jsonb := to_jsonb(old);
  is_now jsonb := to_jsonb(new);
  field text;
begin
  if current_user = 'qalxan_app' and was -> tg_argv[0] is not distinct from is_now -> tg_argv[0] then
    foreach field in array tg_argv[1:] loop
      if jsonb_typeof(was -> field) <> 'null' and was -> field is distinct from is_now -> field then
        raise exception 'what is over stays over' using errcode = 'insufficient_privilege';
      end if;
    end loop;
  end if;
  return new;
end $$;
create trigger over_is_over before update on identity.officer_role for each row execute function identity.over_is_over('id', 'revoked_at', 'revoked_by');
create trigger over_is_over before update of revoked_at, revoked_reason on identity.session for each row
  execute function identity.over_is_over('id', 'revoked_at', 'revoked_reason');
create trigger over_is_over before update of confirmed_at, ended_at, ended_reason on identity.factor for each row
  execute function identity.over_is_over('id', 'confirmed_at', 'ended_at', 'ended_reason');
create trigger over_is_over before update on identity.recovery_code for each row execute function identity.over_is_over('code_hash', 'used_at', 'ended_at');
create trigger over_is_over before update of used_at on identity.ticket for each row execute function identity.over_is_over('hash', 'used_at');
alter function identity.use_identities(uuid, date, timestamptz, timestamptz, jsonb, integer, bytea, integer, boolean) rename to count_identities;
revoke all on function identity.count_identities(uuid, date, timestamptz, timestamptz, jsonb, integer, bytea, integer, boolean) from public, qalxan_app;
create function identity.use_identities(of_officer uuid, on_day date, at timestamptz, proved_at timestamptz, persons jsonb, budget integer, given bytea, most_uses integer, note boolean) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'qalxan_app' and not (wall.admits('officer', false) and split_part(current_setting('qalxan.context', true), '|', 3) <> 'READ') then
    raise exception 'identities are counted in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  return identity.count_identities(of_officer, on_day, at, proved_at, persons, budget, given, most_uses, note);
end $$;
revoke all on function identity.use_identities(uuid, date, timestamptz, timestamptz, jsonb, integer, bytea, integer, boolean) from public;
grant execute on function identity.use_identities(uuid, date, timestamptz, timestamptz, jsonb, integer, bytea, integer, boolean) to qalxan_app;
create or replace function decoy.plant(of_record text, victim uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user = 'qalxan_app' and not wall.admits('victim', true) then
    raise exception 'decoys are planted in signed transactions only' using errcode = 'insufficient_privilege';
  end if;
  insert into decoy.planted (row_id, record) values (victim, of_record) on conflict do nothing;
end $$;

-- Migration20261123090900_erased_by_two
-- An order to erase is carried out by the worker for ever: keys are destroyed, and no backup brings them back. So the row itself needs
-- four eyes, not only the command that writes it: else SQL injected into any officer's command erased whom it named. It
-- commits with an approval that the same transaction uses up, given for a facet of this human; or by the house, which erases again after
-- a restore. And an emergency opening is reviewed by another human, not by another account of the same.

create function records.erased_by_two() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'qalxan_app' or wall.admits('erasure', true) and split_part(current_setting('qalxan.context', true), '|', 3) = 'SYSTEM' then
    return null;
  end if;
  if not exists (
    select from identity.approval a
     where a.used_in = pg_current_xact_id() and a.command = 'erasePerson' and a.id = new.approval and a.requested_by = new.officer
       and (exists (select from records.victim v where v.person_id = new.subject and v.id::text = a.payload::jsonb #>> '{payload,personOfVictim}')
         or exists (select from records.offender f where f.person_id = new.subject and f.id::text = a.payload::jsonb #>> '{payload,personOfOffender}'))) then
    raise exception 'a human is erased by two' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger by_approval after insert on records.erasure deferrable initially deferred for each row execute function records.erased_by_two();
create function records.reviewed_by_another_human() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from identity.credential one join identity.credential other on other.personnel_number = one.personnel_number
              where one.officer_id = new.officer_id and other.officer_id = new.reviewed_by_id and one.officer_id <> other.officer_id) then
    raise exception 'an emergency opening is reviewed by another human' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger reviewed_by_another_human before insert or update of reviewed_by_id on records.emergency_opening
  for each row when (new.reviewed_by_id is not null) execute function records.reviewed_by_another_human();

-- Migration20261123092827_limited_sessions
-- Sessions that may use only some of their officer's roles: who signs in by a provider uses the roles of the rule that let him in, as far as
-- they are granted (libs/identity/decisions/0009-signing-in-by-a-provider.md). The application cannot change it in a session once made: it has
-- no right to update the column.

alter table identity.session add column allowed_roles text[];
alter table identity.ticket add column allowed_roles text[];
comment on column identity.session.allowed_roles is 'Roles this session may use, of those granted; null for all of them';
comment on column identity.ticket.allowed_roles is 'What becomes allowed_roles of the session that this ticket opens';
