/**
 * attacks.md, rows 79 and 80: approving one's own request, by a second account, late, twice, fifty times at once; changing what was
 * approved, replaying it, outliving its requester or its approver; and the same with the application's own database login.
 */
import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';
import type { Viewer } from '#policy';

import { API_PASSWORD, startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { APPROVE, approvalIn } from '../support/approval.js';

let api: Api;
const clients: Record<string, Client> = {};
let officers = 0;
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  for (const login of ['ann', 'ann+spare', 'ben', 'cem']) {
    await api.officer(login, 'ADMINISTRATOR');
    clients[login] = await api.signIn(login);
  }
  await api.officer('investigator', 'INVESTIGATOR');
  clients['investigator'] = await api.signIn('investigator');
});
afterAll(() => api.close());

const codesOf = ({ errors }: ApiAnswer): unknown[] => errors.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']].filter(Boolean).join(' '));
const GRANT = 'mutation ($o: ID!, $r: Role!) { grantRole(input: { officer: $o, role: $r }) }';
const as = (login: string): Client => clients[login]!;
const target = (): Promise<Id> => api.officer(`target${++officers}`);
const grant = (login: string, officer: Id, approval?: Id, role = 'ANALYST'): Promise<ApiAnswer> => as(login).ask(GRANT, { o: officer, r: role }, undefined, approval);
const approve = (login: string, id: Id): Promise<ApiAnswer> => as(login).ask(APPROVE, { id });
const stateOf = async (id: Id): Promise<unknown> => (await as('ann').ask('query ($id: ID!) { approval(id: $id) { state } }', { id })).data!['approval'];
const rolesOf = async (officer: Id): Promise<number> => Number((await api.behind('select count(*) as n from identity.officer_role where officer_id = $1', [officer]))[0]!['n']);
const viewer = async (login: string): Promise<Viewer> => (await api.assembly.identity.sessions.viewerOf(as(login).token))!;

/** A request of ann's for a new target. */
async function asked(): Promise<{ officer: Id; approval: Id }> {
  const officer = await target();
  return { officer, approval: approvalIn(await grant('ann', officer)) };
}

/** One that ben has approved. */
async function given(): Promise<{ officer: Id; approval: Id }> {
  const request = await asked();
  expect(codesOf(await approve('ben', request.approval))).toEqual([]);
  return request;
}

/** Lets a day and a minute pass for one approval. */
async function age(approval: Id): Promise<void> {
  await api.behind('alter table identity.approval disable trigger one_way');
  await api.behind(`update identity.approval set requested_at = requested_at - interval '1441 minutes', decided_at = decided_at - interval '1441 minutes',
    expires_at = expires_at - interval '1441 minutes' where id = $1`, [approval]);
  await api.behind('alter table identity.approval enable trigger one_way');
}

it('the request says its id and nothing else; the approver sees exactly what is asked, and nobody else sees any of it', async () => {
  const officer = await target();
  const answer = await grant('ann', officer);
  const approval = approvalIn(answer);
  expect([answer.status, answer.data, answer.errors[0]!.extensions]).toEqual([200, null, { code: 'APPROVAL_REQUIRED', approval }]);
  expect(approvalIn(await grant('ann', officer))).toBe(approval);
  const seen = (login: string): Promise<ApiAnswer> => as(login).ask(`query ($id: ID!) { approval(id: $id) { command state requestedBy requestedByLogin officerLogin payload { name value } }
    approvals(state: WAITING) { approvals { id } } }`, { id: approval });
  const shown = await seen('ben');
  expect(shown.data!['approval']).toEqual({
    command: 'grantRole', state: 'WAITING', requestedBy: as('ann').officer, requestedByLogin: 'ann', officerLogin: `target${officers}`,
    payload: [{ name: 'officer', value: officer }, { name: 'role', value: 'ANALYST' }],
  });
  expect((shown.data!['approvals'] as { approvals: object[] }).approvals).toContainEqual({ id: approval });
  expect((await seen('investigator')).data).toEqual({ approval: null, approvals: { approvals: [] } });
  const notices = await as('ben').ask('{ notices { notices { kind row } } }');
  expect(notices.text).toContain(approval);
});

