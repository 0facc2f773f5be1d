/**
 * Names that no one is meant by. Given and family names are combined by chance; document numbers, telephone numbers, addresses
 * and firms are of kinds that are never given out, so that nobody can be called, visited or looked up by mistake.
 */
import type { Country } from '#casework';

import type { Draw } from './draw.js';

interface Names {
  readonly female: readonly string[];
  readonly male: readonly string[];
  /** For a woman, for a man. */
  readonly family: readonly (readonly [string, string])[];
}

const same = (...names: readonly string[]): [string, string][] => names.map((name) => [name, name]);
const withA = (...names: readonly string[]): [string, string][] => names.map((name) => [`${name}a`, name]);

/** By citizenship. */
const NAMES = {
  AZ: {
    female: ['Aygün', 'Günel', 'Lalə', 'Nərmin', 'Sevinc', 'Könül', 'Ülkər', 'Fidan', 'Türkan', 'Zümrüd', 'Arzu', 'Məlahət'],
    male: ['Elçin', 'Rəşad', 'Vüqar', 'Anar', 'Samir', 'Tural', 'Kamran', 'Orxan', 'Fuad', 'Zaur', 'Natiq', 'İlqar'],
    family: [...withA('Muğanov', 'Dağlarov', 'Çinarov', 'Sədərov', 'Kürdəmirov', 'Çaylarov'), ...same('Qaraçaylı', 'Novruzlu', 'Gülüzadə', 'Şamaxılı', 'Bozdağlı')],
  },
  TR: { female: ['Elif', 'Zeynep', 'Merve', 'Derya'], male: ['Serkan', 'Tolga', 'Volkan', 'Hakan'], family: same('Çamlıdere', 'Bozkırlı', 'Akpınarlı', 'Taşköprü') },
  RU: { female: ['Irina', 'Svetlana', 'Marina', 'Larisa'], male: ['Oleg', 'Viktor', 'Denis'], family: [['Lesnitskaya', 'Lesnitskiy'], ['Rechnaya', 'Rechnoy'], ...withA('Beryozkin')] },
  UZ: { female: ['Dilnoza', 'Gulnora', 'Malika', 'Nigora', 'Zilola'], male: ['Jasur', 'Bekzod', 'Otabek', 'Sardor'], family: withA('Bogʻishamolov', 'Toshloqov', 'Anhorov', 'Yulduzov') },
  UA: {
    female: ['Oksana', 'Iryna', 'Kateryna', 'Olena', 'Solomiia', 'Halyna'],
    male: ['Taras', 'Bohdan', 'Ostap'],
    family: [['Stepova', 'Stepovyi'], ['Verbova', 'Verbovyi'], ...same('Kalynonko', 'Lypovenko', 'Jasenchuk')],
  },
  PH: { female: ['Maricel', 'Jocelyn', 'Rowena', 'Liezel', 'Analyn'], male: ['Rodel', 'Arnel', 'Jomar'], family: same('Batungbakal', 'Masipag', 'Dalampasigan', 'Ilogbayan') },
  NA: { female: ['Ndapewa', 'Selma'], male: ['Tangeni', 'Petrus'], family: same('Omulongalo', 'Etosharivier') },
} as const satisfies Partial<Record<Country, Names>>;

export type Origin = keyof typeof NAMES;
export type NamedSex = 'Female' | 'Male';

export interface FullName {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
}

/** @returns a name that the draw puts together; nobody's but by chance. */
export function inventName(draw: Draw, origin: Origin, sex: NamedSex): FullName {
  const { female, male, family }: Names = NAMES[origin];
  const [hers, his] = draw.one(family);
  const fathers = draw.one(male);
  return {
    familyName: sex === 'Female' ? hers : his,
    givenName: draw.one(sex === 'Female' ? female : male),
    patronymic: origin === 'AZ' ? `${fathers} ${sex === 'Female' ? 'qızı' : 'oğlu'}` : null,
  };
}

/** @returns a number of no document: no country puts two X before its numbers. */
export function inventDocument(draw: Draw): string {
  return `XX${draw.digits(7)}`;
}

/** @returns a telephone number that cannot ring: no network of Azerbaijan begins with 00. */
export function inventPhone(draw: Draw): string {
  return `+99400${draw.digits(7)}`;
}

/** @returns an address in a street that does not exist ("Demonstration Street"). */
export function inventAddress(draw: Draw): string {
  return `Nümayiş küçəsi ${draw.between(1, 90)}, mənzil ${draw.between(1, 60)}`;
}

/** @returns an address at a domain reserved for examples (RFC 2606). */
export function inventEmail(draw: Draw): string {
  return `demo${draw.digits(5)}@example.org`;
}
