import { Country } from '#casework';

import { Cells } from '../format/cells.js';
import type { Draft } from '../format/draft.js';
import { readHeader } from '../format/header.js';
import { RowFault } from '../format/row-fault.js';
import { countryOf } from './country-codes.js';
import { htcds } from './htcds.format.js';

const ABOUT = { source: 'a partner', today: '2026-11-23' };
type Row = Readonly<Record<string, string>>;

const draftsOf = (row: Row): readonly Draft[] => htcds.drafts(new Cells(new Map(Object.keys(row).map((column, at) => [column, at])), Object.values(row)), ABOUT);
const valuesOf = (row: Row, record: string): readonly Draft['values'][] => draftsOf(row).filter((one) => one.record.name === record).map(({ values }) => values);
const faultOf = (row: Row): [string, string | null] | 'taken' => {
  try {
    draftsOf(row);
    return 'taken';
  } catch (error) {
    if (error instanceof RowFault) return [error.rule, error.column];
    throw error;
  }
};

describe('a row of an HTCDS file', () => {
  it('becomes a victim with identity, contact and coded facts', () => {
    const row = {
      prs_FirstName: 'Sevda', prs_SecondName: 'Uydurma', prs_Birthdate: '2011-05-31', prs_Gender: 'Feminine', prs_Citizenship: 'AZ;NA', prs_IdentityNumber: 'AA0000000',
      prs_MobilePhone: '050 123 45 67', prs_HomePhone: '+994 12 000 00 00', prs_Email: 'x@example.org', prs_MailingStreet: 'Küçə 1\nmənzil 2', prs_MailingCity: 'Bakı',
      vic_TraffickingStatus: 'PossibleVictimOfTrafficking', vic_MethodsOfControl: 'DebtBondage|FalsePromises', vic_TypeOfExploitation: 'ForcedLabour;ForcedBegging',
      vic_ForcedLabourIndustry: 'F_Construction', cas_IncomingReferralDate: '2026-01-15',
    };
    expect(valuesOf(row, 'Victim')).toEqual([expect.objectContaining({
      status: 'Presumed', registeredOn: '2026-01-15', birthDate: '2011-05-31', majority: 'Minor', ageBand: 'From9To17', minor: true,
      givenName: 'Sevda', familyName: 'Uydurma', gender: 'Feminine', citizenships: ['AZ', 'NA'], citizenshipRegion: null, documentNumber: 'AA0000000',
      phone: '+994501234567', email: 'x@example.org', address: 'Küçə 1, mənzil 2, Bakı', methodsOfControl: ['DebtBondage', 'FalsePromises'],
      exploitationForms: ['ForcedLabour', 'ForcedBegging'], sector: 'F_Construction', collectedFrom: 'a partner',
    })]);
    expect(valuesOf(row, 'Crime')).toEqual([]);
    expect(valuesOf(row, 'Offender')).toEqual([]);
  });

  it('becomes a crime and an offender where it tells of them', () => {
    const row = {
      vic_TraffickingStatus: '', vic_TypeOfExploitation: 'Servitude', vic_RelationshipToTrafficker: 'Unaquainted', per_RoleInProcess: 'Transporter;Exploiter',
      hte_Date: '2025', hte_Country: 'NAM', hte_Type: 'Exploitation',
    };
    expect(valuesOf(row, 'Crime')).toEqual([expect.objectContaining({ committedOn: '2025', country: 'NA', worldRegion: 'Africa', purposes: ['Servitude'] })]);
    expect(valuesOf(row, 'Victim')).toEqual([expect.objectContaining({ exploitationCountry: 'NA', minor: true, majority: null })]);
    expect(valuesOf(row, 'OffenderInvolvement')).toEqual([{ roles: ['Transporter', 'Exploiter'] }]);
    expect(valuesOf(row, 'VictimOffenderRelation')).toEqual([{ relationship: 'Unaquainted' }]);
  });

  it('takes a country of transit for no country of exploitation', () => {
    const row = { vic_TraffickingStatus: '', hte_Country: 'TR', hte_Type: 'Transit' };
    expect(valuesOf(row, 'Crime')).toEqual([expect.objectContaining({ country: null })]);
  });

  it.each([
    ['PossibleVictimOfTrafficking', '', 'Presumed', 0],
    ['ActualVictimOfTrafficking', '', 'Presumed', 0],
    ['ActualVictimOfTrafficking', 'NGO', 'Presumed', 1],
    ['ActualVictimOfTrafficking', 'CourtOrProsecution', 'Recognised', 1],
    ['NotAVictimOfTrafficking', '', 'NotRecognised', 1],
    ['', '', 'Presumed', 0],
    ['', 'Police', 'Presumed', 0],
  ])('with status "%s" decided by "%s" is %s', (told, organisation, status, decisions) => {
    const row = { vic_TraffickingStatus: told, vic_TraffickingStatusDecisionMakingOrg: organisation };
    expect(valuesOf(row, 'Victim')).toEqual([expect.objectContaining({ status })]);
    expect(valuesOf(row, 'StatusDecision')).toEqual(Array.from({ length: decisions }, () => expect.objectContaining({ status, decidedOn: '2000/2026' }) as unknown));
  });

  it.each<[string, Row, [string, string]]>([
    ['an impossible date', { prs_Birthdate: '2011-02-30' }, ['DATE_NOT_VALID', 'prs_Birthdate']],
    ['a date whose day and month could be either', { prs_Birthdate: '05/06/2011' }, ['DATE_NOT_VALID', 'prs_Birthdate']],
    ['a birth to come', { prs_Birthdate: '2026-11-24' }, ['DATE_IN_FUTURE', 'prs_Birthdate']],
    ['a birth after the registration', { prs_Birthdate: '2020', cas_IncomingReferralDate: '2019' }, ['BIRTH_AFTER_REGISTRATION', 'prs_Birthdate']],
    ['a birth too long ago', { prs_Birthdate: '1850' }, ['BIRTH_DATE_NOT_PLAUSIBLE', 'prs_Birthdate']],
    ['a value in other letters', { vic_TypeOfExploitation: 'forced labour' }, ['CODE_NOT_IN_LIST', 'vic_TypeOfExploitation']],
    ['a name of a country', { prs_Citizenship: 'Namibia' }, ['CODE_NOT_IN_LIST', 'prs_Citizenship']],
    ['two countries of one event', { hte_Country: 'AZ;GE' }, ['TOO_MANY_VALUES', 'hte_Country']],
    ['hidden characters in a name', { prs_FirstName: 'Sev\u202Eda' }, ['TEXT_NOT_ALLOWED', 'prs_FirstName']],
    ['a name too long', { prs_FirstName: 'x'.repeat(201) }, ['TEXT_TOO_LONG', 'prs_FirstName']],
    ['no telephone number', { prs_MobilePhone: '12' }, ['PHONE_NOT_VALID', 'prs_MobilePhone']],
    ['no e-mail address', { prs_Email: 'x@y' }, ['EMAIL_NOT_VALID', 'prs_Email']],
  ])('is not taken with %s', (_, row, fault) => expect(faultOf({ vic_TraffickingStatus: '', ...row })).toEqual(fault));

  it('knows every country by both codes, and nothing else', () => {
    expect(Country.values.map((code) => countryOf(code))).toEqual([...Country.values]);
    expect(['NAM', 'AZE', 'GBR', 'XKX', 'na', 'ANT', ''].map(countryOf)).toEqual(['NA', 'AZ', 'GB', null, null, null, null]);
  });
});

