/**
 * attacks.md, row 78: the 26th new identity of a day, whatever way it is asked for. What is counted is what was disclosed, by
 * rows of persons: neither asking again nor asking otherwise for the same person costs anything.
 */
import { newId, type Id } from '#kernel';

import { startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';

const PURPOSE = 'reason:SupervisoryReview;Rüblük hesabat üçün cinayət işlərinin yoxlanılması';
const BUDGET = 25;

const PAGE = 'query ($first: Int, $ids: [ID!]) { offenders(first: $first, filter: { id: { in: $ids } }) { edges { node { id familyName } } } }';
const ONE = 'query ($id: ID!) { offender(id: $id) { familyName } }';
const NESTED = 'query ($id: ID!) { case(id: $id) { crimes { edges { node { offenders { edges { node { phone familyName } } } } } } } }';
const HISTORY = 'query ($id: ID!) { history(record: Offender, id: $id) { edges { node { field after } } } }';
const LINKS = 'query ($id: ID!) { caseLinks(case: $id) { links { reasons { offender { familyName } } } } }';
const FILTER = 'query ($name: String) { offenders(filter: { familyName: { eq: $name } }) { totalCount } }';

describe('a budget of identities', () => {
  let api: Api;
  let offenders: readonly Id[];
  let named = 0;
  const cases: Id[] = [];

  const newOffenders = async (count: number): Promise<readonly Id[]> => {
    const ids = Array.from({ length: count }, () => newId());
    await api.behind(`insert into records.offender (id, kind, family_name, recorded_at, minor, sealed)
      select id, 'NaturalPerson', 'Quliyev' || $2::int, now(), false, false from unnest($1::uuid[]) id`, [ids, named++]);
    return ids;
  };
  const newCase = async (...involved: readonly Id[]): Promise<Id> => {
    const [id, crime] = [newId(), newId()];
    await api.behind(`insert into records."case" (id, number, stage, recorded_at, sealed) values ($1, $2, 'Inquiry', now(), false)`, [id, `C-${cases.push(id)}`]);
    await api.behind('insert into records.crime (id, case_id, recorded_at, sealed) values ($1, $2, now(), false)', [crime, id]);
    for (const offender of involved) {
      await api.behind('insert into records.offender_involvement (id, offender_id, crime_id) values ($1, $2, $3)', [newId(), offender, crime]);
    }
    return id;
  };
  let analysts = 0;
  const analyst = async (): Promise<Client> => {
    const login = `analyst${++analysts}`;
    await api.officer(login, 'ANALYST');
    return api.signIn(login);
  };
  /** Spends the budget but for `left`. */
  const spend = async (client: Client, left = 0): Promise<void> => {
    const spent = await client.ask(PAGE, { first: BUDGET - left, ids: offenders.slice(0, BUDGET - left) }, PURPOSE);
    expect(spent.errors).toEqual([]);
  };
  const refused = (answer: ApiAnswer): void => {
    expect(answer.errors[0]?.extensions).toEqual({ code: 'REAUTH_REQUIRED', rule: 'IDENTITY_BUDGET' });
    expect(answer.text).not.toContain('Quliyev');
  };
  const noticesAbout = ({ officer }: Client): Promise<Record<string, unknown>[]> =>
    api.behind(`select roles from identity.notice where kind = 'IDENTITY_BUDGET_EXCEEDED' and officer_id = $1`, [officer]);

  beforeAll(async () => {
    api = await startApi({ QALXAN_DEMO: 'no' });
    offenders = await newOffenders(60);
  });
  afterAll(() => api.close());

  it('ends lists, single rows, nested rows, histories, links and filters alike', async () => {
    const [one, nested, history, linked, filtered] = [await newOffenders(1), await newOffenders(1), await newOffenders(1), await newOffenders(1), await newOffenders(1)];
    const holding = await newCase(...nested);
    const [asked] = [await newCase(...linked), await newCase(...linked)];
    const client = await analyst();
    await spend(client);
    const filter = { name: `Quliyev${named - 1}` };
    const asks: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      [PAGE, { first: 1, ids: [offenders[BUDGET]] }], [ONE, { id: one[0] }], [NESTED, { id: holding }], [HISTORY, { id: history[0] }], [LINKS, { id: asked }], [FILTER, filter],
    ];
    for (const [query, variables] of asks) refused(await client.ask(query, variables, PURPOSE));
    expect(filtered).toHaveLength(1);
    expect(await noticesAbout(client)).toEqual([{ roles: ['UNIT_HEAD'] }]);

    // The same questions are within the budget of somebody else: it was the budget that ended them.
    const other = await analyst();
    for (const [query, variables] of asks) expect((await other.ask(query, variables, PURPOSE)).errors).toEqual([]);
  });

  it('counts each way of reading a person, and each person once', async () => {
    const client = await analyst();
    await spend(client, 3);
    const [[one], [nested], [history]] = [await newOffenders(1), await newOffenders(1), await newOffenders(1)];
    const holding = await newCase(nested!);
    for (let again = 0; again < 2; again++) {
      for (const [query, id] of [[ONE, one], [NESTED, holding], [HISTORY, history], [ONE, history], [ONE, nested]] as const) {
        expect((await client.ask(query, { id }, PURPOSE)).errors).toEqual([]);
      }
    }
    refused(await client.ask(ONE, { id: offenders[BUDGET] }, PURPOSE));
  });

  it('costs nothing for what does not identify: profiles, pseudonyms, figures, and rows read without a purpose', async () => {
    const client = await analyst();
    await spend(client);
    for (const query of [
      'query { offenders(first: 50) { edges { node { id stage residenceRegion } } } }',
      'query { victims(first: 50) { edges { node { pseudonym } } } }',
    ]) expect((await client.ask(query, {}, PURPOSE)).errors).toEqual([]);
    const unnamed = await client.ask('query { offenders(first: 50) { edges { node { familyName withheld { reason } } } } }');
    expect([unnamed.errors, unnamed.text.includes('Quliyev')]).toEqual([[], false]);
    expect(await noticesAbout(client)).toEqual([]);
  });

  it('tells nothing of the refused answer: one person too many and thirty are one refusal, also on record', async () => {
    const client = await analyst();
    await spend(client);
    const [one, thirty] = [await client.ask(PAGE, { first: 1, ids: [offenders[BUDGET]] }, PURPOSE), await client.ask(PAGE, { first: 30, ids: offenders.slice(BUDGET, 55) }, PURPOSE)];
    expect(thirty.text).toBe(one.text);
    const own = await client.ask('query { myAccessHistory(first: 2) { entries { act outcome disclosed withheld touched { record count ids } } } }');
    const [first, second] = (own.data?.['myAccessHistory'] as { entries: unknown[] }).entries;
    expect(first).toEqual({ act: 'READ', outcome: 'REFUSED', disclosed: [], withheld: [], touched: [] });
    expect(second).toEqual(first);
  });

  it('is opened by a proof of identity after it was spent, once, and a supervisor hears of each time', async () => {
    const client = await analyst();
    const prove = (at: string): Promise<unknown> => api.behind(`update identity.session set proved_at = ${at} where officer_id = $1`, [client.officer]);
    await spend(client);
    // A proof before the budget was spent is none.
    await prove(`now() - interval '1 minute'`);
    refused(await client.ask(ONE, { id: offenders[BUDGET] }, PURPOSE));
    refused(await client.ask(ONE, { id: offenders[BUDGET] }, PURPOSE));
    expect(await noticesAbout(client)).toHaveLength(1);
    await prove('clock_timestamp()');
    expect((await client.ask(PAGE, { first: BUDGET, ids: offenders.slice(BUDGET, 2 * BUDGET) }, PURPOSE)).errors).toEqual([]);
    refused(await client.ask(ONE, { id: offenders[2 * BUDGET] }, PURPOSE));
    expect(await noticesAbout(client)).toHaveLength(2);
    refused(await client.ask(ONE, { id: offenders[2 * BUDGET] }, PURPOSE));
    // What was read stays readable.
    expect((await client.ask(ONE, { id: offenders[0] }, PURPOSE)).errors).toEqual([]);
  });

  it('is of the officer, not of the session: signing in again after the refusal is a proof, before it is not', async () => {
    const client = await analyst();
    const login = `analyst${analysts}`;
    await spend(client);
    const early = await api.signIn(login);
    refused(await early.ask(ONE, { id: offenders[BUDGET] }, PURPOSE));
    refused(await client.ask(ONE, { id: offenders[BUDGET] }, PURPOSE));
    const late = await api.signIn(login);
    expect((await late.ask(ONE, { id: offenders[BUDGET] }, PURPOSE)).errors).toEqual([]);
  });

  it('cannot be overspent by asking in parallel', async () => {
    const client = await analyst();
    const shown = new Set<Id>();
    // In waves that the edge lets through at once.
    for (let at = 0; at < offenders.length; at += 15) {
      await Promise.all(offenders.slice(at, at + 15).map(async (id) => {
        const answer = await client.ask(ONE, { id }, PURPOSE);
        if (answer.text.includes('Quliyev')) shown.add(id);
        else refused(answer);
      }));
    }
    expect(shown.size).toBe(BUDGET);
    expect(await noticesAbout(client)).toHaveLength(1);
  });

  it('cannot be reset with the application\'s own login', async () => {
    for (const statement of ['delete from identity.identity_use', 'update identity.identity_budget set openings = 100', `insert into identity.identity_budget values (gen_random_uuid(), current_date)`]) {
      await expect(api.assembly.pool.query(statement)).rejects.toThrow('permission denied');
    }
  });

  it('discloses nothing when it cannot count', async () => {
    const client = await analyst();
    await api.behind('alter table identity.identity_use rename to elsewhere');
    try {
      const answer = await client.ask(ONE, { id: offenders[0] }, PURPOSE);
      expect([answer.text.includes('Quliyev'), answer.data]).toEqual([false, null]);
      expect((await client.ask('query { offenders(first: 1) { edges { node { stage } } } }', {}, PURPOSE)).errors).toEqual([]);
    } finally {
      await api.behind('alter table identity.elsewhere rename to identity_use');
    }
    expect((await client.ask(ONE, { id: offenders[0] }, PURPOSE)).errors).toEqual([]);
  });
});
