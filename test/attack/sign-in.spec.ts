/** attacks.md, rows 1, 2, 3, 5, 6, 12, 16: signing in over HTTP, behind the whole edge. */
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { APPROVAL_HEADER, IdentityModule, SIGN_IN_DOCUMENT, withApproval } from '#identity';
import type { Viewer } from '#policy';
import { openLog } from '#telemetry';
import { documentHash, graphqlOptions, HardenedAdapter, installEdge } from '../../apps/api/src/edge/index.js';
import { APPROVE } from '../support/approval.js';
import { identityWorld, PASSWORD, type IdentityWorld } from '../support/identity-world.js';

const STRANGER = { errors: [{ message: 'Sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };
const ME = '{ me { officer agency roles purpose { tasking reason text } sessionEndsAt } }';

/** What the edge itself refuses is on record elsewhere: test/attack/refused-at-the-edge.spec.ts. */
const refusals = { known: () => Promise.resolve(), stranger: () => undefined };

let world: IdentityWorld;
let app: NestExpressApplication;
const logged: string[] = [];

beforeAll(async () => {
  world = await identityWorld();
  const log = openLog({ destination: { write: (line) => logged.push(line) } });
  @Module({
    imports: [
      GraphQLModule.forRoot(graphqlOptions<Viewer>({ log, refusals, demonstration: false })),
      IdentityModule.register({ useFactory: () => world.identity }),
    ],
  })
  class Api {}
  app = await NestFactory.create<NestExpressApplication>(Api, new HardenedAdapter(), { bodyParser: false, logger: false });
  installEdge<Viewer>(app, {
    log, refusals, checks: {}, keyOf: ({ officer }) => officer,
    publicDocuments: new Map([[documentHash(SIGN_IN_DOCUMENT), 'signIn']]),
    viewerOf: async (token, purpose, req) => withApproval(await world.identity.sessions.viewerOf(token, purpose), req),
  });
  await app.init();
  await world.officer('known');
  await world.officer('locked');
  const disabled = await world.officer('disabled');
  await world.pool.query('update records.officer set active = false where id = $1', [disabled]);
});
afterAll(async () => {
  await app.close();
  await world.close();
});
beforeEach(() => {
  world.compared.length = 0;
});

const post = (query: string, variables: object = {}) =>
  request(app.getHttpServer()).post('/graphql').set('content-type', 'application/json').send(JSON.stringify({ query, variables }));
const signIn = (login: string, password = PASSWORD) => post(SIGN_IN_DOCUMENT, { input: { login, password } });
const ask = (token: string, query: string, variables: object = {}) => post(query, variables).set('authorization', `Bearer ${token}`);
const tokenOf = async (login: string): Promise<string> => ((await signIn(login).expect(200)).body as { data: { signIn: { token: string } } }).data.signIn.token;
const codeIn = (answer: request.Response): unknown => (answer.body as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

/** All that a caller can tell two answers apart by, but the time of day. */
const shown = ({ status, headers, text }: request.Response) => ({ status, text, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date')) });

describe('a failed sign-in', () => {
  it('is the same to the byte whether the login is unknown, disabled, locked or the password wrong; one verification each', async () => {
    for (let guess = 0; guess < 5; guess += 1) await signIn('locked', `guess ${guess}`);
    const answers = [];
    for (const [login, password] of [['nobody', PASSWORD], ['disabled', PASSWORD], ['locked', PASSWORD], ['known', 'wrong'], ['kno wn', 'wrong']] as const) {
      world.compared.length = 0;
      answers.push(shown(await signIn(login, password)));
      expect(world.compared).toHaveLength(1);
    }
    expect(answers[0]!.text.trimEnd()).toBe('{"errors":[{"message":"Sign-in failed","path":["signIn"],"extensions":{"code":"SIGN_IN_FAILED"}}],"data":null}');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('cannot be repeated inside one document', async () => {
    const two = SIGN_IN_DOCUMENT.replace('{ signIn(input', '{ a: signIn(input: $input) { token } signIn(input');
    expect((await post(two, { input: { login: 'known', password: 'x' } })).body).toEqual(STRANGER);
    expect(world.compared).toEqual([]);
  });

  it('is counted by account and socket, whatever the headers say', async () => {
    await world.officer('headers');
    for (let guess = 0; guess < 9; guess += 1) {
      await signIn('headers', 'wrong').set('x-forwarded-for', `203.0.113.${guess}`).set('user-agent', `agent ${guess}`);
    }
    const [{ hash }] = (await world.rows(`select password_hash as hash from identity.credential where login = 'headers'`)) as [{ hash: string }];
    // All test accounts have one hash, so count what was compared with it since the test began.
    expect(world.compared.filter((one) => one === hash)).toHaveLength(5);
    expect(new Set(world.entries.slice(-9).map(({ detail }) => detail?.['source']))).toEqual(new Set(['v4:127.0.0.1']));
  });
});

describe('a session', () => {
  it('tells who one is, with the stated purpose, and ends at sign-out', async () => {
    const token = await tokenOf('known');
    const purpose = `reason:ThreatToLife;${encodeURIComponent('Qurbanın həyatına təhlükə var')}`;
    const me = await ask(token, ME).set('x-qalxan-purpose', purpose).expect(200);
    expect((me.body as { data: unknown }).data).toMatchObject({
      me: { agency: world.agency, roles: [], purpose: { tasking: null, reason: 'ThreatToLife', text: 'Qurbanın həyatına təhlükə var' } },
    });
    expect((await ask(token, ME).set('x-qalxan-purpose', 'tasking:nonsense').expect(400)).body).toEqual({ errors: [{ message: 'Bad request', extensions: { code: 'BAD_REQUEST', rule: 'PURPOSE' } }] });
    const out = await ask(token, 'mutation Leave { signOut }').expect(200);
    expect((out.body as { extensions: { audit: unknown[] } }).extensions.audit).toHaveLength(1);
    expect(world.entries.at(-1)).toMatchObject({ act: 'SIGN_OUT', question: { operation: 'Leave', root: 'signOut', hash: documentHash('mutation Leave { signOut }') } });
    expect((await ask(token, ME).expect(401)).body).toEqual(STRANGER);
  });

  it('of an administrator manages accounts; disabling ends the other\'s session with its next request', async () => {
    await world.officer('admin', 'ADMINISTRATOR');
    await world.officer('admin2', 'ADMINISTRATOR');
    const [token, second] = [await world.token('admin'), await world.token('admin2')];
    const create = () => ask(token, 'mutation M($input: CreateOfficerInput!) { createOfficer(input: $input) { officer passwordPart } }',
      { input: { agency: world.agency, name: 'Rəna Həsənova', login: 'rena', personnelNumber: 'P-100', roles: ['JUDGE'] } });
    const { approval } = ((await create()).body as { errors: [{ extensions: { approval: string } }] }).errors[0].extensions;
    const given = (await ask(second, APPROVE, { id: approval })).body as { data: { approve: { passwordPart: string } } };
    const made = (await create().set(APPROVAL_HEADER, approval)).body as { data: { createOfficer: { officer: string; passwordPart: string } } };
    const { officer, passwordPart } = made.data.createOfficer;
    const password = `${passwordPart}-${given.data.approve.passwordPart}`;
    const theirs = ((await signIn('rena', password)).body as { data: { signIn: { token: string } } }).data.signIn.token;
    expect((await ask(theirs, '{ me { roles mustChangePassword } }')).body).toEqual({ data: { me: { roles: [], mustChangePassword: true } } });
    await ask(theirs, 'mutation M($c: String!) { changePassword(current: $c, next: "özüm seçdiyim parol") }', { c: password }).expect(200);
    expect((await ask(theirs, '{ me { roles mustChangePassword } }')).body).toEqual({ data: { me: { roles: ['JUDGE'], mustChangePassword: false } } });
    expect(codeIn(await ask(theirs, 'mutation M($o: ID!) { disableOfficer(officer: $o) }', { o: officer }))).toBe('FORBIDDEN');
    await ask(token, 'mutation M($o: ID!) { disableOfficer(officer: $o) }', { o: officer }).expect(200);
    expect((await ask(theirs, ME).expect(401)).body).toEqual(STRANGER);
  });

  it('leaves no token and no password in the log', async () => {
    const token = await tokenOf('known');
    await ask(token, '{ nonsense }');
    await signIn('known', 'CNRY-a-password');
    expect(logged.join('')).not.toContain(token);
    expect(logged.join('') + JSON.stringify(world.entries)).not.toContain('CNRY');
  });
});