it('is not approved by who asked, by his second account, by whom it concerns, or by who may not', async () => {
  const { approval } = await asked();
  expect(codesOf(await approve('ann', approval))).toEqual(['REJECTED APPROVAL_OWN']);
  expect(codesOf(await approve('ann+spare', approval))).toEqual(['REJECTED APPROVAL_SAME_HUMAN']);
  expect(codesOf(await approve('investigator', approval))).toEqual(['FORBIDDEN']);
  for (const absent of [newId(), 'x', as('ben').officer]) expect(codesOf(await approve('ben', absent))).toEqual(['NOT_FOUND']);
  expect(await stateOf(approval)).toEqual({ state: 'WAITING' });
  const about = approvalIn(await as('ann').ask('mutation ($o: ID!) { disableOfficer(officer: $o) }', { o: as('ben').officer }));
  expect(codesOf(await approve('ben', about))).toEqual(['REJECTED APPROVER_CONCERNED']);
});

it('is not approved in a session whose proof of identity is old', async () => {
  const { approval } = await asked();
  await api.behind(`update identity.session set proved_at = now() - interval '6 minutes' where officer_id = $1`, [as('ben').officer]);
  expect(codesOf(await approve('ben', approval))).toEqual(['REAUTH_REQUIRED']);
  await api.behind('update identity.session set proved_at = now() where officer_id = $1', [as('ben').officer]);
  expect(await stateOf(approval)).toEqual({ state: 'WAITING' });
});

it('fifty approvals at once are one, fifty uses at once are one, and all is on record', async () => {
  const { officer, approval } = await asked();
  const { accounts, approvals } = api.assembly.identity;
  const [ann, ben, cem] = [await viewer('ann'), await viewer('ben'), await viewer('cem')];
  const decided = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => approvals.approve(at % 2 ? ben : cem, approval)));
  expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const used = await Promise.allSettled(Array.from({ length: 50 }, () => accounts.grantRole({ ...ann, approval }, officer, 'ANALYST')));
  expect(used.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of [...decided, ...used]) if (one.status === 'rejected') expect(['REJECTED', 'UNAVAILABLE']).toContain((one.reason as { code: string }).code);
  expect(await rolesOf(officer)).toBe(1);
  const log = await api.behind(`select body::jsonb -> 'question' ->> 'root' as root, body::jsonb ->> 'outcome' as outcome, body::jsonb -> 'detail' ->> 'refusal' as refusal
    from audit.entry where body::jsonb -> 'detail' ->> 'approval' = $1 and coalesce(body::jsonb -> 'detail' ->> 'refusal', '') in ('', 'APPROVAL_REQUIRED') order by position`, [approval]);
  expect(log).toEqual([
    { root: 'grantRole', outcome: 'REFUSED', refusal: 'APPROVAL_REQUIRED' }, { root: 'approve', outcome: 'ACCEPTED', refusal: null }, { root: 'grantRole', outcome: 'ACCEPTED', refusal: null },
  ]);
});

it('serves what was approved and nothing else, once, for who asked', async () => {
  const { officer, approval } = await given();
  const other = await target();
  expect(codesOf(await grant('ann', officer, approval, 'INVESTIGATOR'))).toEqual(['REJECTED APPROVAL_MISMATCH']);
  expect(codesOf(await grant('ann', other, approval))).toEqual(['REJECTED APPROVAL_MISMATCH']);
  expect(codesOf(await as('ann').ask('mutation ($o: ID!) { enableOfficer(officer: $o) }', { o: officer }, undefined, approval))).toEqual(['REJECTED APPROVAL_MISMATCH']);
  for (const login of ['ben', 'cem', 'ann+spare']) expect(codesOf(await grant(login, officer, approval))).toEqual(['REJECTED APPROVAL_UNKNOWN']);
  expect(codesOf(await grant('ann', officer, newId()))).toEqual(['REJECTED APPROVAL_UNKNOWN']);
  for (const bad of ['x', `${approval}, ${approval}`, approval.toUpperCase()]) expect((await grant('ann', officer, bad)).status).toBe(400);
  expect(await stateOf(approval)).toEqual({ state: 'APPROVED' });
  expect((await grant('ann', officer, approval)).data).toEqual({ grantRole: ['ANALYST'] });
  expect(codesOf(await grant('ann', officer, approval))).toEqual(['REJECTED APPROVAL_USED']);
  expect(codesOf(await approve('cem', approval))).toEqual(['REJECTED APPROVAL_DECIDED']);
  expect([await rolesOf(officer), await rolesOf(other)]).toEqual([1, 0]);
});

