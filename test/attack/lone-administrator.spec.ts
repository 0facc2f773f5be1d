/**
 * attacks.md, row 46: one administrator alone, with every mutation the schema has, in any order and with any officer, role and approval he
 * can name, makes nobody able to do more: no new account, no new role, no new password, nobody let in. What is left to him shrinks rights.
 */
import {
  buildClientSchema, getIntrospectionQuery, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, type GraphQLField, type GraphQLInputType,
  type GraphQLSchema, type IntrospectionQuery,
} from 'graphql';
import { newId } from '#kernel';

import { startApi, type Api, type Client } from '../support/api.js';
import { makeCase } from '../support/case-over-http.js';
import { Dice } from '../support/dice.js';

/** These end the attacker's own session or open one for somebody whose password he has. */
const LEFT_OUT = new Set(['signIn', 'signOut']);
const STEPS = process.env['QALXAN_LONG'] === '1' ? 4_000 : 400;

let api: Api;
let lone: Client;
let schema: GraphQLSchema;
const pot: Record<'ids' | 'words', string[]> = { ids: [], words: ['ann', 'helper', 'reader', 'P-1', 'ANN', 'HELPER', 'uydurma parol 12'] };
beforeAll(async () => {
  api = await startApi({ QALXAN_DEMO: 'no' });
  pot.ids.push(await api.officer('ann', 'ADMINISTRATOR'), await api.officer('ann+spare'), await api.officer('ben', 'ADMINISTRATOR'), await api.officer('helper'),
    await api.officer('reader', 'INVESTIGATOR'), await api.officer('away', 'ANALYST'), newId());
  await api.behind(`update records.officer set active = false where id = $1`, [pot.ids[5]]);
  const { caseId, victim } = await makeCase(await api.signIn('reader'));
  await api.behind(`insert into identity.factor (id, officer_id, kind, name, credential_id, public_key, counter, created_at, confirmed_at)
    values ($1, $2, 'WEBAUTHN', 'key', sha256('x'), sha256('y'), 0, now(), now())`, [newId(), pot.ids[4]]);
  const [agency] = await api.behind('select id from records.agency limit 1');
  pot.ids.push(caseId, victim, String(agency!['id']));
  lone = await api.signIn('ann');
  const { data } = await lone.ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  schema = buildClientSchema(data as unknown as IntrospectionQuery);
});
afterAll(() => api.close());

function operationOf({ name, args, type }: GraphQLField<unknown, unknown>, roll: Dice): string {
  const given = args.filter((arg) => isNonNullType(arg.type) || roll.chance(0.5)).map((arg) => `${arg.name}: ${literalOf(arg.type, arg.name, roll)}`);
  let named: unknown = type;
  while (isNonNullType(named) || isListType(named)) named = named.ofType;
  return `mutation { ${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${isLeafType(named) ? '' : ' { __typename }'} }`;
}

function literalOf(type: GraphQLInputType, name: string, roll: Dice): string {
  if (isNonNullType(type)) return literalOf(type.ofType, name, roll);
  if (isListType(type)) return `[${literalOf(type.ofType, name, roll)}]`;
  if (isEnumType(type)) return roll.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || roll.chance(0.5));
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type, field.name, roll)}`).join(', ')} }`;
  }
  switch (type.name) {
    case 'Int': return '1';
    case 'Boolean': return String(roll.chance(0.5));
    case 'ID': return JSON.stringify(roll.pick(pot.ids));
    default: return JSON.stringify(name === 'login' && roll.chance(0.7) ? `new${roll.below(1_000_000)}` : roll.pick(pot.words));
  }
}

/** Whether it names an officer: half of the attempts are with these. */
function isAboutOfficers({ args }: GraphQLField<unknown, unknown>): boolean {
  const names = args.flatMap(({ name, type }) => {
    const named = isNonNullType(type) ? type.ofType : type;
    return isInputObjectType(named) ? Object.keys(named.getFields()) : [name];
  });
  return names.includes('officer') || names.includes('personnelNumber');
}

