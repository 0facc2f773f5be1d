/**
 * attacks.md, row 85: the audit log locked, gone, closed to its writer, without place for a lane. Whatever is asked meanwhile is
 * answered 503 with one constant body; nothing of a command is stored; and the same process answers again when the log is back.
 */
import { SIGN_IN_DOCUMENT } from '#identity';
import { Client as Database } from 'pg';

import { API_PASSWORD, startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { makeCase, PURPOSE, stored, until, type SmallCase } from '../support/case-over-http.js';

const NO_ANSWER = '{"errors":[{"message":"The service cannot answer now","extensions":{"code":"UNAVAILABLE"}}]}';

let api: Api;
let own: SmallCase;
let officer: string;
const clients: Record<string, Client> = {};

beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  await api.officer('investigator', 'INVESTIGATOR');
  await api.officer('auditor', 'AUDITOR');
  await api.officer('admin', 'ADMINISTRATOR');
  officer = await api.officer('colleague', 'INVESTIGATOR');
  for (const login of ['investigator', 'auditor', 'admin', 'colleague']) clients[login] = await api.signIn(login);
  own = await makeCase(clients['investigator']!);
});
afterAll(() => api.close());

type Act = readonly [name: string, act: () => Promise<ApiAnswer>];
const as = (login: string, name: string, query: string, variables: () => object = () => ({})): Act =>
  [name, () => clients[login]!.ask(query, { ...variables() }, PURPOSE)];

const READINGS: readonly Act[] = [
  as('investigator', 'one row', 'query ($id: ID!) { victim(id: $id) { familyName } }', () => ({ id: own.victim })),
  as('investigator', 'no row', '{ victim(id: "b7ff3c2c-7a7b-4a52-9d3b-2ac5d0c95b11") { familyName } }'),
  as('investigator', 'a page', '{ cases { totalCount edges { node { number crimes { edges { node { victims { totalCount } } } } } } } }'),
  as('investigator', 'a page beside who one is', '{ me { officer } victims { totalCount } }'),
  as('investigator', 'a count', '{ statistics(of: { victims: { by: [SEX] } }) { total rows { count } } }'),
  as('investigator', 'a codebook table', '{ ctdcTable(column: IP_Exploiter) { total } }'),
  as('investigator', 'links', 'query ($id: ID!) { caseLinks(case: $id) { links { crimes } } }', () => ({ id: own.caseId })),
  as('investigator', 'a history', 'query ($id: ID!) { history(record: Victim, id: $id) { edges { node { field after } } } }', () => ({ id: own.victim })),
  as('investigator', 'what one did', '{ myAccessHistory { entries { root } } }'),
  as('admin', 'what waits for an approval', '{ approvals { approvals { id } } }'),
  as('auditor', 'who read it', 'query ($id: ID!) { accessHistory(record: Victim, id: $id) { entries { root officer } } }', () => ({ id: own.victim })),
];
const REFUSED: readonly Act[] = [
  as('admin', 'a refused filter', '{ victims(filter: { documentNumber: { eq: "AZE-90000001" } }) { totalCount } }'),
  as('admin', 'a refused command', 'mutation { openCase(input: {}) { id } }'),
  as('admin', 'a refused count', '{ statistics(of: { victims: { by: [SEX] } }) { total } }'),
];
const COMMANDS: readonly Act[] = [
  as('investigator', 'a new case', 'mutation { openCase(input: { articles: [Art144_1] }) { id case { number } } }'),
  as('investigator', 'a new victim', 'mutation ($c: ID!) { registerVictim(input: { crimeId: $c, familyName: "Uydurmazadə" }) { id victim { familyName } } }', () => ({ c: own.crime })),
  as('investigator', 'a decision', 'mutation ($v: ID!) { decideVictimStatus(input: { victimId: $v, status: Recognised, decidedOn: "2024-05-01" }) { id } }', () => ({ v: own.victim })),
  as('admin', 'a new agency', 'mutation { createAgency(input: { name: "Yeni qurum", role: Police }) }'),
  as('admin', 'a role', 'mutation ($o: ID!) { grantRole(input: { officer: $o, role: ANALYST }) }', () => ({ o: officer })),
  as('admin', 'a decision on an approval', 'mutation { approve(id: "b7ff3c2c-7a7b-4a52-9d3b-2ac5d0c95b11") { approval { id } } }'),
  as('admin', 'ended sessions', 'mutation ($o: ID!) { endSessions(officer: $o) }', () => ({ o: officer })),
  as('colleague', 'a new password', 'mutation ($c: String!) { changePassword(current: $c, next: "başqa bir uzun parol") }', () => ({ c: API_PASSWORD })),
  as('colleague', 'signing out', 'mutation { signOut }'),
  ['signing in', () => api.post({ query: SIGN_IN_DOCUMENT, variables: { input: { login: 'colleague', password: API_PASSWORD } } })],
  ['failing to sign in', () => api.post({ query: SIGN_IN_DOCUMENT, variables: { input: { login: 'colleague', password: 'wrong' } } })],
];

/** Breaks the log. @returns how to mend it. */
type Fault = () => Promise<() => Promise<unknown>>;
const byStatement = (wrong: string, right: string): Fault => async () => {
  await api.behind(wrong);
  return () => api.behind(right);
};
const locked = (table: string): Fault => async () => {
  const holder = new Database({ connectionString: api.database.adminUrl });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in access exclusive mode`);
  return () => holder.end();
};
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['locked by somebody', locked('audit.entry')],
  ['gone', byStatement('alter table audit.entry rename to entry_gone', 'alter table audit.entry_gone rename to entry')],
  ['closed to its writer', byStatement(
    'revoke insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry from qalxan_audit',
    'grant insert (lane, number, recorded_at, hash, act, officer, body) on audit.entry to qalxan_audit')],
  ['without its table of lanes, its connection lost', byStatement(
    `alter table audit.lane rename to lane_gone; select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'qalxan_audit'`,
    'alter table audit.lane_gone rename to lane')],
];

it('is answered while nothing is wrong', async () => {
  for (const [name, act] of READINGS) expect([name, await act()]).toEqual([name, expect.objectContaining({ status: 200, errors: [] })]);
});

describe.each(FAULTS)('while the audit log is %s', (_name, fault) => {
  it('nothing is answered, nothing is stored; afterwards all is answered again', async () => {
    const before = await stored(api);
    const acts = [...READINGS, ...REFUSED, ...COMMANDS];
    const mend = await fault();
    try {
      const answers = await Promise.all(acts.map(async ([name, act]) => {
        const { status, text, headers } = await act();
        return [name, status, text.trimEnd(), headers.get('cache-control')] as const;
      }));
      expect(answers).toEqual(acts.map(([name]) => [name, 503, NO_ANSWER, 'no-store']));
      expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    } finally {
      await mend();
    }
    expect(await stored(api)).toEqual(before);

    await until(async () => (await READINGS[0]![1]()).status === 200);
    expect(await Promise.all(READINGS.map(async ([name, act]) => [name, (await act()).status]))).toEqual(READINGS.map(([name]) => [name, 200]));
    expect((await COMMANDS[0]![1]()).data).toMatchObject({ openCase: { case: { number: expect.stringMatching(/^C-/) as string } } });
    expect(await stored(api)).not.toEqual(before);
  });
});

it('left nothing in the process\'s own log but that there was no answer', () => {
  const lines = api.logged.join('\n');
  expect(lines).toContain('graphql.unavailable');
  expect(lines).not.toMatch(/Uydurmazad|entry_gone|insert into|AZE-9/);
});
