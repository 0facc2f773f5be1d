/** The demonstration world: what it holds, that every row has its history, that it is built once and never in production. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type Assembly } from '#assembly';
import { withClient } from '#persistence';
import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { ensureDemonstrationWorld, SIGN_INS } from './index.js';

let database: FreshDatabase;
let assembly: Assembly;
const folder = mkdtempSync(join(tmpdir(), 'demonstration-'));
const quiet = (): void => undefined;
const count = async (text: string): Promise<Record<string, string>> =>
  withClient(database.adminUrl, async (client) => (await client.query<Record<string, string>>(text)).rows[0]!);

beforeAll(async () => {
  database = await freshDatabase();
  assembly = await assemble({ env: { QALXAN_DATA: folder }, process: 'api', access: database.access });
  await ensureDemonstrationWorld(assembly, folder, quiet);
});
afterAll(async () => {
  for (const { run } of assembly.closing) await run();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('holds what the guide says', async () => {
  expect(await count(`select (select count(*) from records.agency) as agencies, (select count(*) from records.officer) as officers,
    (select count(*) from records."case") as cases, (select count(*) from records.crime) as crimes, (select count(*) from records.victim) as victims,
    (select count(*) from records.offender) as offenders, (select count(*) from records.offender where kind = 'LegalPerson') as firms,
    (select count(*) from records.crime_in_case) as shared, (select count(distinct status) from records.victim) as statuses,
    (select count(*) from records.person p where exists (select from records.victim where person_id = p.id) and exists (select from records.offender where person_id = p.id)) as both,
    (select count(*) from records.victim where 'NA' = any (citizenships)) > 0 as namibia, (select count(*) from records.victim where minor) as children`))
    .toMatchObject({ agencies: '12', officers: '14', cases: '12', crimes: '40', victims: '60', offenders: '45', firms: '4', shared: '1', statuses: '4', both: '1', namibia: true, children: '13' });
});

test('every row has a history and leaves no session open', async () => {
  expect(await count(`select (select count(*) from records.victim v where not exists (select from records.history h where h.record = 'Victim' and h.record_id = v.id)) as bare,
    (select count(*) from identity.session where revoked_at is null) as open`)).toEqual({ bare: '0', open: '0' });
});

test('keeps one password, for its owner alone, and builds nothing a second time', async () => {
  const file = join(folder, 'demonstration.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { password } = JSON.parse(readFileSync(file, 'utf8')) as { password: string };
  expect(await ensureDemonstrationWorld(assembly, folder, quiet)).toEqual({ password, complete: true });
  for (const { login, role } of SIGN_INS) {
    expect(await assembly.identity.signIns.signIn({ login, password, source: login })).toMatchObject({ roles: [role] });
  }
});

test('is no part of a database with accounts of its own, nor of production', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'demonstration-'));
  expect(await ensureDemonstrationWorld(assembly, elsewhere, quiet)).toBeNull();
  rmSync(elsewhere, { recursive: true });
  const production = { ...assembly, settings: { ...assembly.settings, demonstration: false } };
  await expect(ensureDemonstrationWorld(production, folder, quiet)).rejects.toThrow('demonstration mode');
});
