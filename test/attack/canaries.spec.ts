/**
 * attacks.md, rows 21 and 94: everything of the sealed classes bears a mark. After a day's work over HTTP (writing, reading with and
 * without the right, refused questions, look-ups, corrections, history, an import, an export of the log) the mark is looked for wherever
 * something may be left lying. In clear by design and not marked: profiles, names of offenders, the words officers give as their reasons,
 * and the name a caller gives his operation.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLog, verifierKey } from '#audit';
import { registry } from '#casework';
import { Importer } from '#exchange';
import { withClient } from '#persistence';
import { lookupOf, sealedFields } from '#record';

import type { ApiAnswer, Client } from '../support/api.js';
import { PURPOSE } from '../support/case-over-http.js';
import { dumpOf, filesOf, statementsOf, watchActivity, type Place } from '../support/hiding-places.js';
import { MARK, openHouse, type House } from '../support/loaded-house.js';
import { sealing } from '../support/sealing.js';
import { SecretHunt } from '../support/secret-hunt.js';
import { rowsOf } from '../support/worlds.js';

const PHONE = `+99450${Math.random().toString().slice(2, 9)}`;
/** Planted in clear, to show that each place is really searched. */
const PLANTED = MARK.replace('QNRY', 'PLNT');
const GIVEN = {
  familyName: `${MARK}-family`, givenName: `${MARK}-given`, documentNumber: `${MARK}-D1`, phone: PHONE, email: `${MARK}@example.org`, address: `${MARK}-street`,
  account: `${MARK}-account`, accountPseudonymised: `${MARK}-pseudonymised`,
};
const ROOTS = { Victim: 'victims', Offender: 'offenders', Crime: 'crimes', Case: 'cases' } as const;

const folder = mkdtempSync(join(tmpdir(), 'qalxan-canaries-'));
let house: House;
let people: Record<'investigator' | 'shelter' | 'police' | 'analyst' | 'donor' | 'auditor' | 'administrator' | 'stranger', Client>;
const secrets = new SecretHunt([{ name: 'a sealed value', value: MARK }, { name: 'a phone number', value: PHONE.slice(1) }]);
/** Answers to those who may see no sealed value. */
const toOthers: ApiAnswer[] = [];
/** Answers to those who may see some. */
const toHolders: ApiAnswer[] = [];
let activity: Place;
let exported = '';

beforeAll(async () => {
  house = await openHouse();
  const enter = async (login: string, role: Parameters<House['api']['officer']>[1]): Promise<Client> => {
    await house.api.officer(login, role);
    return house.api.signIn(login);
  };
  people = {
    investigator: await enter('investigator', 'INVESTIGATOR'), stranger: await enter('stranger', 'INVESTIGATOR'), shelter: await enter('shelter', 'SHELTER_WORKER'),
    police: await enter('police', 'LOCAL_POLICE'), analyst: await enter('analyst', 'ANALYST'), donor: await enter('donor', 'DONOR'), auditor: await enter('auditor', 'AUDITOR'),
    administrator: await enter('administrator', 'ADMINISTRATOR'),
  };
  const shown = watchActivity(house.adminUrl);
  await work().finally(async () => { activity = await shown(); });
}, 180_000);
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const holder = async (client: Client, query: string, variables: object = {}, purpose: string | undefined = PURPOSE): Promise<ApiAnswer> => {
  const answer = await house.ask(client, query, variables, purpose);
  toHolders.push(answer);
  return answer;
};
const other = async (client: Client, query: string, variables: object = {}, purpose: string | undefined = PURPOSE): Promise<ApiAnswer> => {
  const answer = await house.ask(client, query, variables, purpose);
  toOthers.push(answer);
  return answer;
};

