import { agesOf, correctedAges, offenderIsMinor, victimIsMinor, type AgeFacts } from './age.rules.js';

const DAY = '2026-11-23';
const told = (facts: AgeFacts, before?: AgeFacts): string => {
  try {
    const { majority, ageBand } = before ? correctedAges(before, facts, DAY) : agesOf(facts, DAY);
    return `${majority ?? '-'} ${ageBand ?? '-'}`;
  } catch (error) {
    return (error as { rule: string }).rule;
  }
};

describe('ages', () => {
  it.each<[string, AgeFacts, string]>([
    ['nothing', {}, '- -'],
    ['eighteen today', { birthDate: '2008-11-23' }, 'Adult From18To20'],
    ['eighteen tomorrow', { birthDate: '2008-11-24' }, 'Minor From9To17'],
    ['eighteen this year, some day', { birthDate: '2008' }, '- -'],
    ['eighteen this year, and told to be of age', { birthDate: '2008', majority: 'Adult' }, 'Adult -'],
    ['born in a year that leaves the band open', { birthDate: '2005' }, 'Adult -'],
    ['as old as on the day of registration', { birthDate: '2000-01-01', registeredOn: '2015' }, 'Minor From9To17'],
    ['born this year', { birthDate: '2026' }, 'Minor From0To8'],
    ['a band of children', { ageBand: 'From9To17' }, 'Minor From9To17'],
    ['a band of adults', { ageBand: 'From48' }, 'Adult From48'],
    ['the broad band', { ageBand: 'From0To29' }, '- From0To29'],
    ['the broad band and a birth date', { ageBand: 'From0To29', birthDate: '2001-05-05' }, 'Adult From24To26'],
    ['a child told to be of age', { birthDate: '2015-01-01', majority: 'Adult' }, 'MAJORITY_CONTRADICTS_AGE'],
    ['a band against majority', { ageBand: 'From30To38', majority: 'Minor' }, 'MAJORITY_CONTRADICTS_AGE'],
    ['a band against a birth date', { birthDate: '1980-01-01', ageBand: 'From9To17' }, 'AGE_BAND_CONTRADICTS_BIRTH_DATE'],
    ['born after registration', { birthDate: '2016-01-01', registeredOn: '2015' }, 'BIRTH_AFTER_REGISTRATION'],
    ['older than anybody', { birthDate: '1850' }, 'BIRTH_DATE_NOT_PLAUSIBLE'],
  ])('%s', (_name, facts, expected) => {
    expect(told(facts)).toBe(expected);
  });

  it('follow a corrected birth date, keep what it leaves open, and drop what no longer fits', () => {
    const before: AgeFacts = { birthDate: '2015-01-01', majority: 'Minor', ageBand: 'From9To17', registeredOn: '2026-11-01' };
    expect(told({ birthDate: '1980-02-02' }, before)).toBe('Adult From39To47');
    expect(told({ birthDate: '2008' }, before)).toBe('Minor From9To17');
    expect(told({ birthDate: null }, before)).toBe('Minor From9To17');
    expect(told({ birthDate: '1980-02-02', majority: 'Minor' }, before)).toBe('MAJORITY_CONTRADICTS_AGE');
    expect(told({ majority: 'Adult' }, before)).toBe('MAJORITY_CONTRADICTS_AGE');
    expect(told({ ageBand: 'From48' }, before)).toBe('AGE_BAND_CONTRADICTS_BIRTH_DATE');
  });

  it('put a victim in the child layer unless known to be of age', () => {
    expect(victimIsMinor(agesOf({}, DAY))).toBe(true);
    expect(victimIsMinor(agesOf({ birthDate: '2008' }, DAY))).toBe(true);
    expect(victimIsMinor(agesOf({ majority: 'Adult' }, DAY))).toBe(false);
  });

  it('put an offender there when in a child band or possibly a child by birth date', () => {
    const minor = (facts: AgeFacts): boolean => offenderIsMinor(agesOf(facts, DAY), facts.birthDate);
    expect(minor({})).toBe(false);
    expect(minor({ ageBand: 'From0To29' })).toBe(false);
    expect(minor({ ageBand: 'From9To17' })).toBe(true);
    expect(minor({ birthDate: '2008' })).toBe(true);
    expect(minor({ birthDate: '2007' })).toBe(false);
  });
});
