import { ctdcGender, ctdcOffenderAge, ctdcRegion, ctdcRelation } from '#casework';
import fc from 'fast-check';

import { Cells } from '../format/cells.js';
import type { Draft } from '../format/draft.js';
import { RowFault } from '../format/row-fault.js';
import { ctdc } from './ctdc.format.js';

const ABOUT = { source: 'a test', today: '2026-11-23' };
type Row = Readonly<Record<string, string>>;

const draftsOf = (row: Row): readonly Draft[] => ctdc.drafts(new Cells(new Map(Object.keys(row).map((column, at) => [column, at])), Object.values(row)), ABOUT);
const of = (drafts: readonly Draft[], record: string): Draft[] => drafts.filter((one) => one.record.name === record);
const faultOf = (row: Row): [string, string | null] | 'taken' => {
  try {
    draftsOf(row);
    return 'taken';
  } catch (error) {
    if (error instanceof RowFault) return [error.rule, error.column];
    throw error;
  }
};

const some = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values);
const list = (...values: string[]): fc.Arbitrary<string> => fc.subarray(values).map((chosen) => chosen.join(';'));
const REGIONS = ['Africa', 'Americas/Oceania', 'Asia', 'Europe'];
const FLAG = some('1');
const row = fc.record({
  yearRegister: some('2005-2013', '2014-2018', '2019', '2020', '2021-2022'), gender: some('Female', 'Male'), majorityStatus: some('Adult', 'Minor'),
  isForcedLabour: FLAG, isSexualExploit: FLAG, UN_COO_Region: some(...REGIONS), UN_COE_Region: some(...REGIONS), IP_Exploiter: FLAG,
  IP_Gender: list('Female', 'Male'), IP_ageBroad: list('0--29', '30--38', '39--47', '48+'), IP_citizen_UNRegion: list(...REGIONS),
  IP_Relation: list('FamilyIntimatePartner', 'FriendAcquaintance', 'StrangerUnknownOther'), IP_PayMoney: list('No', 'Yes'),
  IP_RecruiterBroker: FLAG, IP_TransactionProcess: FLAG, IP_ControlAbuseKidnap: FLAG,
});
const LISTS = ['IP_Gender', 'IP_ageBroad', 'IP_citizen_UNRegion', 'IP_Relation', 'IP_PayMoney'] as const;
const valuesOf = (cell: string): string[] => cell.split(';').filter((value) => value !== '');

describe('a row of the CTDC file', () => {
  it('becomes one victim, one crime, and as many offenders as its longest list has values', () => {
    fc.assert(fc.property(row, (cells) => {
      const drafts = draftsOf(cells);
      const offenders = Math.max(1, ...LISTS.map((column) => valuesOf(cells[column]).length));
      const counts = Object.fromEntries(['Victim', 'Crime', 'VictimInvolvement', 'Offender', 'OffenderInvolvement', 'Person'].map((name) => [name, of(drafts, name).length]));
      expect(counts).toEqual({ Victim: 1, Crime: 1, VictimInvolvement: 1, Offender: offenders, OffenderInvolvement: offenders, Person: offenders + 1 });
    }));
  });

  it('gives back every cell of the file: nothing is lost, nothing is added', () => {
    fc.assert(fc.property(row, (cells) => {
      const drafts = draftsOf(cells);
      const gathered = (record: string, field: string, label: (value: string) => string | null): string =>
        [...new Set(of(drafts, record).map(({ values }) => values[field] as string | null).filter((value) => value !== null))].map(label).sort().join(';');
      const together = of(drafts, 'Offender').length > 1;
      expect({
        IP_Gender: gathered('Offender', 'sex', (value) => ctdcGender.toLabel(value as never)),
        IP_ageBroad: gathered('Offender', 'ageBand', (value) => ctdcOffenderAge.toLabel(value as never)),
        IP_citizen_UNRegion: gathered('Offender', 'citizenshipRegion', (value) => ctdcRegion.toLabel(value as never)),
        IP_Relation: gathered('VictimOffenderRelation', 'relationGroup', (value) => ctdcRelation.toLabel(value as never)),
        IP_PayMoney: gathered('VictimOffenderRelation', 'victimPaid', (value) => value),
      }).toEqual(Object.fromEntries(LISTS.map((column) => [column, cells[column]])));
      for (const { values } of of(drafts, 'OffenderInvolvement')) expect(values['collectedTogether']).toBe(together ? 'Yes' : null);
    }));
  });

  it('protects as a child everybody who is not known to be of age', () => {
    fc.assert(fc.property(row, (cells) => {
      expect(of(draftsOf(cells), 'Victim')[0]?.values).toMatchObject({ minor: cells.majorityStatus !== 'Adult', status: 'Presumed', collectedFrom: 'a test' });
    }));
  });

  it('keeps composite roles as they are, on every offender of the row', () => {
    const drafts = draftsOf({ IP_Exploiter: '1', IP_RecruiterBroker: '1', IP_TransactionProcess: '1', IP_ControlAbuseKidnap: '1', IP_Gender: 'Female;Male' });
    const roles = ['Exploiter', 'RecruitmentGroup', 'TransactionGroup', 'ControlGroup'];
    expect(of(drafts, 'OffenderInvolvement').map(({ values }) => values)).toEqual([{ roles, collectedTogether: 'Yes' }, { roles, collectedTogether: 'Yes' }]);
  });

  it('takes a blank for unknown, never for no', () => {
    const [victim] = of(draftsOf({ gender: '', isForcedLabour: '', yearRegister: ' ', IP_PayMoney: '' }), 'Victim');
    expect(victim?.values).toMatchObject({ sex: null, exploitationForms: null, registeredOn: null, majority: null });
    expect(of(draftsOf({ IP_PayMoney: '' }), 'VictimOffenderRelation')).toEqual([]);
  });

  it.each<[string, Row, [string, string]]>([
    ['a code that is in no list', { gender: 'female' }, ['CODE_NOT_IN_LIST', 'gender']],
    ['a code of another column', { IP_Gender: 'Female;Asia' }, ['CODE_NOT_IN_LIST', 'IP_Gender']],
    ['two values where one may be', { gender: 'Female;Male' }, ['TOO_MANY_VALUES', 'gender']],
    ['an empty place in a list', { IP_Gender: 'Female;' }, ['EMPTY_VALUE', 'IP_Gender']],
    ['a flag that is no flag', { isForcedLabour: '0' }, ['CODE_NOT_IN_LIST', 'isForcedLabour']],
    ['an answer that is neither', { IP_PayMoney: 'Perhaps' }, ['CODE_NOT_IN_LIST', 'IP_PayMoney']],
    ['years in the wrong order', { yearRegister: '2018-2014' }, ['DATE_NOT_VALID', 'yearRegister']],
    ['a month where years are', { yearRegister: '2018-05' }, ['DATE_NOT_VALID', 'yearRegister']],
    ['the year nought', { yearRegister: '0000' }, ['DATE_NOT_VALID', 'yearRegister']],
    ['a year to come', { yearRegister: '2027' }, ['DATE_IN_FUTURE', 'yearRegister']],
    ['a NUL character', { gender: 'Fe\0male' }, ['NUL_BYTE', 'gender']],
  ])('is not taken with %s', (_, cells, fault) => expect(faultOf(cells)).toEqual(fault));
});
