/** Notices over HTTP: who is told of what, in which order, and that nobody else learns that there was anything to tell. */
import { queryThrough, raise, RECIPIENTS, NoticeKind, type NewNotice } from '#identity';
import { newId, type Id } from '#kernel';
import { ROLE_ORDER } from '#policy';

import { startApi, type Api, type Client } from '../support/api.js';

const QUERY = `query Notices($first: Int, $after: String, $open: Boolean) { notices(first: $first, after: $after, unacknowledged: $open) {
  notices { id kind raisedAt officer record row acknowledgedAt } hasNextPage endCursor } }`;
const ACKNOWLEDGE = 'mutation Acknowledge($id: ID!) { acknowledgeNotice(id: $id) }';

interface Told { readonly id: Id; readonly kind: string; readonly officer: Id | null; readonly record: string | null; readonly row: Id | null; readonly acknowledgedAt: string | null }
interface Page { readonly notices: readonly Told[]; readonly hasNextPage: boolean; readonly endCursor: string | null }

describe('notices', () => {
  let api: Api;
  let auditor: Client;
  let head: Client;
  let officer: Client;
  const victim = newId();

  const pageOf = async (client: Client, variables: Readonly<Record<string, unknown>> = {}): Promise<Page> => {
    const { data, text } = await client.ask(QUERY, variables);
    if (!data) throw new Error(text);
    return data['notices'] as Page;
  };
  const told = async (notice: NewNotice): Promise<void> => raise(queryThrough(api.assembly.wall), notice);
  const lastAct = async (): Promise<Record<string, unknown>> => JSON.parse(String((await api.behind('select body from audit.entry order by position desc limit 1'))[0]!['body'])) as Record<string, unknown>;

  beforeAll(async () => {
    api = await startApi({ QALXAN_DEMO: 'no' });
    await api.officer('auditor', 'AUDITOR');
    await api.officer('head', 'UNIT_HEAD');
    await api.officer('officer', 'INVESTIGATOR');
    [auditor, head, officer] = [await api.signIn('auditor'), await api.signIn('head'), await api.signIn('officer')];
  });
  afterAll(() => api.close());
  beforeEach(() => api.behind('truncate identity.notice cascade'));

  it('go to the roles of the table, with the record only where it is said so', async () => {
    await told({ kind: 'DECOY_OPENED', officer: officer.officer, record: 'Victim', row: victim });
    const [toAuditor] = (await pageOf(auditor)).notices;
    expect(toAuditor).toMatchObject({ kind: 'DECOY_OPENED', officer: officer.officer, record: 'Victim', row: victim, acknowledgedAt: null });
    expect((await pageOf(head)).notices).toEqual([{ ...toAuditor, record: null, row: null }]);
    expect((await pageOf(officer)).notices).toEqual([]);
    expect(await lastAct()).toMatchObject({ act: 'READ', outcome: 'ANSWERED', actor: { officer: officer.officer }, question: { root: 'notices' }, touched: [] });
    await pageOf(auditor);
    expect(await lastAct()).toMatchObject({ touched: [{ record: 'Notice', ids: [toAuditor!.id] }] });
  });

  it('about an officer are not shown to them, unless the table says so', async () => {
    await told({ kind: 'IDENTITY_BUDGET_EXCEEDED', officer: head.officer });
    await told({ kind: 'FACTOR_CHANGED', officer: officer.officer });
    await told({ kind: 'FACTOR_CHANGED', officer: auditor.officer });
    expect((await pageOf(head)).notices).toEqual([]);
    expect((await pageOf(officer)).notices.map(({ kind, officer: about }) => [kind, about])).toEqual([['FACTOR_CHANGED', officer.officer]]);
    expect((await pageOf(auditor)).notices).toHaveLength(2);
  });

  it('go to the roles the raiser names, and follow the role, not the person', async () => {
    await told({ kind: 'APPROVAL_REQUESTED', officer: auditor.officer, roles: ['UNIT_HEAD'] });
    expect((await pageOf(head)).notices).toHaveLength(1);
    await api.behind('update identity.officer_role set revoked_at = now() where officer_id = $1', [head.officer]);
    expect((await pageOf(head)).notices).toEqual([]);
    await api.behind('update identity.officer_role set revoked_at = null where officer_id = $1', [head.officer]);
    await expect(told({ kind: 'APPROVAL_REQUESTED', officer: officer.officer })).rejects.toThrow('nobody');
  });

  it('come in pages, the latest first, none twice and none left out', async () => {
    for (let at = 0; at < 5; at++) await told({ kind: 'BULK_UNSEALING', officer: officer.officer });
    const whole = (await pageOf(auditor)).notices;
    const first = await pageOf(auditor, { first: 2 });
    const second = await pageOf(auditor, { first: 2, after: first.endCursor });
    const third = await pageOf(auditor, { first: 2, after: second.endCursor });
    expect([...first.notices, ...second.notices, ...third.notices]).toEqual(whole);
    expect([first.hasNextPage, second.hasNextPage, third.hasNextPage, third.endCursor]).toEqual([true, true, false, null]);
    const stolen = await head.ask(QUERY, { first: 2, after: first.endCursor });
    expect(stolen.text).toContain('BAD_REQUEST');
    expect((await auditor.ask(QUERY, { first: 101 })).text).toContain('BAD_REQUEST');
  });

  it('are acknowledged by each recipient for themselves, on record', async () => {
    await told({ kind: 'DECOY_OPENED', officer: officer.officer, record: 'Victim', row: victim });
    const [{ id }] = (await pageOf(auditor)).notices as readonly [Told];
    for (let time = 0; time < 2; time++) expect((await auditor.ask(ACKNOWLEDGE, { id })).data).toEqual({ acknowledgeNotice: true });
    expect(await lastAct()).toMatchObject({ act: 'CHANGE', outcome: 'ACCEPTED', question: { root: 'acknowledgeNotice' }, touched: [{ record: 'Notice', ids: [id] }] });
    expect((await pageOf(auditor, { open: true })).notices).toEqual([]);
    expect((await pageOf(auditor)).notices[0]!.acknowledgedAt).toMatch(/^20/);
    expect((await pageOf(head, { open: true })).notices).toHaveLength(1);
  });

  it('of others do not exist: acknowledging one is answered like acknowledging nothing', async () => {
    await told({ kind: 'DECOY_OPENED', officer: officer.officer, record: 'Victim', row: victim });
    const [{ id }] = (await pageOf(auditor)).notices as readonly [Told];
    const [theirs, none] = [await officer.ask(ACKNOWLEDGE, { id }), await officer.ask(ACKNOWLEDGE, { id: newId() })];
    expect(theirs.text).toBe(none.text);
    expect(theirs.errors[0]?.extensions?.['code']).toBe('NOT_FOUND');
    expect(await lastAct()).toMatchObject({ act: 'CHANGE', outcome: 'REFUSED' });
    expect(await api.behind('select from identity.notice_acknowledgement')).toEqual([]);
  });

  it('cannot be quietened with the application\'s own login', async () => {
    await told({ kind: 'SIGN_IN_ATTACK', officer: null });
    for (const statement of ['update identity.notice set roles = \'{DONOR}\'', 'delete from identity.notice', 'truncate identity.notice cascade']) {
      await expect(api.assembly.pool.query(statement)).rejects.toThrow('permission denied');
    }
  });

  it('of every kind are for roles that exist, and say who is told which record', () => {
    for (const kind of NoticeKind.values) {
      const { roles, rowTo } = RECIPIENTS[kind];
      expect(ROLE_ORDER).toEqual(expect.arrayContaining([...roles, ...rowTo]));
    }
  });
});
