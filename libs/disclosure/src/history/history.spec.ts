/** attacks.md, row 47: the history of a record on real PostgreSQL: what is shown of it, and that nothing tells of the rest. No person here exists. */
import { newId, type Id } from '#kernel';
import type { Viewer } from '#policy';
import type { ExecutionResult } from 'graphql';

import { viewerWith } from '../../../../test/support/door.js';
import { openReadings, type Readings } from '../../../../test/support/readings.js';

const QUERY = `query History($record: RecordName!, $id: ID!, $first: Int, $after: String) { history(record: $record, id: $id, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage hasPreviousPage endCursor } withheld { field reason }
  edges { cursor node { id at field command before after officer reason } } } }`;

interface Change {
  readonly field: string; readonly before: readonly string[] | null; readonly after: readonly string[] | null;
  readonly officer: Id | null; readonly reason: string | null; readonly command: string; readonly at: string;
}
interface History {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly withheld: readonly { readonly field: string }[];
  readonly edges: readonly { readonly node: Change }[];
}

describe('the history of a record', () => {
  let at: Readings;
  let minute = 0;
  const [agency, clerk, officer] = [newId(), newId(), newId()];
  const [hiddenCase, openCase] = [newId(), newId()];
  const analyst = viewerWith(['ANALYST']);
  beforeAll(async () => {
    at = await openReadings();
    await at.behind(`insert into records.agency (id, name, role) values ($1, 'İdarə', 'AntiTraffickingDepartment')`, [agency]);
    for (const id of [clerk, officer]) await at.behind(`insert into records.officer (id, name, agency_id, active) values ($1, 'Əməkdaş', $2, true)`, [id, agency]);
    await at.behind(`insert into records."case" (id, number, stage, recorded_at, sealed, evidential) values ($1, 'H-1', 'Inquiry', now(), true, false), ($2, 'H-2', 'Inquiry', now(), false, true)`, [hiddenCase, openCase]);
  });
  afterAll(() => at.close());

  const victim = async (minor = false): Promise<Id> => {
    const [id, person] = [newId(), newId()];
    await at.behind('insert into records.person (id, recorded_at) values ($1, now())', [person]);
    await at.behind(`insert into records.victim (id, pseudonym, status, person_id, recorded_at, minor) values ($1, $2, 'Presumed', $3, now(), $4)`, [id, `V-${id.slice(0, 8)}`, person, minor]);
    return id;
  };

  /** Writes one command's changes, a minute after the last. */
  const changed = async (record: string, id: Id, fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>, command = 'correctRecord', reason: string | null = 'daktiloqraf səhvi'): Promise<void> => {
    const lane = newId();
    const when = new Date(Date.UTC(2026, 0, 1, 8, ++minute)).toISOString();
    for (const [field, [before, after]] of Object.entries(fields)) {
      await at.behind(`insert into records.history (id, at, officer, command, reason, record, record_id, field, before, after, lane, number)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)`,
      [newId(), when, clerk, command, reason, record, id, field, json(before), json(after), lane]);
    }
  };
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const ask = (viewer: Viewer, record: string, id: string, page: object = {}): Promise<ExecutionResult> => at.ask(viewer, QUERY, { record, id, ...page });
  const historyOf = async (viewer: Viewer, record: string, id: string, page: object = {}): Promise<History> => {
    const { data, errors } = await ask(viewer, record, id, page);
    expect(errors).toBeUndefined();
    return (data as { history: History }).history;
  };
  const changesIn = ({ edges }: History): unknown[] => edges.map(({ node: { field, before, after } }) => [field, before, after]);

  it('shows who changed what, the latest first, values as the record shows them', async () => {
    const id = await victim();
    await changed('Victim', id, { sex: [null, 'Female'], status: [null, 'Potential'], evidential: [null, false] }, 'registerVictim', null);
    await changed('Victim', id, { recruitmentPlatforms: [null, ['4Sale', 'Telegram']] });
    await changed('Victim', id, { status: ['Potential', 'Presumed'] }, 'decideVictimStatus', null);
    const history = await historyOf(analyst, 'Victim', id);
    expect(changesIn(history)).toEqual([
      ['status', ['Potential'], ['Presumed']],
      ['recruitmentPlatforms', null, ['_4Sale', 'Telegram']],
      ['evidential', null, ['false']], ['sex', null, ['Female']], ['status', null, ['Potential']],
    ]);
    expect(history).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: false } });
    expect(history.edges[0]!.node).toMatchObject({ command: 'decideVictimStatus', at: expect.stringMatching(/^2026-01-01T08:\d\d:00\.000Z$/) as unknown, officer: null });
  });

  it('is byte for byte the same whether or not hidden fields were ever changed', async () => {
    const id = await victim();
    await changed('Victim', id, { sex: [null, 'Female'] });
    await changed('Victim', id, { sector: [null, 'Construction'] });
    await changed('Victim', id, { status: [null, 'Potential'] });
    const pages = async (): Promise<string> => {
      const first = await ask(analyst, 'Victim', id, { first: 2 });
      const after = (first.data as { history: History }).history.pageInfo.endCursor;
      return JSON.stringify([first, await ask(analyst, 'Victim', id, { first: 2, after }), await ask(analyst, 'Victim', id)]);
    };
    const before = await pages();
    await changed('Victim', id, { familyName: [null, 'Həsənova'], phone: [null, '+994500000000'] });
    await changed('Victim', id, { health: [null, 'gizli'] }, 'registerVictim');
    // One command that changed a shown and a hidden field: the shown one keeps its row, the reason stays untold in both worlds.
    await at.behind(`insert into records.history (id, at, officer, command, reason, record, record_id, field, after, lane, number)
      select gen_random_uuid(), at, officer, command, reason, record, record_id, 'familyName', '"Quliyeva"', lane, number
        from records.history where record_id = $1 and field = 'sector'`, [id]);
    expect(await pages()).toBe(before);
    expect(JSON.parse(before)).toMatchObject([{ data: { history: { totalCount: 3 } } }, {}, { data: { history: { edges: [{ node: { reason: null } }, {}, {}] } } }]);
    expect((await historyOf(analyst, 'Victim', id)).withheld.map(({ field }) => field)).toEqual(expect.arrayContaining(['familyName', 'phone', 'health', 'person']));
  });

  it('shows no link to a row that does not exist for the viewer, nor that there was one', async () => {
    const crime = newId();
    await at.behind('insert into records.crime (id, recorded_at, evidential) values ($1, now(), false)', [crime]);
    await changed('Crime', crime, { case: [openCase, null] });
    await changed('Crime', crime, { case: [hiddenCase, openCase] });
    await changed('Crime', crime, { case: [null, hiddenCase] });
    const history = await historyOf(analyst, 'Crime', crime);
    expect(changesIn(history)).toEqual([['case', null, [openCase]], ['case', [openCase], null]]);
    expect(history.totalCount).toBe(2);
  });

  it('follows the right of now: a child\'s layer closes the history too', async () => {
    const id = await victim();
    await changed('Victim', id, { pseudonym: ['V-A', 'V-B'], sex: [null, 'Male'] });
    expect(changesIn(await historyOf(analyst, 'Victim', id))).toHaveLength(2);
    await at.behind('update records.victim set minor = true where id = $1', [id]);
    const closed = await historyOf(analyst, 'Victim', id);
    expect(changesIn(closed)).toEqual([['sex', null, ['Male']]]);
    expect(closed.withheld).toContainEqual({ field: 'pseudonym', reason: 'CHILD_LAYER' });
    await at.behind('update records.victim set sealed = true where id = $1', [id]);
    expect(await ask(analyst, 'Victim', id)).toEqual({ data: { history: null } });
  });

  it('tells the reason to its author and, of a command on one row, to whoever is shown the whole row', async () => {
    await at.behind(`insert into records.tasking (id, officer_id, case_id, purpose, legal_basis, starts_at, ends_at) values (gen_random_uuid(), $1, $2, 'Investigation', 'CourtOrder', '2020-01-01', '2099-01-01')`, [officer, openCase]);
    await changed('Case', openCase, { stage: ['Inquiry', 'Trial'] });
    await changed('Case', openCase, { number: ['H-0', 'H-2'] }, 'openCase');
    const told = async (viewer: Viewer): Promise<unknown[]> => (await historyOf(viewer, 'Case', openCase)).edges.map(({ node }) => [node.field, node.reason, node.officer]);
    const reason = 'daktiloqraf səhvi';
    expect(await told(viewerWith(['INVESTIGATOR'], officer))).toEqual([['number', null, null], ['stage', reason, null]]);
    expect(await told(analyst)).toEqual([['number', null, null], ['stage', null, null]]);
    expect(await told(viewerWith(['SUPERVISING_PROSECUTOR']))).toEqual([['number', null, clerk], ['stage', null, clerk]]);
    expect(await told(viewerWith(['ANALYST'], clerk))).toEqual([['number', reason, clerk], ['stage', reason, clerk]]);
  });

  it('comes in pages whose cursors serve nobody else and nothing else', async () => {
    const id = await victim();
    for (let i = 0; i < 5; i += 1) await changed('Victim', id, { sector: [i, i + 1], sex: [i, i + 1] });
    const all = changesIn(await historyOf(analyst, 'Victim', id));
    const walked: unknown[] = [];
    let after: string | null = null;
    do {
      const page: History = await historyOf(analyst, 'Victim', id, { first: 3, after });
      walked.push(...changesIn(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(all);
    expect(all).toHaveLength(10);

    const { endCursor } = (await historyOf(analyst, 'Victim', id, { first: 3 })).pageInfo;
    at.entries.length = 0;
    const refused = [
      await ask(viewerWith(['ANALYST']), 'Victim', id, { after: endCursor }), await ask(analyst, 'Victim', await victim(), { after: endCursor }),
      await ask(analyst, 'Victim', id, { after: 'bm90IGEgY3Vyc29y' }), await ask(analyst, 'Victim', id, { first: 0 }), await ask(analyst, 'Victim', id, { first: 201 }),
    ];
    expect(refused.map(({ errors }) => errors?.[0]?.message)).toEqual(Array(5).fill('Bad request'));
    expect(at.entries.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual(Array(5).fill('HISTORY REFUSED'));
  });

  it('is put on record, with the fields whose history was open', async () => {
    const id = await victim();
    at.entries.length = 0;
    await historyOf(analyst, 'Victim', id);
    await ask(analyst, 'Victim', hiddenCase);
    const [entry, missing] = at.entries;
    expect(entry).toMatchObject({ act: 'HISTORY', outcome: 'ANSWERED', actor: { officer: analyst.officer }, touched: [{ record: 'Victim', ids: [id] }] });
    expect(entry!.touched[0]!.disclosed).toEqual(expect.arrayContaining(['status', 'pseudonym']));
    expect(entry!.touched[0]!.withheld).toEqual(expect.arrayContaining(['familyName', 'health']));
    expect(missing).toMatchObject({ act: 'HISTORY', outcome: 'ANSWERED', touched: [{ record: 'Victim', ids: [hiddenCase], disclosed: [], withheld: [] }] });
  });

  it('answers alike for hidden, missing and impossible ids', async () => {
    const answers = await Promise.all([hiddenCase, newId(), 'x', '\0'].map((id) => ask(analyst, 'Case', id)));
    expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"data":{"history":null}}']));
  });
});
