/**
 * attacks.md, row 77: somebody opens an invented victim. He is answered as for any other, byte for byte, and finds nothing of the
 * alarm in what he may read; the auditor and the heads of units hear of it.
 */
import { DecoyCommands, Victim } from '#casework';
import { inventVictim } from '#demonstration';
import { DecoyWatch, LOOK_EVERY_MS, NO_DOCUMENT, questionOf } from '#identity';
import { newId, type Id } from '#kernel';
import { openPool } from '#persistence';
import type { Viewer } from '#policy';
import type { Pool } from 'pg';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';

const FIELDS = 'id pseudonym status familyName givenName birthDate phone revision withheld { field reason } crimes { totalCount }';
const ONE = `query ($id: ID!) { victim(id: $id) { ${FIELDS} } }`;
const PROFILE = 'query ($id: ID!) { victim(id: $id) { pseudonym status residenceRegion } }';
const HISTORY = 'query ($id: ID!) { history(record: Victim, id: $id) { edges { node { field command after officer reason } } } }';
const OWN = 'query { myAccessHistory(first: 50) { entries { act outcome root disclosed withheld touched { record ids } } } }';
const NOTICES = 'query { notices(first: 100) { notices { kind officer record row } } }';

interface Notice { readonly kind: string; readonly officer: Id; readonly row: Id | null }