/** What anybody may do: accounts, their passwords, who may sign in, the live roles, the second factors of the others. Each line is one thing somebody can do. */
async function power(): Promise<ReadonlySet<string>> {
  const rows = await api.behind(`
    select 'account ' || officer_id || password_hash || login as line from identity.credential
    union all select 'active ' || id from records.officer where active
    union all select 'role ' || officer_id || role from identity.officer_role where revoked_at is null
    union all select 'factor ' || id from identity.factor where ended_at is null and officer_id <> $1
    union all select 'code ' || encode(code_hash, 'hex') from identity.recovery_code where officer_id <> $1`, [lone.officer]);
  return new Set(rows.map(({ line }) => String(line)));
}

it('whatever he does in whatever order, nobody can do more than before, and he has asked in vain', async () => {
  const mutations = Object.values(schema.getMutationType()!.getFields()).filter(({ name }) => !LEFT_OUT.has(name));
  const before = await power();
  const codes = new Map<string, Set<string>>();
  const roll = new Dice(46);
  const isOpen = ({ name }: { readonly name: string }): boolean => !codes.has(name) || [...codes.get(name)!].some((code) => code !== 'FORBIDDEN');
  for (let step = 0; step < STEPS; step += 5) {
    await api.behind('update identity.session set proved_at = now()');
    const open = mutations.filter(isOpen);
    await Promise.all(Array.from({ length: 5 }, async () => {
      const mutation = roll.pick(roll.chance(0.5) ? open.filter(isAboutOfficers) : open);
      const answer = await lone.ask(operationOf(mutation, roll), {}, undefined, roll.chance(0.5) ? roll.pick(pot.ids) : undefined);
      const refusal = answer.errors[0]?.extensions?.['code'];
      const code = typeof refusal === 'string' ? refusal : 'done';
      codes.set(mutation.name, (codes.get(mutation.name) ?? new Set()).add(code));
      const approval = answer.errors[0]?.extensions?.['approval'];
      if (typeof approval === 'string') pot.ids.push(approval, approval);
    }));
    if ((await lone.ask('{ me { officer } }')).status !== 401) continue;
    await api.behind('update identity.attempt_limit set attempts = array[]::timestamptz[]');
    lone = await api.signIn('ann');
  }
  const after = await power();
  expect([...after].filter((line) => !before.has(line))).toEqual([]);
  expect([...before].filter((line) => line.startsWith('factor') && !after.has(line))).toEqual([]);
  expect(codes.get('approve') ?? new Set()).not.toContain('done');
  const asked = await api.behind(`select distinct command from identity.approval order by 1`);
  expect(asked.length).toBeGreaterThan(2);
  expect(await api.behind('select 1 from identity.approval where decision is not null or used_at is not null')).toEqual([]);
});

it('each account mutation either needs another human, or only takes away', async () => {
  const own = await api.signIn('ben');
  await api.behind('update identity.session set proved_at = now()');
  const officer = await api.officer('plain', 'ANALYST');
  const [agency] = await api.behind('select id from records.agency limit 1');
  const acts: Readonly<Record<string, string>> = {
    createOfficer: `createOfficer(input: { agency: "${String(agency!['id'])}", name: "X", login: "fresh", personnelNumber: "P-9", roles: [INVESTIGATOR] }) { officer }`,
    grantRole: `grantRole(input: { officer: "${officer}", role: INVESTIGATOR })`, enableOfficer: `enableOfficer(officer: "${officer}")`,
    resetPassword: `resetPassword(officer: "${officer}") { officer }`,
  };
  for (const [name, act] of Object.entries(acts)) expect([name, (await own.ask(`mutation { ${act} }`)).errors[0]?.extensions?.['code']]).toEqual([name, 'APPROVAL_REQUIRED']);
});