/** A day's work. */
async function work(): Promise<void> {
  const { investigator, shelter, police, auditor } = people;
  await readEverything();
  const registered = await holder(police, 'mutation ($input: RegisterVictimInput!) { registerVictim(input: $input) { id } }', { input: GIVEN });
  const victim = (registered.data?.['registerVictim'] as { id: string } | undefined)?.id;
  if (victim === undefined) throw new Error(`not registered: ${registered.text.replaceAll(MARK, 'MARK')}`);
  await house.task(investigator.officer, { victim });
  await house.task(shelter.officer, { victim });

  const shown = await holder(investigator, 'query ($id: ID!) { victim(id: $id) { revision familyName documentNumber } }', { id: victim });
  const { revision } = shown.data?.['victim'] as { revision: string };
  const correction = 'mutation ($input: CorrectVictimInput!) { correctVictim(input: $input) { victim { revision familyName } } }';
  const corrected = await holder(investigator, correction, { input: { id: victim, revision, reason: 'Soyad sənəddən dəqiqləşdirildi', patch: { familyName: `${MARK}-corrected` } } });
  expect(corrected.errors).toEqual([]);
  // Refused: a stale revision, a value that is too long, one of the wrong kind, and a key that no input has.
  for (const patch of [{ familyName: `${MARK}-late` }, { givenName: MARK.repeat(40) }, { birthDate: MARK }, { [MARK]: MARK }]) {
    await other(investigator, correction, { input: { id: victim, revision, reason: 'Soyad sənəddən dəqiqləşdirildi', patch } });
  }
  const history = await holder(investigator, 'query ($id: ID!) { history(record: Victim, id: $id) { edges { node { field before after } } pageInfo { endCursor } } }', { id: victim });
  expect(history.text).toContain(`${MARK}-corrected`);
  for (const one of ['stranger', 'donor', 'auditor', 'administrator'] as const) {
    await other(people[one], 'query ($id: ID!) { history(record: Victim, id: $id) { edges { node { field before after } } } }', { id: victim });
    await other(people[one], 'query ($id: ID!) { victim(id: $id) { familyName phone account withheld { field reason } } }', { id: victim });
  }
  await lookUp();
  await importRows();
  await other(auditor, 'query ($id: ID!) { accessHistory(record: Victim, id: $id) { entries { act root outcome disclosed withheld touched { record ids } } pageInfo { endCursor } } }', { id: victim });
  const log = sealing(house.api.database);
  await log.seal();
  await exportLog({ connectionString: house.api.database.access.auditor }, verifierKey(log.signer.keys.log), (text) => {
    exported += text;
    return Promise.resolve();
  });
  exported += readFileSync(log.anchorPath, 'utf8');
  log.remove();
}

/** Pages of everything, by those who may see a part of it and by those who may not. */
async function readEverything(): Promise<void> {
  const { world } = house;
  const victims = rowsOf(world, 'Victim').filter(({ sealed, minor }) => sealed !== true && minor !== true).slice(0, 8);
  for (const { id } of victims) await house.task(people.shelter.officer, { victim: id });
  for (const { id } of rowsOf(world, 'Case').filter(({ sealed }) => sealed !== true).slice(0, 3)) await house.task(people.investigator.officer, { case: id });
  for (const [name, root] of Object.entries(ROOTS)) {
    const fields = sealedFields(registry.record(name)).map(([field]) => field).join(' ');
    if (fields === '') continue;
    const page = `{ ${root}(first: 10) { edges { cursor node { id ${fields} withheld { field reason } } } pageInfo { endCursor hasNextPage } } }`;
    for (const one of ['investigator', 'shelter'] as const) await holder(people[one], page);
    for (const one of ['donor', 'auditor', 'administrator', 'police', 'stranger'] as const) {
      await other(people[one], page);
      await other(people[one], page, {}, '');
    }
  }
}

