/**
 * A large invented world for measuring, made inside the database from numbers (but for what is sealed): no person, no import,
 * the same every time.
 * Ids are derived from the row number, so that the measuring side can name rows without reading them first.
 */
import { createHash } from 'node:crypto';
import type { KeyVault } from '#vault';
import type { Client } from 'pg';
import { fillIdentities, IDENTITY_COLUMNS } from './identities.js';

export interface Size {
  readonly victims: number;
  readonly offenders: number;
  readonly crimes: number;
  /** Crimes per case file. */
  readonly crimesPerCase: number;
}

/** The size the budgets are stated for. */
export const USUAL: Size = sizeOf(200_000);

/** @returns the size of a world with so many victims, in the usual proportions. */
export function sizeOf(victims: number): Size {
  return { victims, offenders: victims * 0.4, crimes: victims * 0.5, crimesPerCase: 5 };
}

/** @returns how many case files there are. */
export function casesOf({ crimes, crimesPerCase }: Size): number {
  return Math.ceil(crimes / crimesPerCase);
}

/** @returns the id of the n-th row of a kind: the MD5 of its name, with version and variant of a random UUID. */
export function idOf(kind: string, n: number): string {
  const hex = createHash('md5').update(`${kind}${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const ID_FUNCTION = `
  create or replace function pg_temp.id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
    select (left(h, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-a' || substr(h, 18, 3) || '-' || substr(h, 21))::uuid
      from (select md5(kind || n) as h) x $$`;

/** Spreads row numbers evenly over 0 to `buckets` - 1; each salt spreads independently of the others, always the same. */
function spread(buckets: number, salt: number): string {
  return `((hashint8extended(n, ${salt}) & 9223372036854775807) % ${buckets})`;
}

function pick(values: readonly string[], salt: number): string {
  return `(array[${values.map((value) => `'${value}'`).join(',')}])[1 + ${spread(values.length, salt)}]`;
}

/** A day on which about `VICTIMS_A_DAY` victims were registered, whatever the size of the world. */
export const FIRST_DAY = '2008-01-01';
const VICTIMS_A_DAY = 1_111;
const DAYS_APART = 5;

/** @returns how many days have registrations. */
export function daysOf({ victims }: Pick<Size, 'victims'>): number {
  return Math.max(1, Math.floor(victims / VICTIMS_A_DAY));
}

/** @returns the n-th day with registrations, n from 0. */
export function dayOf(n: number): string {
  return new Date(Date.parse(FIRST_DAY) + n * DAYS_APART * 86_400_000).toISOString().slice(0, 10);
}

/** Every ninth victim is a child; the measured questions are about adults, whom all three servers show alike. */
export const CHILD_EVERY = 9;

const REGIONS = ['Baku', 'AbsheronKhizi', 'GanjaDashkasan', 'Karabakh', 'LankaranAstara', 'ShakiZagatala'];
const WORLD = ['Africa', 'Americas', 'Asia', 'Europe'];
const BANDS = ['From9To17', 'From18To20', 'From21To23', 'From24To26', 'From27To29', 'From30To38', 'From39To47', 'From48'];

/** @returns the number of the case file that deals with the crime against the n-th victim. */
export function caseOfVictim(n: number, size: Size): number {
  return 1 + crimeOfVictim(n, size) % casesOf(size);
}

function crimeOfVictim(n: number, { crimes }: Size): number {
  return 1 + (n * 7_919) % crimes;
}

/** Fills an empty, migrated database. Runs as its owner or superuser; takes about two minutes for the usual size. */
export async function fillDataset(admin: Client, size: Size, vault: KeyVault): Promise<void> {
  const { victims, offenders, crimes } = size;
  const cases = casesOf(size);
  await admin.query(ID_FUNCTION);
  const run = (sql: string): Promise<unknown> => admin.query(sql);
  await run(`insert into records.agency (id, name, role) values ('${idOf('agency', 1)}', 'Bench agency', 'AntiTraffickingDepartment')`);
  await run(`insert into records."case" (id, number, stage, opened_on, recorded_at, evidential)
    select pg_temp.id('case', n), 'B-' || n, ${pick(['Inquiry', 'PreliminaryInvestigation', 'Trial', 'Closed'], 7)}, (2010 + n % 15)::text, now(), n % 3 = 0 from generate_series(1::bigint, ${cases}) n`);
  await run(`insert into records.crime (id, number, registered_on, article, stage, region, world_region, case_id, recorded_at, evidential)
    select pg_temp.id('crime', n), 'BC-' || n, (2010 + n % 15)::text, ${pick(['Art144_1', 'Art144_2'], 3)}, 'Completed', ${pick(REGIONS, 5)}, ${pick(WORLD, 3)},
           pg_temp.id('case', 1 + n % ${cases}), now(), n % 3 = 0 from generate_series(1::bigint, ${crimes}) n`);
  await run(`insert into records.person (id, recorded_at) select pg_temp.id('person', n), now() from generate_series(1::bigint, ${victims}) n`);
  await fillIdentities(admin, size, vault);
  await run(`insert into records.victim (id, pseudonym, status, registered_on, sex, majority, minor, age_band, citizenship_region, exploitation_forms,
      ${IDENTITY_COLUMNS.join(', ')}, residence_region, person_id, recorded_at, evidential)
    select pg_temp.id('victim', n), 'V-' || n, ${pick(['Potential', 'Presumed', 'Recognised'], 11)}, to_char(date '${FIRST_DAY}' + ${spread(daysOf({ victims }), 17)}::int * ${DAYS_APART}, 'YYYY-MM-DD'), ${pick(['Female', 'Male'], 3)},
           case when n % ${CHILD_EVERY} = 0 then 'Minor' else 'Adult' end, n % ${CHILD_EVERY} = 0, ${pick(BANDS, 5)}, ${pick(WORLD, 7)}, array[${pick(['ForcedLabour', 'SexualExploitation', 'ForcedBegging'], 13)}],
           ${IDENTITY_COLUMNS.map((column) => `i.${column}`).join(', ')}, ${pick(REGIONS, 19)},
           pg_temp.id('person', n), now(), n % 3 = 0 from identity i order by n`);
  await run('drop table identity');
  await run(`insert into records.offender (id, kind, stage, registered_on, sex, minor, age_band, citizenship_region, family_name, given_name, document_number, recorded_at, evidential)
    select pg_temp.id('offender', n), 'NaturalPerson', ${pick(['Suspect', 'Accused', 'Convicted'], 5)}, (2010 + n % 15)::text, ${pick(['Female', 'Male'], 3)}, false, ${pick(BANDS, 4)},
           ${pick(WORLD, 5)}, 'Offfamily' || n, 'Offgiven' || n, 'OO' || n, now(), n % 3 = 0 from generate_series(1::bigint, ${offenders}) n`);
  await run(`insert into records.victim_involvement (id, victim_id, crime_id)
    select gen_random_uuid(), pg_temp.id('victim', n), pg_temp.id('crime', 1 + (n * 7919) % ${crimes}) from generate_series(1::bigint, ${victims}) n`);
  await run(`insert into records.offender_involvement (id, offender_id, crime_id, roles)
    select gen_random_uuid(), pg_temp.id('offender', o), pg_temp.id('crime', c), array['Exploiter'] from (
      select distinct 1 + (n * 31) % ${offenders} as o, 1 + (n * 104729) % ${crimes} as c from generate_series(1::bigint, ${2 * offenders}) n) x`);
  await run('analyze');
}

/** Gives the n-th bench officer live taskings on the first `count` case files. */
export async function giveTaskings(admin: Client, officer: number, count: number): Promise<void> {
  await admin.query(ID_FUNCTION);
  await admin.query(`insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at)
    select gen_random_uuid(), '${idOf('officer', officer)}', pg_temp.id('case', n), 'Investigation', 'CriminalProcedureCode', now() - interval '1 day', now() + interval '30 days'
      from generate_series(1::bigint, ${count}) n`);
  await admin.query('analyze records.tasking');
}
