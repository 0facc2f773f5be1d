/** The demonstration as a visitor meets it: every officer signs in and asks the questions GraphiQL offers him. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Offender, Victim } from '#casework';
import { demonstrationCode, ensureDemonstrationWorld, SIGN_INS } from '#demonstration';
import type { AnyRecord } from '#record';
import { EXAMPLES } from '../../apps/api/src/examples.js';
import type { Example, Path } from '../../apps/api/src/graphiql/example.js';
import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { openedRow } from '../support/sealed-rows.js';

let api: Api;
const clients = new Map<string, Client>();
const kept = new Map<string, unknown>();
const answers = new Map<Example, ApiAnswer>();

beforeAll(async () => {
  api = await startApi();
  const world = await ensureDemonstrationWorld(api.assembly, api.folder, quiet);
  expect(await api.behind('select count(*)::int as live from identity.session where revoked_at is null')).toEqual([{ live: 0 }]);
  for (const { login } of SIGN_INS) clients.set(login, await api.signIn(login, world!.password, demonstrationCode(api.folder, login, new Date())?.code));
}, 180_000);
afterAll(() => api.close());

const quiet = (): void => undefined;
const at = (from: unknown, path: Path): unknown => path.reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], from);

/** What the page does: states the purpose, finds the ids, asks, keeps what later questions need. */
async function askAsThePageDoes(example: Example): Promise<ApiAnswer> {
  const client = clients.get(example.login)!;
  const purpose = example.purpose === 'TASKING' ? `tasking:${await ownTasking(client)}` : example.purpose && `reason:${example.purpose.reason};${example.purpose.text}`;
  const variables: Record<string, unknown> = { ...example.variables };
  for (const [name, lookup] of Object.entries(example.lookups ?? {})) {
    variables[name] = 'kept' in lookup ? kept.get(lookup.kept) : at((await client.ask(lookup.query, {}, purpose)).data, lookup.path);
  }
  const answer = await client.ask(example.query, variables, purpose);
  for (const [name, path] of Object.entries(example.keeps ?? {})) kept.set(name, at(answer.data, path));
  answers.set(example, answer);
  return answer;
}

async function ownTasking(client: Client): Promise<string> {
  const { data } = await client.ask('query ($officer: ID!) { taskings(first: 50, filter: { officer: { eq: $officer } }, orderBy: STARTS_AT_ASC) { edges { node { id purpose case { stage } } } } }', { officer: client.officer });
  const taskings = at(data, ['taskings', 'edges']) as readonly { readonly node: { readonly id: string; readonly purpose: string; readonly case: { readonly stage: string } | null } }[];
  const over = taskings.filter(({ node }) => ['Discontinued', 'Closed'].includes(node.case?.stage ?? '') && ['Investigation', 'Prosecution', 'Trial'].includes(node.purpose));
  return taskings.find((one) => !over.includes(one))?.node.id ?? 'none';
}

describe('the world', () => {
  test('holds what the guide says', async () => {
    expect(await api.behind(`select (select count(*) from records.agency)::int as agencies, (select count(*) from records.officer)::int as officers,
      (select count(*) from records."case")::int as cases, (select count(*) from records.crime)::int as crimes, (select count(*) from records.victim)::int as victims,
      (select count(*) from records.offender)::int as offenders, (select count(*) from records.offender where kind = 'LegalPerson')::int as firms,
      (select count(*) from records.crime_in_case)::int as shared, (select count(distinct status) from records.victim)::int as statuses,
      (select count(*) from records.person p where exists (select from records.victim where person_id = p.id)
        and exists (select from records.offender where person_id = p.id))::int as both,
      (select count(*) from records.victim where 'NA' = any (citizenships)) > 0 as namibia, (select count(*) from records.victim where minor)::int as children`))
      .toMatchObject([{
        agencies: 13, officers: 15, cases: 12, crimes: 40, victims: 60, offenders: 45, firms: 4, shared: 1, statuses: 4, both: 1, namibia: true, children: 13,
      }]);
  });

  test('has a history for every row', async () => {
    for (const record of ['Case', 'Crime', 'Victim', 'Offender', 'Tasking', 'Officer']) {
      const bare = `select count(*)::int as bare from records."${record.toLowerCase()}" r where not exists (select from records.history h where h.record = $1 and h.record_id = r.id)`;
      expect(await api.behind(bare, [record])).toEqual([{ bare: 0 }]);
    }
  });

  test('keeps one password, for its owner alone, and is built once', async () => {
    const file = join(api.folder, 'demonstration.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { password } = JSON.parse(readFileSync(file, 'utf8')) as { password: string };
    expect(await ensureDemonstrationWorld(api.assembly, api.folder, quiet)).toMatchObject({ password, complete: true });
  });

  test('is no part of a database with accounts of its own, nor of production', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'qalxan-api-'));
    expect(await ensureDemonstrationWorld(api.assembly, elsewhere, quiet)).toBeNull();
    rmSync(elsewhere, { recursive: true });
    const production = { ...api.assembly, settings: { ...api.assembly.settings, demonstration: false } };
    await expect(ensureDemonstrationWorld(production, api.folder, quiet)).rejects.toThrow('demonstration mode');
  });
});