/** Exact look-ups by every sealed field that has one, by value in the text and as a variable, of what is there and what is not. */
async function lookUp(): Promise<void> {
  const { investigator, analyst, donor, stranger } = people;
  for (const [name, root] of Object.entries(ROOTS)) {
    for (const [field] of sealedFields(registry.record(name)).filter(([key, declared]) => lookupOf(key, declared))) {
      for (const value of [(GIVEN as Record<string, string>)[field] ?? `${MARK}-none`, `${MARK}-absent`]) {
        await holder(investigator, `query ($v: String) { ${root}(first: 2, filter: { ${field}: { eq: $v } }) { edges { node { id ${field} } } } }`, { v: value });
        for (const one of [analyst, donor, stranger]) {
          await other(one, `query Q($v: String) { ${root}(first: 2, filter: { ${field}: { eq: $v } }) { totalCount pageInfo { endCursor } } }`, { v: value });
          await other(one, `{ ${root}(filter: { ${field}: { eq: ${JSON.stringify(value)} } }) { totalCount } }`);
          await other(one, `{ ${root}(filter: { ${field}: { startsWith: ${JSON.stringify(value)} } }) { totalCount } }`);
        }
      }
    }
  }
  // Documents that are refused while they are read, with the mark wherever text can stand.
  for (const text of [`{ victims { ${MARK} } }`, `{ victims(filter: { familyName: "${MARK}" }) { totalCount } }`, `{ ${MARK}`, `{ victim(id: "${MARK}") { id } }`]) {
    await other(donor, text);
  }
}

async function importRows(): Promise<void> {
  const file = join(folder, 'file.csv');
  const header = 'vic_TraffickingStatus,prs_FirstName,prs_SecondName,prs_IdentityNumber,prs_MobilePhone,prs_Email,prs_MailingStreet,prs_Gender';
  const row = (at: number, status: string): string => [status, `${MARK}-f${at}`, `${MARK}-s${at}`, `${MARK}-${at}`, PHONE, `${MARK}${at}@example.org`, `${MARK}-street`, 'Feminine'].join(',');
  writeFileSync(file, [header, ...Array.from({ length: 20 }, (_, at) => row(at, 'PossibleVictimOfTrafficking')), row(99, MARK)].join('\n'));
  const viewer = await house.api.assembly.identity.sessions.viewerOf(people.analyst.token);
  if (viewer === undefined) throw new Error('the analyst is not signed in');
  const report = await new Importer(house.api.assembly).run(viewer, { format: 'htcds', file }, { rejects: join(folder, 'rejects.csv') });
  expect(report.created).toBe(20);
}

const hits = (places: readonly Place[], hunt = secrets): string[] => places.flatMap(({ where, bytes }) => hunt.namesIn(bytes).map((name) => `${name} in ${where}`));
const text = (where: string, value: string): Place => ({ where, bytes: Buffer.from(value, 'utf8') });

it('shows sealed values to those who may see them, so that there is something to leak', () => {
  expect(toHolders.filter((answer) => answer.text.includes(MARK)).length).toBeGreaterThan(5);
  for (const field of ['familyName', 'health', 'address', 'account']) expect(toHolders.some((answer) => new RegExp(`"${field}":"[^"]*${MARK}`).test(answer.text))).toBe(true);
});

it('gives none to anybody else: not in an answer, an error, a header or a cursor', () => {
  expect(toOthers.length).toBeGreaterThan(100);
  expect(toOthers.some(({ errors }) => errors.length > 0)).toBe(true);
  expect(hits(toOthers.map((answer, at) => text(`answer ${at} of status ${answer.status}`, `${JSON.stringify([...answer.headers])}${answer.text}`)))).toEqual([]);
});

