/**
 * attacks.md, row 46, over HTTP: what an administrator may do to people who may do more than he. He gets at no record by what he does to
 * himself or to an equal, whatever he does ends the sessions it must, is on record, and answers with no secret but half a password.
 */
import { newId } from '#kernel';

import { API_PASSWORD, startApi, type Api, type ApiAnswer, type Client } from '../support/api.js';
import { approvalIn, withApproval } from '../support/approval.js';
import { makeCase, PURPOSE, stored, type SmallCase } from '../support/case-over-http.js';

let api: Api;
let admin: Client;
let equal: Client;
let head: Client;
let investigator: Client;
let own: SmallCase;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  ids['admin'] = await api.officer('admin', 'ADMINISTRATOR');
  ids['equal'] = await api.officer('equal', 'ADMINISTRATOR');
  ids['head'] = await api.officer('head', 'UNIT_HEAD');
  ids['investigator'] = await api.officer('investigator', 'INVESTIGATOR');
  [admin, equal, head, investigator] = await Promise.all([api.signIn('admin'), api.signIn('equal'), api.signIn('head'), api.signIn('investigator')]);
  own = await makeCase(investigator);
});
afterAll(() => api.close());

const codesOf = ({ errors }: ApiAnswer): unknown[] => errors.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']].filter(Boolean).join(' '));
const mutationOf = (command: string): string => `mutation ($o: ID!) { ${command}(officer: $o)${command === 'resetPassword' ? ' { officer passwordPart }' : ''} }`;
const act = (client: Client, command: string, officer: string): Promise<ApiAnswer> =>
  client.ask(mutationOf(command), { o: officer }, PURPOSE);
const role = (client: Client, command: string, officer: string, name: string): Promise<ApiAnswer> =>
  client.ask(`mutation ($o: ID!, $r: Role!) { ${command}(input: { officer: $o, role: $r }) }`, { o: officer, r: name }, PURPOSE);

it('nothing that would raise himself, or take an equal\'s place, is carried out', async () => {
  const before = await stored(api);
  for (const name of ['INVESTIGATOR', 'UNIT_HEAD', 'AUDITOR', 'ADMINISTRATOR']) expect(codesOf(await role(admin, 'grantRole', ids['admin']!, name))).toEqual(['REJECTED SELF_GRANT']);
  for (const command of ['disableOfficer', 'enableOfficer', 'resetPassword']) expect(codesOf(await act(admin, command, ids['admin']!))).toEqual(['REJECTED SELF_CHANGE']);
  expect(codesOf(await role(admin, 'revokeRole', ids['admin']!, 'ADMINISTRATOR'))).toEqual(['REJECTED SELF_CHANGE']);
  for (const absent of [newId(), 'x', own.victim, own.caseId]) {
    for (const command of ['resetPassword', 'disableOfficer', 'endSessions']) expect(codesOf(await act(admin, command, absent))).toEqual(['NOT_FOUND']);
  }
  expect(await stored(api)).toEqual(before);
  for (const command of ['resetPassword', 'disableOfficer']) {
    const approval = approvalIn(await act(admin, command, ids['equal']!));
    expect(codesOf(await equal.ask('mutation ($id: ID!) { approve(id: $id) { passwordPart } }', { id: approval }))).toEqual(['REJECTED APPROVER_CONCERNED']);
    expect(codesOf(await admin.ask(mutationOf(command), { o: ids['equal'] }, PURPOSE, approval))).toEqual(['REJECTED APPROVAL_NOT_GIVEN']);
  }
  const { 'identity.approval': asked, 'identity.notice': told, ...rest } = await stored(api);
  expect([asked, told]).not.toContain(before['identity.approval']);
  expect(rest).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => !['identity.approval', 'identity.notice'].includes(name))));
});

it('nor does a case come to him: no tasking, no transfer, no correction, no record', async () => {
  const before = await stored(api);
  const task = await admin.ask(`mutation ($c: ID!, $o: ID!, $e: Instant!) { assignTasking(input: { caseId: $c, officerId: $o, purpose: Investigation, legalBasis: CriminalProcedureCode, endsAt: $e }) { id } }`,
    { c: own.caseId, o: ids['admin'], e: new Date(Date.now() + 86_400_000).toISOString() }, PURPOSE);
  expect(codesOf(task)[0]).toMatch(/^(FORBIDDEN|BAD_REQUEST)$/);
  const moved = await admin.ask('mutation ($c: ID!, $r: String!) { correctCase(input: { id: $c, revision: $r, patch: { summary: "x" }, reason: "köçürülür mənə" }) { id } }', { c: own.caseId, r: 'x' }, PURPOSE);
  expect(codesOf(moved)).toEqual(['FORBIDDEN']);
  const read = await admin.ask('query ($c: ID!, $v: ID!) { case(id: $c) { number } victim(id: $v) { familyName } cases { totalCount } }', { c: own.caseId, v: own.victim }, PURPOSE);
  expect(read.data).toEqual({ case: null, victim: null, cases: { totalCount: 0 } });
  expect(await stored(api)).toEqual(before);
});

it('nobody else does any of it, and what is refused is on record', async () => {
  const before = await stored(api);
  const refusals = async (): Promise<number> => Number((await api.behind(`select count(*) as n from audit.entry where body::jsonb ->> 'act' = 'ACCOUNT' and body::jsonb ->> 'outcome' = 'REFUSED'`))[0]!['n']);
  const recorded = await refusals();
  for (const client of [head, investigator]) {
    for (const command of ['resetPassword', 'disableOfficer', 'enableOfficer', 'endSessions']) expect(codesOf(await act(client, command, ids['admin']!))).toEqual(['FORBIDDEN']);
    for (const command of ['grantRole', 'revokeRole']) expect(codesOf(await role(client, command, ids['head']!, 'INVESTIGATOR'))).toEqual(['FORBIDDEN']);
  }
  expect(await refusals()).toBe(recorded + 12);
  expect(await stored(api)).toEqual(before);
});

it('a reset ends the old sessions and the old password, answers with half of the new one, and the log holds neither', async () => {
  const { answer, passwordPart: second } = await withApproval(admin, equal, mutationOf('resetPassword'), { o: ids['investigator']! }, PURPOSE);
  const { passwordPart: first } = answer.data!['resetPassword'] as { passwordPart: string };
  expect(answer.data).toEqual({ resetPassword: { officer: ids['investigator'], passwordPart: expect.stringMatching(/^[a-z2-7-]{19}$/) as string } });
  for (const half of [first, second!, `${second!}-${first}`]) await expect(api.signIn('investigator', half)).rejects.toThrow('SIGN_IN_FAILED');
  expect((await investigator.ask('{ me { officer } }')).status).toBe(401);
  await expect(api.signIn('investigator', API_PASSWORD)).rejects.toThrow('SIGN_IN_FAILED');
  const log = JSON.stringify(await api.behind('select body from audit.entry')) + api.logged.join('\n');
  for (const half of [first, second!]) expect(log).not.toContain(half);
  expect(log).not.toMatch(/argon2|Uydurmazad/);
  expect(answer.text).not.toMatch(/argon2|hash":"\$/);
  const [entry] = await api.behind(`select body::jsonb ->> 'outcome' as outcome, officer from audit.entry where body::jsonb -> 'question' ->> 'root' = 'resetPassword' order by position desc limit 1`);
  expect(entry).toEqual({ outcome: 'ACCEPTED', officer: ids['admin'] });
});