test.each(EXAMPLES.map((example) => [example.login, example.title.en, example] as const))('%s: %s', async (_login, _title, example) => {
  const { status, errors, data } = await askAsThePageDoes(example);
  expect({ errors, status }).toEqual({ errors: [], status: 200 });
  expect(data).not.toBeNull();
});

/** The answer to the example with that title, as text and as data. */
function answerTo(title: RegExp): { readonly text: string; readonly data: Record<string, Rows> } {
  const [example, ...others] = EXAMPLES.filter((one) => title.test(one.title.en));
  if (!example || others.length > 0) throw new Error(`not one example is called ${String(title)}`);
  const { text, data } = answers.get(example)!;
  return { text, data: data as Record<string, Rows> };
}
interface Rows { readonly totalCount: number; readonly total: number; readonly edges: readonly { readonly node: Record<string, unknown> }[] }
const nodes = (rows: Rows | undefined): Record<string, unknown>[] => rows!.edges.map(({ node }) => node);
const withheldIn = (node: Record<string, unknown> | undefined): Record<string, string> =>
  Object.fromEntries((node!['withheld'] as { field: string; reason: string }[]).map(({ field, reason }) => [field, reason]));
const namesOf = async (record: AnyRecord): Promise<string[]> => {
  const rows = await api.behind(`select id, family_name from records.${record.table} where family_name is not null`);
  const opened = await Promise.all(rows.map((row) => openedRow(api.assembly.vault, record, row)));
  return [...new Set(opened.map((row) => row['family_name'] as string))];
};