it('is not used up by a command that fails', async () => {
  const { officer, approval } = await given();
  await api.behind(`insert into identity.officer_role (id, officer_id, role, granted_at) values ($1, $2, 'ANALYST', now())`, [newId(), officer]);
  expect(codesOf(await grant('ann', officer, approval))).toEqual(['REJECTED ROLE_HELD']);
  expect(await stateOf(approval)).toEqual({ state: 'APPROVED' });
});

it('dies of a refusal, and of a day', async () => {
  const refused = await asked();
  const refuse = (reason: string): Promise<ApiAnswer> => as('ben').ask('mutation ($id: ID!, $r: String!) { refuse(id: $id, reason: $r) { state reason } }', { id: refused.approval, r: reason });
  expect(codesOf(await refuse('no'))).toEqual(['REJECTED REASON_TOO_SHORT']);
  expect((await refuse('Vəzifəsi bunu tələb etmir')).data).toEqual({ refuse: { state: 'REFUSED', reason: 'Vəzifəsi bunu tələb etmir' } });
  expect(codesOf(await grant('ann', refused.officer, refused.approval))).toEqual(['REJECTED APPROVAL_REFUSED']);
  expect(codesOf(await approve('cem', refused.approval))).toEqual(['REJECTED APPROVAL_DECIDED']);

  const late = await asked();
  expect(codesOf(await grant('ann', late.officer, late.approval))).toEqual(['REJECTED APPROVAL_NOT_GIVEN']);
  await age(late.approval);
  expect(codesOf(await approve('ben', late.approval))).toEqual(['REJECTED APPROVAL_EXPIRED']);
  const kept = await given();
  await age(kept.approval);
  expect(codesOf(await grant('ann', kept.officer, kept.approval))).toEqual(['REJECTED APPROVAL_EXPIRED']);
  expect(approvalIn(await grant('ann', kept.officer))).not.toBe(kept.approval);
  for (const { officer } of [refused, late, kept]) expect(await rolesOf(officer)).toBe(0);
});

it('outlives neither the right of who asked nor that of who approved', async () => {
  const leaver = async (login: string): Promise<Id> => {
    const id = await api.officer(login, 'ADMINISTRATOR');
    clients[login] = await api.signIn(login, API_PASSWORD);
    return id;
  };
  const disable = (id: Id): Promise<unknown> => api.behind('update records.officer set active = false where id = $1', [id]);
  const demote = (id: Id): Promise<unknown> => api.behind('update identity.officer_role set revoked_at = now() where officer_id = $1', [id]);
  for (const [name, end] of [['disabled', disable], ['demoted', demote]] as const) {
    const requester = await leaver(`${name}-asks`);
    const approver = await leaver(`${name}-approves`);
    const [one, two, three] = [await target(), await target(), await target()];
    const pending = approvalIn(await grant(`${name}-asks`, one));
    const ready = approvalIn(await grant(`${name}-asks`, two));
    expect(codesOf(await approve('ben', ready))).toEqual([]);
    const theirs = approvalIn(await grant('ann', three));
    expect(codesOf(await approve(`${name}-approves`, theirs))).toEqual([]);
    await end(requester);
    await end(approver);
    expect(codesOf(await approve('ben', pending))).toEqual(['REJECTED REQUESTER_GONE']);
    expect(codesOf(await grant(`${name}-asks`, two, ready))).toEqual([name === 'disabled' ? 'UNAUTHENTICATED' : 'FORBIDDEN']);
    expect(codesOf(await grant('ann', three, theirs))).toEqual(['REJECTED APPROVER_GONE']);
    expect(await Promise.all([one, two, three].map(rolesOf))).toEqual([0, 0, 0]);
  }
});

