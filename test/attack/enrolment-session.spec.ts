/**
 * Whoever must hold a second factor and holds none: over HTTP, such a session enrols one and does nothing else.
 * attacks.md, row 15: a changed factor ends the other sessions.
 */
import { PUBLIC_DOCUMENTS, totpCode, totpStepAt } from '#identity';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';

import { startApi, API_PASSWORD, type Api, type Client } from '../support/api.js';

const REQUIRED = [{ extensions: { code: 'FORBIDDEN', rule: 'SECOND_FACTOR_REQUIRED' } }];
let api: Api;
let analyst: Client;
beforeAll(async () => {
  api = await startApi();
  const officer = await api.officer('newcomer');
  await api.behind(`insert into identity.officer_role (id, officer_id, role, granted_at) values (gen_random_uuid(), $1, 'ANALYST', now())`, [officer]);
  analyst = await api.signIn('newcomer');
});
afterAll(() => api.close());

it('is told so by everything else, on record, and is given nothing', async () => {
  const { data } = await analyst.ask(getIntrospectionQuery());
  const schema = buildClientSchema(data as unknown as IntrospectionQuery);
  const open = ['me', 'signOut', 'proveAgain', 'factors', 'enrolTotp', 'confirmTotp', 'enrolDevice', 'confirmDevice', ...PUBLIC_DOCUMENTS.map(({ field }) => field)];
  const plain = [...Object.values(schema.getQueryType()!.getFields()), ...Object.values(schema.getMutationType()!.getFields())]
    .filter(({ name, args }) => !open.includes(name) && args.every(({ type, defaultValue }) => !String(type).endsWith('!') || defaultValue !== undefined));
  expect(plain.length).toBeGreaterThan(5);
  const [before] = await api.behind(`select count(*)::int as n from audit.entry where body like '%SECOND_FACTOR_REQUIRED%'`);
  for (const { name } of plain) {
    const kind = schema.getMutationType()!.getFields()[name] ? 'mutation' : 'query';
    const type = String((schema.getMutationType()!.getFields()[name] ?? schema.getQueryType()!.getFields()[name])!.type).replaceAll(/[[\]!]/g, '');
    const leaf = !('getFields' in (schema.getType(type) ?? {}));
    const answer = await analyst.ask(`${kind} { ${name}${leaf ? '' : ' { __typename }'} }`);
    expect([name, answer.data === null || Object.values(answer.data).every((value) => value === null), answer.errors]).toEqual([name, true, [expect.objectContaining(REQUIRED[0]!)]]);
  }
  const [after] = await api.behind(`select count(*)::int as n from audit.entry where body like '%SECOND_FACTOR_REQUIRED%'`);
  expect(Number(after!['n']) - Number(before!['n'])).toBe(plain.length);
  expect((await analyst.ask('{ me { roles mustEnrol } factors { id } }')).data).toEqual({ me: { roles: [], mustEnrol: true }, factors: [] });
});

it('goes on once a factor is enrolled; other sessions end, and the officer is told', async () => {
  const other = await api.signIn('newcomer');
  const { enrolTotp } = (await analyst.ask('mutation { enrolTotp { factor secret uri } }')).data as { enrolTotp: { factor: string; secret: string } };
  const confirm = 'mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { recoveryCodes } }';
  const code = totpCode(enrolTotp.secret, totpStepAt(new Date()));
  const confirmed = await analyst.ask(confirm, { input: { factor: enrolTotp.factor, code } });
  expect((confirmed.data as { confirmTotp: { recoveryCodes: string[] } }).confirmTotp.recoveryCodes).toHaveLength(10);
  expect((await analyst.ask('{ me { roles mustEnrol } victims(first: 1) { totalCount } }')).data).toEqual({ me: { roles: ['ANALYST'], mustEnrol: false }, victims: { totalCount: 0 } });
  expect((await other.ask('{ me { officer } }')).status).toBe(401);
  const { notices } = (await analyst.ask('{ notices { notices { kind } } }')).data as { notices: { notices: { kind: string }[] } };
  expect(notices.notices).toContainEqual({ kind: 'FACTOR_CHANGED' });
  expect((await analyst.ask(confirm, { input: { factor: enrolTotp.factor, code } })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect(api.logged.join('')).not.toContain(enrolTotp.secret);
});

it('cannot get rid of the last factor, nor does a password alone sign in any more', async () => {
  const { factors } = (await analyst.ask('{ factors { id kind } }')).data as { factors: { id: string }[] };
  const removal = await analyst.ask('mutation ($factor: ID!) { removeFactor(factor: $factor) }', { factor: factors[0]!.id });
  expect(removal.errors).toMatchObject([{ extensions: { code: 'REJECTED', rule: 'LAST_FACTOR' } }]);
  const { document } = PUBLIC_DOCUMENTS[1]!;
  const first = (await api.post({ query: document, variables: { input: { login: 'newcomer', password: API_PASSWORD } } })).data as { signIn: Record<string, unknown> };
  expect(first.signIn).toMatchObject({ token: null, officer: null, roles: null, secondFactor: ['TOTP'], deviceOptions: null });
  const asBearer = await api.post({ query: '{ me { officer } }' }, { authorization: `Bearer ${String(first.signIn['pending'])}` });
  expect(asBearer.status).toBe(401);
});