describe('what each role learns', () => {
  test('the analyst: profiles and pseudonyms, no name, a child without pseudonym', () => {
    const victims = nodes(answerTo(/^Victims of 2024: /).data['victims']);
    expect(victims).toHaveLength(5);
    for (const one of victims) {
      expect(one).toMatchObject({ familyName: null, givenName: null, phone: null, health: null, exploitationForms: [expect.any(String)] });
      expect(withheldIn(one)).toMatchObject({ familyName: 'NOT_GRANTED', health: 'NOT_GRANTED' });
    }
    const child = victims.find(({ ageBand }) => ageBand === 'From9To17');
    expect(child).toMatchObject({ pseudonym: null });
    expect(withheldIn(child)).toMatchObject({ pseudonym: 'CHILD_LAYER' });
  });

  test('the investigator: own cases with names and telephone numbers; nothing of it without a purpose', () => {
    const { data, text } = answerTo(/^My cases/);
    expect(data['cases']!.totalCount).toBe(7);
    expect(text).toMatch(/"phone":"\+99400/);
    const [first] = nodes(answerTo(/without saying why/).data['victims']);
    expect(first).toMatchObject({ pseudonym: expect.stringMatching(/^V-/) as string, familyName: null, phone: null });
    expect(withheldIn(first)).toMatchObject({ familyName: 'PURPOSE_REQUIRED', health: 'NOT_GRANTED' });
  });

  test('the prosecutor: three connected cases, the one with the shared crime first', () => {
    const { links } = answerTo(/^Which other cases/).data['caseLinks'] as unknown as { links: { crimes: number; offenders: number; case: { number: string } }[] };
    expect(links).toHaveLength(3);
    expect(links[0]).toMatchObject({ crimes: 1, case: { number: expect.stringMatching(/^C-2023-/) as string } });
    for (const { offenders } of links) expect(offenders).toBeGreaterThan(0);
  });

  test('the Coordinator: figures that add up, and nobody behind them', () => {
    const { total, rows } = answerTo(/status and sex/).data['statistics'] as unknown as { total: number; rows: { count: number }[] };
    expect(total).toBe(60);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    // Forty, and the one that the police officer reported in this test.
    expect(answerTo(/counted apart/).data).toMatchObject({ crimes: { total: 41 }, cases: { total: 12 } });
    expect(answerTo(/behind the figures/).data).toEqual({ victims: { totalCount: 0, edges: [] }, cases: { totalCount: 0, edges: [] } });
  });

  test('the auditor: both readings of the investigator, with fields and purpose and without a value', () => {
    const { data, text } = answerTo(/^Who has read/);
    const { entries } = data['accessHistory'] as unknown as { entries: { root: string; roles: string[]; purpose: unknown; disclosed: string[]; withheld: string[] }[] };
    const readings = entries.filter(({ root, roles }) => roles.includes('INVESTIGATOR') && ['cases', 'victims'].includes(root));
    expect(readings.find(({ root }) => root === 'cases')).toMatchObject({ purpose: { tasking: expect.any(String) as string }, disclosed: expect.arrayContaining(['familyName']) as string[] });
    expect(text).not.toMatch(/\+994|Uydurma/);
  });

  test('the administrator, the head and the supervising prosecutor: officers and taskings, no case or no narrative', () => {
    expect(answerTo(/^Accounts/).data).toMatchObject({ officers: { totalCount: 15 }, agencies: { totalCount: 13 }, cases: { totalCount: 0 }, victims: { totalCount: 0 } });
    expect(answerTo(/^Who works on what/).text).toContain('"summary":null');
    const { data, text } = answerTo(/^Charges and verdicts/);
    expect(data['cases']!.totalCount).toBe(12);
    expect(text).toContain('"outcome":"Convicted"');
  });

  test('the police: a receipt, and nothing to read back', () => {
    expect(answerTo(/^Report a crime/).data['reportCrime']).toEqual({ id: expect.any(String) as string, crime: null });
  });

  test('shelter and guardianship: their own people by name, no crime, no offender', async () => {
    const residents = nodes(answerTo(/^My residents/).data['victims']);
    expect(residents).toHaveLength(5);
    for (const one of residents) expect(one).toMatchObject({ familyName: expect.any(String) as string, crimes: null });
    const wards = nodes(answerTo(/^The children in my care/).data['victims']);
    expect(wards).toHaveLength(3);
    for (const one of wards) expect(one).toMatchObject({ majority: 'Minor', health: null, account: null });
    expect((await clients.get('shelter')!.ask('{ offenders { totalCount } crimes { totalCount } cases { totalCount } }')).data)
      .toEqual({ offenders: { totalCount: 0 }, crimes: { totalCount: 0 }, cases: { totalCount: 0 } });
  });

  test('the protection officer: whom to protect, and from whom', () => {
    const { data, text } = answerTo(/^Whom I protect/);
    expect(data['victims']!.totalCount).toBeGreaterThan(5);
    expect(text).toMatch(/"offender":\{"familyName":"/);
  });

  test('whoever may not learn a victim\'s name does not find one in any answer', async () => {
    const offenders = new Set(await namesOf(Offender));
    // Officers of the directory and offenders may bear the same invented family names.
    const officers = (await api.behind('select name from records.officer')).map(({ name }) => String(name)).join(' ');
    const names = (await namesOf(Victim)).filter((name) => !offenders.has(name) && !officers.includes(name));
    expect(names.length).toBeGreaterThan(5);
    for (const [{ login }, { text }] of answers) {
      if (['investigator', 'prosecutor', 'shelter', 'guardian', 'protection'].includes(login)) continue;
      for (const name of names) expect(text).not.toContain(name);
    }
  });
});
