import { enumName, isCodeList, type CodeList } from '#kernel';
import * as codes from './index.js';

const { Country, unRegionOf, ageBandOf, AgeBand } = codes;

/** Lists whose labels are proper names and so may read alike in both languages. */
const PROPER_NAMES = ['Platform', 'Country', 'Region'];

const exported = Object.entries(codes as Record<string, unknown>).filter((entry): entry is [string, CodeList] => isCodeList(entry[1]));

test('every code list is exported under its own name', () => {
  expect(exported.length).toBeGreaterThan(30);
  expect(exported.map(([constant]) => constant)).toEqual(exported.map(([, { name }]) => name));
});

describe.each(exported)('%s', (name, list) => {
  const labels = Object.entries(list.labels);

  test('has a name, a source and labels in both languages', () => {
    expect(list.words.en).not.toBe('');
    expect(list.words.az).not.toBe('');
    expect(list.words.az).not.toBe(list.words.en);
    expect(list.source).not.toBe('');
    for (const [value, words] of labels) {
      expect([value, words.en.trim()]).toEqual([value, words.en]);
      expect([value, words.az.trim()]).toEqual([value, words.az]);
      expect([value, words.en.length > 0, words.az.length > 0]).toEqual([value, true, true]);
    }
  });

  test('has Azerbaijani labels that are Azerbaijani', () => {
    if (PROPER_NAMES.includes(name)) return;
    expect(labels.filter(([value, words]) => words.az === words.en || words.az === value)).toEqual([]);
  });

  test('repeats no label', () => {
    for (const locale of ['en', 'az'] as const) {
      const texts = labels.map(([, words]) => words[locale]);
      expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
    }
  });

  test('has distinct, valid GraphQL enum names', () => {
    const names = list.values.map(enumName);
    expect(new Set(names).size).toBe(names.length);
    for (const enumValue of names) {
      expect(enumValue).toMatch(/^[_A-Za-z][_0-9A-Za-z]*$/);
      expect(['true', 'false', 'null']).not.toContain(enumValue);
      expect(enumValue.startsWith('__')).toBe(false);
    }
  });
});

describe('countries', () => {
  test('are the 249 of ISO 3166-1, each alpha-2', () => {
    expect(Country.values).toHaveLength(249);
    expect(Country.values.filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
    expect(Country.values).toContain('NA');
  });

  test('have names, not codes, in both languages', () => {
    expect(Country.values.filter((code) => Country.labels[code].en === code || Country.labels[code].az === code)).toEqual([]);
    expect(Country.labels.AZ).toEqual({ en: 'Azerbaijan', az: 'Azərbaycan' });
    expect(Country.labels.NA).toEqual({ en: 'Namibia', az: 'Namibiya' });
    expect(Country.labels.DE.az).toBe('Almaniya');
    expect(Country.labels.UZ.az).toBe('Özbəkistan');
  });

  test('lie in one region each, Antarctica in none', () => {
    expect(Country.values.filter((code) => unRegionOf(code) === null)).toEqual(['AQ']);
    expect([unRegionOf('AZ'), unRegionOf('NA'), unRegionOf('BR'), unRegionOf('RU'), unRegionOf('FJ'), unRegionOf('CY'), unRegionOf('TR')]).toEqual(
      ['Asia', 'Africa', 'Americas', 'Europe', 'Oceania', 'Asia', 'Asia'],
    );
    const counts = { Africa: 60, Americas: 57, Asia: 51, Europe: 51, Oceania: 29 };
    for (const [region, count] of Object.entries(counts)) {
      expect([region, Country.values.filter((code) => unRegionOf(code) === region).length]).toEqual([region, count]);
    }
  });
});

describe('ageBandOf', () => {
  test('cuts at the published bounds', () => {
    const bounds = [0, 8, 9, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30, 38, 39, 47, 48, 130].map(ageBandOf);
    const narrow = AgeBand.values.filter((band) => band !== 'From0To29');
    expect(bounds).toEqual(narrow.flatMap((band) => [band, band]));
  });

  test('never gives the broad band and refuses what is no age', () => {
    for (let years = 0; years < 120; years += 1) expect(ageBandOf(years)).not.toBe('From0To29');
    for (const wrong of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => ageBandOf(wrong)).toThrow(RangeError);
  });
});
