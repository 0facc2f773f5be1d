/** Crosswalks lose nothing in silence: every value is decided, ways back are exact, published labels are all known. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { defineCodeList, say } from '#kernel';
import { AgeBand } from '../age-band.js';
import { OffenderRole } from '../offender.js';
import { defineCrosswalk, same, within, type Crosswalk } from './crosswalk.js';
import * as ctdc from './ctdc.js';
import * as glotip from './glotip.js';

type AnyCrosswalk = Crosswalk<string, string>;
const all = [...ctdc.ctdcCrosswalks, ...glotip.glotipCrosswalks] as unknown as readonly AnyCrosswalk[];

test.each(all.map((walk) => [`${walk.list.name} to ${walk.target}`, walk] as const))('%s decides every value and only those', (_, walk) => {
  expect(Object.keys(walk.crossings).sort()).toEqual([...walk.list.values].sort());
  for (const value of walk.list.values) {
    const crossing = walk.crossings[value] ?? null;
    expect(walk.toLabel(value)).toBe(crossing?.label ?? null);
    if (crossing === null) continue;
    expect(walk.valuesUnder(crossing.label)).toContain(value);
    if (crossing.exact) expect(walk.fromLabel(crossing.label)).toBe(value);
    else expect(walk.fromLabel(crossing.label)).not.toBe(value);
  }
});

test('an unknown or inherited label gives nothing', () => {
  for (const label of ['', 'female', 'Total', 'constructor', '__proto__']) {
    for (const walk of all) {
      expect(walk.fromLabel(label)).toBeNull();
      expect(walk.valuesUnder(label)).toEqual([]);
    }
  }
});

test('two values cannot both mean exactly one label', () => {
  const list = defineCodeList('Pair', say('Pair', 'Cüt'), 'test', { A: say('A', 'A'), B: say('B', 'B') });
  expect(() => defineCrosswalk(list, 'test', { A: same('x'), B: same('x') })).toThrow('two exact values');
  expect(defineCrosswalk(list, 'test', { A: within('x'), B: within('x') }).fromLabel('x')).toBeNull();
});

describe('CTDC', () => {
  test('composite roles come in as groups, never as single roles', () => {
    expect(ctdc.ctdcRole.fromLabel('IP_RecruiterBroker')).toBe('RecruitmentGroup');
    expect(ctdc.ctdcRole.fromLabel('IP_TransactionProcess')).toBe('TransactionGroup');
    expect(ctdc.ctdcRole.fromLabel('IP_ControlAbuseKidnap')).toBe('ControlGroup');
    expect(ctdc.ctdcRole.fromLabel('IP_Exploiter')).toBe('Exploiter');
    expect(OffenderRole.values.filter((role) => ctdc.ctdcRole.toLabel(role) === null)).toEqual(['TravellingPartner', 'Other']);
  });

  test('Americas and Oceania go out together and come in undivided', () => {
    expect([ctdc.ctdcRegion.toLabel('Americas'), ctdc.ctdcRegion.toLabel('Oceania')]).toEqual(['Americas/Oceania', 'Americas/Oceania']);
    expect(ctdc.ctdcRegion.fromLabel('Americas/Oceania')).toBe('AmericasOceania');
  });

  test('ages under thirty go out broad and come in broad', () => {
    expect(ctdc.ctdcOffenderAge.toLabel('From18To20')).toBe('0--29');
    expect(ctdc.ctdcOffenderAge.fromLabel('0--29')).toBe('From0To29');
    expect(AgeBand.values.filter((band) => ctdc.ctdcVictimAge.toLabel(band) === null)).toEqual(['From0To29']);
  });

  test('a wide relation is not narrowed', () => {
    expect(ctdc.ctdcRelationFromHtcds.toLabel('Familial')).toBe('FamilyIntimatePartner');
    expect(ctdc.ctdcRelationFromHtcds.fromLabel('FamilyIntimatePartner')).toBeNull();
  });
});

test('GLOTIP has three forms and each of ours falls under one', () => {
  const forms = glotip.glotipExploitation.list.values.map((form) => glotip.glotipExploitation.toLabel(form));
  expect(new Set(forms)).toEqual(new Set(['Forced labour', 'Sexual exploitation', 'Other forms of exploitation']));
  expect(glotip.glotipExploitation.fromLabel('Other forms of exploitation')).toBeNull();
});

const DATA = path.resolve(process.cwd(), '../shared/data');
const VP = path.join(DATA, 'ctdc/CTDC_VPsynthetic_condensed.csv');
const GLOTIP = path.join(DATA, 'glotip/glotip_AZE.csv');
const present = existsSync(VP) && existsSync(GLOTIP);
const reason = present ? '' : ' [skipped: ../shared/data is not beside this project]';

(present ? describe : describe.skip)(`against the published files${reason}`, () => {
  const read = (file: string): readonly Record<string, string>[] =>
    present ? parse<Record<string, string>>(readFileSync(file, 'utf8'), { columns: true, bom: true }) : [];

  test('every label of the victim-perpetrator file has a value of ours', () => {
    const rows = read(VP);
    const columns: readonly (readonly [string, AnyCrosswalk])[] = [
      ['gender', ctdc.ctdcGender],
      ['IP_Gender', ctdc.ctdcGender],
      ['majorityStatus', ctdc.ctdcMajority],
      ['UN_COO_Region', ctdc.ctdcRegion],
      ['UN_COE_Region', ctdc.ctdcRegion],
      ['IP_citizen_UNRegion', ctdc.ctdcRegion],
      ['IP_ageBroad', ctdc.ctdcOffenderAge],
      ['IP_Relation', ctdc.ctdcRelation],
    ];
    for (const [column, walk] of columns) {
      const labels = new Set(rows.flatMap((row) => (row[column] ?? '').split(';')).filter((label) => label !== ''));
      expect([column, labels.size > 0]).toEqual([column, true]);
      expect([column, [...labels].filter((label) => walk.fromLabel(label) === null)]).toEqual([column, []]);
    }
    const flags = Object.keys(rows[0] ?? {}).filter((column) => /^is|^IP_(Exploiter|Recruiter|Transaction|Control)/.test(column));
    expect(flags).toHaveLength(6);
    const known = (flag: string): unknown => ctdc.ctdcExploitation.fromLabel(flag) ?? ctdc.ctdcRole.fromLabel(flag);
    expect(flags.filter((flag) => known(flag) === null)).toEqual([]);
  });

  test('every GLOTIP form, sex and age is a label of the crosswalk', () => {
    const rows = read(GLOTIP);
    const forms = new Set(rows.filter((row) => row['Dimension'] === 'by form of exploitation').map((row) => row['Category'] ?? ''));
    expect([...forms].filter((form) => glotip.glotipExploitation.valuesUnder(form).length === 0)).toEqual([]);
    const sexes = new Set(rows.map((row) => row['Sex'] ?? ''));
    expect([...sexes].filter((sex) => sex !== 'Total' && glotip.glotipSex.fromLabel(sex) === null)).toEqual([]);
    const ages = new Set(rows.map((row) => row['Age'] ?? ''));
    expect([...ages].filter((age) => age !== 'Total' && glotip.glotipAge.fromLabel(age) === null)).toEqual([]);
  });
});