describe('the columns of HTCDS', () => {
  it('are each taken or not, with the reason', () => {
    expect([...htcds.taken].filter((column) => htcds.notTaken.has(column))).toEqual([]);
    const header = readHeader(htcds, ['vic_TraffickingStatus', 'vic_Vulnerabilities', 'favourite_colour', 'prs_Title']);
    expect([...header.left.keys()]).toEqual(['vic_Vulnerabilities', 'favourite_colour', 'prs_Title']);
    expect(header.strangers).toEqual(['favourite_colour']);
  });

  it.each<[readonly string[], object]>([
    [['prs_FirstName'], { rule: 'COLUMNS_MISSING', where: { columns: ['vic_TraffickingStatus'] } }],
    [['vic_TraffickingStatus', 'prs_Email', 'prs_Email'], { rule: 'COLUMNS_REPEATED', where: { columns: ['prs_Email'] } }],
    [['vic_TraffickingStatus', 'x', 'x'], { rule: 'COLUMNS_REPEATED', where: { columns: [3] } }],
    [['vic_TraffickingStatus;prs_Email'], { rule: 'SEPARATOR' }],
  ])('are checked: %j', (columns, refusal) => expect(() => readHeader(htcds, columns)).toThrow(expect.objectContaining(refusal) as Error));
});