describe('a decoy', () => {
  let api: Api;
  let worker: Pool;
  let watch: DecoyWatch;
  let thief: Client;
  let auditor: Client;
  let head: Client;
  let tasking: string;
  let crime: Id;
  let planter: Viewer;

  const register = (facts: ReturnType<typeof inventVictim>): Promise<Id> => new DecoyCommands(api.assembly.change, api.assembly.audit)
    .plant({ viewer: planter, question: questionOf('registerVictim', NO_DOCUMENT) }, { ...facts, crimeId: crime });
  /** Looks until the index of the log has caught up with all there is. */
  const looked = async (): Promise<number> => {
    await api.behind(`select audit.index_touches(100000)`);
    return watch.look();
  };
  const told = async (client: Client): Promise<readonly Notice[]> =>
    ((await client.ask(NOTICES)).data?.['notices'] as { notices: readonly Notice[] }).notices.filter(({ kind }) => kind === 'DECOY_OPENED');
  const withoutReceipts = ({ status, text, headers }: ApiAnswer): string =>
    JSON.stringify([status, text.replace(/"extensions":\{"audit"[\s\S]*$/, ''), [...headers.keys()].sort()]);

  beforeAll(async () => {
    api = await startApi({ QALXAN_DEMO: 'no' });
    worker = openPool(api.database.access.sealer!, { name: 'qalxan decoys', poolSize: 1 });
    watch = new DecoyWatch(worker, Victim);
    for (const [login, role] of [['thief', 'INVESTIGATOR'], ['planter', 'INVESTIGATOR'], ['auditor', 'AUDITOR'], ['head', 'UNIT_HEAD']] as const) await api.officer(login, role);
    [thief, auditor, head] = [await api.signIn('thief'), await api.signIn('auditor'), await api.signIn('head')];
    const file = newId();
    crime = newId();
    await api.behind(`insert into records."case" (id, number, stage, recorded_at, sealed) values ($1, 'C-1', 'Inquiry', now(), false)`, [file]);
    await api.behind('insert into records.crime (id, case_id, recorded_at, sealed) values ($1, $2, now(), false)', [crime, file]);
    const client = await api.signIn('planter');
    const taskings = [newId(), newId()];
    for (const [at, officer] of [thief.officer, client.officer].entries()) {
      await api.behind(`insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at) values ($1, $2, $3, 'Investigation', 'CourtOrder', '2020-01-01', '2099-01-01')`, [taskings[at], officer, file]);
    }
    tasking = `tasking:${taskings[0]}`;
    const viewer = await api.assembly.identity.sessions.viewerOf(client.token, `tasking:${taskings[1]}`);
    planter = viewer!;
  });
  afterAll(async () => {
    await worker.end();
    await api.close();
  });
  beforeEach(() => api.behind('truncate identity.notice cascade'));

  it('is told of once when an identifying field is shown, to the auditor with the row, to heads without, and not to who opened it', async () => {
    const decoy = await register(inventVictim('one', 2026));
    expect(await looked()).toBe(0);
    expect((await thief.ask(PROFILE, { id: decoy }, tasking)).text).toContain('Presumed');
    expect((await thief.ask(ONE, { id: decoy })).text).toContain('PURPOSE_REQUIRED');
    expect(await looked()).toBe(0);
    for (let time = 0; time < 3; time++) expect((await thief.ask(ONE, { id: decoy }, tasking)).text).toContain('familyName":"');
    expect(await looked()).toBe(1);
    expect(await looked()).toBe(0);
    expect(await told(auditor)).toEqual([{ kind: 'DECOY_OPENED', officer: thief.officer, record: 'Victim', row: decoy }]);
    expect(await told(head)).toEqual([{ kind: 'DECOY_OPENED', officer: thief.officer, record: null, row: null }]);
    expect(await told(thief)).toEqual([]);
  });

  it.each([
    ['a page', '{ victims(first: 100) { edges { node { phone } } } }'],
    ['a nested page', '{ cases { edges { node { crimes { edges { node { victims { edges { node { familyName } } } } } } } } } }'],
    ['the human behind it', '{ victims(first: 100) { edges { node { person { id } } } } }'],
    ['the history', HISTORY],
  ])('is told of when it was opened by %s', async (_, query) => {
    const decoy = await register({ ...inventVictim(query, 2026), familyName: 'Bozdağlı' });
    await looked();
    await api.behind('truncate identity.notice cascade');
    expect((await thief.ask(query, query === HISTORY ? { id: decoy } : {}, tasking)).errors).toEqual([]);
    await looked();
    expect((await told(auditor)).filter(({ row }) => row === decoy)).toEqual([{ kind: 'DECOY_OPENED', officer: thief.officer, record: 'Victim', row: decoy }]);
  });

  it('is answered as any other: the same victim before and after he is marked, and in all the opener may read of it', async () => {
    const victim = await register(inventVictim('twin', 2026));
    await api.behind('delete from decoy.planted where row_id = $1', [victim]);
    await thief.ask(ONE, { id: victim }, tasking);
    const asked = async (): Promise<readonly string[]> => {
      const own = (await thief.ask(OWN)).data?.['myAccessHistory'] as { entries: readonly unknown[] };
      return [
        withoutReceipts(await thief.ask(ONE, { id: victim }, tasking)), withoutReceipts(await thief.ask(HISTORY, { id: victim }, tasking)),
        withoutReceipts(await thief.ask(NOTICES)), JSON.stringify(own.entries.slice(0, 1)),
      ];
    };
    await asked();
    const before = await asked();
    await api.behind(`select decoy.plant('Victim', $1)`, [victim]);
    await looked();
    expect(await told(auditor)).not.toEqual([]);
    expect(await asked()).toEqual(before);
    expect(before.join()).not.toMatch(/decoy/i);
  });

  it('is registered as any other: its history says so, and only the auditor and the planter find the planting in the log', async () => {
    const decoy = await register(inventVictim('history', 2026));
    const history = await thief.ask(HISTORY, { id: decoy }, tasking);
    expect(history.errors).toEqual([]);
    expect(history.text).toContain('"command":"registerVictim"');
    expect(history.text).not.toMatch(/decoy/i);
    const log = await auditor.ask('query ($id: ID!) { accessHistory(record: Victim, id: $id) { entries { root } } }', { id: decoy });
    expect(log.text).toContain('plantDecoy');
    expect((await thief.ask('query ($id: ID!) { accessHistory(record: Victim, id: $id) { entries { root } } }', { id: decoy })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('is not lost when nobody looks for a while, and a refused reading opens nothing', async () => {
    const decoy = await register(inventVictim('later', 2026));
    expect((await thief.ask(`query ($id: ID!) { victim(id: $id) { familyName crimes(first: 5000) { totalCount } } }`, { id: decoy }, tasking)).errors).not.toEqual([]);
    await looked();
    expect((await told(auditor)).filter(({ row }) => row === decoy)).toEqual([]);
    await thief.ask(ONE, { id: decoy }, tasking);
    // Another worker looks at the same time: one of them tells.
    const other = openPool(api.database.access.sealer!, { name: 'another worker', poolSize: 1 });
    await api.behind('select audit.index_touches(100000)');
    await Promise.all([watch.look(), new DecoyWatch(other, Victim).look()]);
    await watch.look();
    await other.end();
    expect((await told(auditor)).filter(({ row }) => row === decoy)).toHaveLength(1);
  });

  it('is told of within a minute: the looks are that close', () => {
    expect(LOOK_EVERY_MS).toBeLessThanOrEqual(30_000);
  });

  it.each(['app', 'audit', 'auditor', 'sealer'] as const)('cannot be told from a victim with the login %s', async (login) => {
    const pool = openPool(api.database.access[login]!, { name: 'thief of a password', poolSize: 1 });
    try {
      for (const statement of ['select from decoy.planted', 'select from decoy.opening', 'select from decoy.examined', 'delete from decoy.planted']) {
        await expect(pool.query(statement)).rejects.toThrow('permission denied');
      }
      if (login !== 'sealer') await expect(pool.query(`select decoy.report('{}', '{}', '{}')`)).rejects.toThrow('permission denied');
    } finally {
      await pool.end();
    }
  });

  it('is marked without saying whether it was one before', async () => {
    const decoy = await register(inventVictim('again', 2026));
    const plant = (id: Id): Promise<unknown> => api.assembly.wall.transaction({ kind: 'COMMAND', officer: newId(), tables: '*' }, (query) => query(`select decoy.plant('Victim', $1)`, [id]));
    const [marked, unmarked] = [await plant(decoy), await plant(newId())];
    expect(JSON.stringify(marked)).toBe(JSON.stringify(unmarked));
  });
});
