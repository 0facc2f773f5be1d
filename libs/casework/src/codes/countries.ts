/**
 * The countries and territories of ISO 3166-1 (all 249 assigned alpha-2 codes, Namibia's `NA` among them), grouped by the
 * region of the world that UN M49 gives them. Names come from the Unicode CLDR data inside Node; where CLDR's short name
 * is clumsy or ambiguous the name is given here.
 */
import { defineCodeList, say, type Words } from '#kernel';
import type { UnRegion } from './places.js';

const BY_REGION = {
  Africa: [
    'AO', 'BF', 'BI', 'BJ', 'BW', 'CD', 'CF', 'CG', 'CI', 'CM', 'CV', 'DJ', 'DZ', 'EG', 'EH', 'ER', 'ET', 'GA', 'GH', 'GM',
    'GN', 'GQ', 'GW', 'IO', 'KE', 'KM', 'LR', 'LS', 'LY', 'MA', 'MG', 'ML', 'MR', 'MU', 'MW', 'MZ', 'NA', 'NE', 'NG', 'RE',
    'RW', 'SC', 'SD', 'SH', 'SL', 'SN', 'SO', 'SS', 'ST', 'SZ', 'TD', 'TF', 'TG', 'TN', 'TZ', 'UG', 'YT', 'ZA', 'ZM', 'ZW',
  ],
  Americas: [
    'AG', 'AI', 'AR', 'AW', 'BB', 'BL', 'BM', 'BO', 'BQ', 'BR', 'BS', 'BV', 'BZ', 'CA', 'CL', 'CO', 'CR', 'CU', 'CW', 'DM',
    'DO', 'EC', 'FK', 'GD', 'GF', 'GL', 'GP', 'GS', 'GT', 'GY', 'HN', 'HT', 'JM', 'KN', 'KY', 'LC', 'MF', 'MQ', 'MS', 'MX',
    'NI', 'PA', 'PE', 'PM', 'PR', 'PY', 'SR', 'SV', 'SX', 'TC', 'TT', 'US', 'UY', 'VC', 'VE', 'VG', 'VI',
  ],
  Asia: [
    'AE', 'AF', 'AM', 'AZ', 'BD', 'BH', 'BN', 'BT', 'CN', 'CY', 'GE', 'HK', 'ID', 'IL', 'IN', 'IQ', 'IR', 'JO', 'JP', 'KG',
    'KH', 'KP', 'KR', 'KW', 'KZ', 'LA', 'LB', 'LK', 'MM', 'MN', 'MO', 'MV', 'MY', 'NP', 'OM', 'PH', 'PK', 'PS', 'QA', 'SA',
    'SG', 'SY', 'TH', 'TJ', 'TL', 'TM', 'TR', 'TW', 'UZ', 'VN', 'YE',
  ],
  Europe: [
    'AD', 'AL', 'AT', 'AX', 'BA', 'BE', 'BG', 'BY', 'CH', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FO', 'FR', 'GB', 'GG', 'GI',
    'GR', 'HR', 'HU', 'IE', 'IM', 'IS', 'IT', 'JE', 'LI', 'LT', 'LU', 'LV', 'MC', 'MD', 'ME', 'MK', 'MT', 'NL', 'NO', 'PL',
    'PT', 'RO', 'RS', 'RU', 'SE', 'SI', 'SJ', 'SK', 'SM', 'UA', 'VA',
  ],
  Oceania: [
    'AS', 'AU', 'CC', 'CK', 'CX', 'FJ', 'FM', 'GU', 'HM', 'KI', 'MH', 'MP', 'NC', 'NF', 'NR', 'NU', 'NZ', 'PF', 'PG', 'PN',
    'PW', 'SB', 'TK', 'TO', 'TV', 'UM', 'VU', 'WF', 'WS',
  ],
} as const satisfies Partial<Record<UnRegion, readonly string[]>>;

/** M49 gives Antarctica no region. */
const NO_REGION = ['AQ'] as const;

type ListedRegion = keyof typeof BY_REGION;
export type Country = (typeof BY_REGION)[ListedRegion][number] | (typeof NO_REGION)[number];

/** Names where CLDR's own would puzzle a reader of either language. */
const NAMES: Partial<Record<Country, Words>> = {
  BL: say('Saint Barthélemy', 'Sen-Bartelemi'),
  CD: say('Democratic Republic of the Congo', 'Konqo Demokratik Respublikası'),
  CG: say('Congo', 'Konqo Respublikası'),
  CI: say('Côte d’Ivoire', 'Kot-d’İvuar'),
  CV: say('Cabo Verde', 'Kabo-Verde'),
  HK: say('Hong Kong', 'Honkonq'),
  MF: say('Saint Martin (French part)', 'Sen-Marten (Fransa hissəsi)'),
  MM: say('Myanmar', 'Myanma'),
  MO: say('Macao', 'Makao'),
  PM: say('Saint Pierre and Miquelon', 'Sen-Pyer və Mikelon'),
  PS: say('State of Palestine', 'Fələstin Dövləti'),
  SX: say('Sint Maarten (Dutch part)', 'Sint-Marten (Niderland hissəsi)'),
  ZA: say('South Africa', 'Cənubi Afrika Respublikası'),
};

const LISTED = Object.entries(BY_REGION) as [ListedRegion, readonly Country[]][];
const REGIONS = new Map<Country, UnRegion>(LISTED.flatMap(([region, countries]) => countries.map((country) => [country, region] as const)));

/** @throws Error when this build of Node carries no Azerbaijani names: half a code list is worse than a clear refusal. */
function countryLabels(): Record<Country, Words> {
  const en = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const az = new Intl.DisplayNames('az', { type: 'region', fallback: 'none' });
  if (az.resolvedOptions().locale !== 'az') throw new Error('this Node.js carries no Azerbaijani names; use one with full ICU data');
  const codes: Country[] = [...REGIONS.keys(), ...NO_REGION].sort();
  const labels = codes.map((code) => [code, NAMES[code] ?? say(en.of(code) ?? code, az.of(code) ?? code)] as const);
  return Object.fromEntries(labels) as Record<Country, Words>;
}

export const Country = defineCodeList(
  'Country',
  say('Country or territory', 'Ölkə və ya ərazi'),
  'ISO 3166-1 alpha-2; regions: UN M49; names: Unicode CLDR',
  countryLabels(),
);

/** @returns the UN M49 region of a country; null for Antarctica, which has none. Never `AmericasOceania`. */
export function unRegionOf(country: Country): UnRegion | null {
  return REGIONS.get(country) ?? null;
}