it('leaves none in a cursor or header of those who may see them', () => {
  const cursors = toHolders.flatMap((answer) => [...answer.text.matchAll(/"(?:cursor|endCursor|startCursor)":"([^"]+)"/g)].map(([, cursor]) => cursor!));
  expect(cursors.length).toBeGreaterThan(10);
  expect(hits([...cursors.map((cursor) => ({ where: 'a cursor', bytes: Buffer.from(cursor, 'base64url') })), text('a header', JSON.stringify(toHolders.map(({ headers }) => [...headers])))])).toEqual([]);
});

it('leaves none in the export of the log, nor in what any process logged, nor a token', async () => {
  expect(exported.length).toBeGreaterThan(10_000);
  const logs = [text('the export', exported), text('the log of the API', house.program.said.join('\n')), text('the log in this process', house.api.logged.join('\n'))];
  expect(hits(logs)).toEqual([]);
  const tokens = new SecretHunt(Object.entries(people).map(([name, { token }]) => ({ name, value: token })));
  expect(hits([...logs, ...await dumpOf(house.adminUrl)], tokens)).toEqual([]);
});

describe('the database server', () => {
  it('holds none in a dump, sampled values included', async () => {
    await withClient(house.adminUrl, (admin) => admin.query('analyze'));
    const places = await dumpOf(house.adminUrl);
    expect(places.find(({ where }) => where.endsWith('records.victim'))?.bytes.length).toBeGreaterThan(20_000);
    expect(hits(places)).toEqual([]);
  });

  it('holds none in its files, its write-ahead log or its own log', async () => {
    const places = await filesOf(house.adminUrl, house.data);
    expect(places.some(({ where }) => where.includes('base/'))).toBe(true);
    expect(places.some(({ where, bytes }) => where.includes('pg_wal/') && bytes.some((byte) => byte !== 0))).toBe(true);
    expect(hits([...places, { where: 'the server\'s log', bytes: readFileSync(house.serverLog) }])).toEqual([]);
  });

  it('holds none in the statements it shows and remembers', async () => {
    const remembered = await statementsOf(house.adminUrl);
    expect(remembered.bytes.toString()).toContain('records');
    expect(activity.bytes.toString()).toContain('records');
    expect(hits([remembered, activity])).toEqual([]);
  });
});

it('the search finds what was planted, in each of these places', async () => {
  const hunt = new SecretHunt([{ name: 'planted', value: PLANTED }]);
  const shown = watchActivity(house.adminUrl);
  await withClient(house.adminUrl, async (admin) => {
    await admin.query(`do $$ begin raise log '${PLANTED}'; end $$`);
    await admin.query('create table public.planted (said text, bytes bytea)');
    await admin.query('insert into public.planted values ($1, $2)', [PLANTED, Buffer.from(PLANTED)]);
    await admin.query(`select pg_sleep(0.3) as "${PLANTED}"`);
  });
  const found = (places: readonly Place[]): boolean => hits(places, hunt).length > 0;
  const files = await filesOf(house.adminUrl, house.data);
  expect([
    found((await dumpOf(house.adminUrl)).filter(({ where }) => where.endsWith('public.planted'))), found(files.filter(({ where }) => where.includes('base/'))),
    found(files.filter(({ where }) => where.includes('pg_wal/'))), found([await shown()]), found([await statementsOf(house.adminUrl)]),
    found([{ where: 'the log', bytes: readFileSync(house.serverLog) }]),
  ]).toEqual([true, true, true, true, true, true]);
});

it.each([
  ['UTF-8', Buffer.from(PLANTED)], ['UTF-16', Buffer.from(PLANTED, 'utf16le')], ['base64', Buffer.from(Buffer.from(`${PLANTED}xy`).toString('base64'))],
  ['base64, one further', Buffer.from(Buffer.from(`x${PLANTED}y`).toString('base64'))], ['base64, two further', Buffer.from(Buffer.from(`xy${PLANTED}`).toString('base64url'))],
  ['hexadecimal', Buffer.from(Buffer.from(PLANTED).toString('hex'))], ['reversed', Buffer.from(PLANTED).reverse()], ['small letters', Buffer.from(PLANTED.toLowerCase())],
])('the search knows %s', (_, bytes) => {
  const hunt = new SecretHunt([{ name: 'planted', value: PLANTED }]);
  expect(hunt.namesIn(Buffer.concat([Buffer.from([0, 255]), bytes, Buffer.from([1])]))).toEqual(['planted']);
  expect(secrets.namesIn(bytes)).toEqual([]);
});

it('leaves none in its traces, and there are some', async () => {
  expect(await house.program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  const sent = Buffer.concat(house.spans);
  expect(['POST', 'pg.query'].filter((name) => !sent.includes(name))).toEqual([]);
  expect(hits([{ where: 'the traces', bytes: sent }, text('the log of the API', house.program.said.join('\n'))])).toEqual([]);
});