it('the database refuses, to whoever asks, an approval of one\'s own and a use that nobody approved', async () => {
  const pending = (await asked()).approval;
  const ready = (await given()).approval;
  const [ann, spare, ben] = ['ann', 'ann+spare', 'ben'].map((login) => as(login).officer);
  const tried: readonly (readonly [string, readonly unknown[], RegExp])[] = [
    ['update identity.approval set decision = \'APPROVED\', decided_by = $2 where id = $1', [pending, ann], /approval_by_another_account/],
    ['update identity.approval set decision = \'APPROVED\', decided_by = $2 where id = $1', [pending, spare], /approval_by_another_human/],
    ['update identity.approval set decision = \'APPROVED\', decided_by = $2, decided_human = \'NOBODY\' where id = $1', [pending, spare], /approval_by_another_human/],
    ['update identity.approval set decision = \'APPROVED\' where id = $1', [pending], /approval_decided_by_somebody/],
    ['update identity.approval set used_at = now() where id = $1', [pending], /decided first/],
    ['update identity.approval set decision = \'APPROVED\', decided_by = $2, used_at = now() where id = $1', [pending, ben], /decided first/],
    ['update identity.approval set decided_by = $2 where id = $1', [ready, spare], /stays as it was/],
    ['update identity.approval set decision = null, decided_by = null, decided_human = null, decided_at = null where id = $1', [ready], /stays as it was/],
    ['update identity.approval set payload = \'{}\' where id = $1', [ready], /stays as it was/],
    ['update identity.approval set requested_by = $2 where id = $1', [pending, ben], /stays as it was/],
    ['insert into identity.approval (id, command, payload, requested_by, decision, decided_by) values ($1, \'grantRole\', \'{}\', $2, \'APPROVED\', $3)', [newId(), ann, ben], /begins undecided/],
  ];
  for (const [statement, values, refusal] of tried) await expect(api.behind(statement, values)).rejects.toThrow(refusal);
  await api.behind('update identity.approval set used_at = now() where id = $1', [ready]);
  await expect(api.behind('update identity.approval set used_at = now() where id = $1', [ready])).rejects.toThrow(/is over/);
});

describe('the application\'s own database login', () => {
  const role = 'insert into identity.officer_role (id, officer_id, role, granted_at) values ($1, $2, \'INVESTIGATOR\', now())';
  const credential = 'insert into identity.credential (officer_id, login, password_hash, password_set_at) values ($1, \'thief\', \'$argon2id$x\', now())';

  it('writes nothing about accounts without a signed transaction, and never what is fixed', async () => {
    const { approval } = await asked();
    const officer = await target();
    const tried: readonly (readonly [string, readonly unknown[], RegExp])[] = [
      [role, [newId(), officer], /signed transactions only/], [credential, [newId()], /signed transactions only/],
      ['insert into identity.session (id, token_hash, officer_id, created_at, last_seen_at, proved_at, expires_at) values ($1, sha256(\'x\'), $2, now(), now(), now(), now() + interval \'1 hour\')',
        [newId(), as('investigator').officer], /signed transactions only/],
      ['update identity.credential set password_hash = \'$argon2id$x\' where officer_id = $1', [officer], /signed transactions only/],
      ['update identity.approval set decision = \'APPROVED\', decided_by = $2 where id = $1', [approval, as('ben').officer], /signed transactions only/],
      ['update identity.approval set payload = payload where id = $1', [approval], /permission denied/],
      ['update identity.approval set expires_at = now() where id = $1', [approval], /permission denied/],
      ['update identity.credential set personnel_number = \'X-1\' where officer_id = $1', [officer], /permission denied/],
      ['delete from identity.approval where id = $1', [approval], /permission denied/],
    ];
    await withClient(api.database.access.app, async (client) => {
      for (const [statement, values, refusal] of tried) await expect(client.query(statement, [...values])).rejects.toThrow(refusal);
    });
    expect([await rolesOf(officer), await stateOf(approval)]).toEqual([0, { state: 'WAITING' }]);
  });

  it('even in a signed transaction approves for nobody else, and makes no account or role without a used approval', async () => {
    const { approval } = await asked();
    const officer = await target();
    const within = (by: Id, statement: string, values: readonly unknown[]): Promise<unknown> =>
      api.assembly.wall.transaction({ kind: 'COMMAND', officer: by, tables: ['officer'] }, (query) => query(statement, values));
    const decision = 'update identity.approval set decision = \'APPROVED\', decided_by = $2 where id = $1';
    await expect(within(as('ann').officer, decision, [approval, as('ben').officer])).rejects.toThrow(/for another/);
    await expect(within(as('ann').officer, decision, [approval, as('ann').officer])).rejects.toThrow(/approval_by_another_account/);
    await expect(within(as('ann').officer, role, [newId(), officer])).rejects.toThrow(/made by two/);
    const [plain] = await api.behind(`insert into records.officer (id, name, agency_id, active) select $1, 'X', agency_id, true from records.officer limit 1 returning id`, [newId()]);
    await expect(within(as('ann').officer, credential, [plain!['id']])).rejects.toThrow(/made by two/);
    expect([await rolesOf(officer), await stateOf(approval)]).toEqual([0, { state: 'WAITING' }]);
  });
});
