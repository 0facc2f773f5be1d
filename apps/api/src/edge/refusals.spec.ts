/** What the edge puts on record when it turns somebody away, and callers who may send listed documents only; over a tiny schema. */
import { GraphQLModule } from '@nestjs/graphql';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { openLog } from '#telemetry';
import { documentHash, graphqlOptions, HardenedAdapter, installEdge } from './index.js';
import { CANARY, onRecord, refusals, seen, ThingResolver, type TinyViewer as Viewer } from './tiny-schema.js';

const TOKEN = 'a-live-session-token-of-anna';
const ROBOT = 'a-live-session-token-of-a-robot';
const LISTED = '{ thing(number: 7) { name } }';
const SIGN_IN = 'mutation SignIn($login: String!) { signIn(login: $login) }';
const BAD = { errors: [{ message: 'Bad request', extensions: { code: 'BAD_REQUEST' } }] };
const STRANGER = { errors: [{ message: 'Sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };

const logged: string[] = [];
const log = openLog({ destination: { write: (line) => logged.push(line) } });

@Module({ imports: [GraphQLModule.forRoot(graphqlOptions<Viewer>({ log, refusals, demonstration: false }))], providers: [ThingResolver] })
class TinyModule {}

let app: NestExpressApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(TinyModule, new HardenedAdapter(), { bodyParser: false, logger: false });
  installEdge<Viewer>(app, {
    log, refusals, checks: {}, keyOf: (viewer) => viewer.person,
    publicDocuments: new Map([[documentHash(SIGN_IN), 'signIn']]),
    viewerOf: (token, purpose) => Promise.resolve(token === TOKEN ? { person: 'anna', purpose } : token === ROBOT ? { person: 'robot', purpose } : undefined),
    listedFor: ({ person }, hash) => (person === 'robot' ? Promise.resolve(hash === documentHash(LISTED) ? LISTED : null) : undefined),
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());
beforeEach(() => {
  seen.executed = 0;
  logged.length = 0;
  Object.assign(onRecord, { fails: false, known: [], strangers: 0 });
});
afterEach(() => expect(logged.join('')).not.toContain(CANARY));

const post = () => request(app.getHttpServer()).post('/graphql').set('content-type', 'application/json');
const ask = (query: string) => post().set('authorization', `Bearer ${TOKEN}`).send(JSON.stringify({ query }));

describe('refusals are on record', () => {
  const told = () => onRecord.known.map(({ refused: { code, rule } }) => [code, rule]);

  test.each([
    ['beyond the limits', `{ thing { name } ${'a'.repeat(10)} ${'x: thing { name } '.repeat(11)} }`, 'DOCUMENT_LIMITS'],
    ['that does not parse', '{ thing {', 'DOCUMENT_INVALID'], ['that is not valid', '{ nonsense }', 'DOCUMENT_INVALID'],
  ])('a document %s, with its hash and without its text', async (_, document, rule) => {
    await ask(document).expect(400, BAD);
    expect(onRecord.known).toEqual([{ viewer: { person: 'anna', purpose: undefined }, refused: { code: 'BAD_REQUEST', rule, hash: documentHash(document) } }]);
    onRecord.fails = true;
    await ask(document).expect(503);
    expect(seen.executed).toBe(0);
  });

  test('strangers are counted, and are not waited for', async () => {
    await post().send(JSON.stringify({ query: LISTED })).expect(401, STRANGER);
    await post().set('authorization', 'Bearer nobody-knows-this-token').send(JSON.stringify({ query: LISTED })).expect(401, STRANGER);
    expect([onRecord.strangers, told()]).toEqual([2, []]);
  });

  test('a good answer leaves none', async () => {
    await ask(LISTED).expect(200);
    expect([onRecord.strangers, told()]).toEqual([0, []]);
  });
});

describe('a caller with a list of documents', () => {
  const send = (body: object) => post().set('authorization', `Bearer ${ROBOT}`).send(JSON.stringify(body));
  const documentId = `sha256:${documentHash(LISTED)}`;

  test('sends what is listed, as text or by its hash', async () => {
    const whole = await send({ query: LISTED }).expect(200);
    expect((await send({ documentId }).expect(200)).body).toEqual(whole.body);
  });

  test.each([
    [{ query: `${LISTED} ` }], [{ query: '{ thing {' }], [{ query: '{ __typename }' }], [{ documentId: `sha256:${'0'.repeat(64)}` }],
  ])('is refused %j before it is parsed, on record', async (body) => {
    await send(body).expect(403, { errors: [{ message: 'Not allowed', extensions: { code: 'FORBIDDEN', rule: 'DOCUMENT_NOT_TRUSTED' } }] });
    expect([seen.executed, onRecord.known.map(({ refused: { rule } }) => rule)]).toEqual([0, ['DOCUMENT_NOT_TRUSTED']]);
    onRecord.fails = true;
    await send(body).expect(503);
  });

  test.each([
    [{ documentId, query: LISTED }], [{ documentId, extensions: {} }], [{ documentId: documentId.toUpperCase() }], [{ documentId: documentHash(LISTED) }], [{ documentId: 7 }], [{ documentId: null }],
  ])('is refused %j as malformed', async (body) => {
    await send(body).expect(400, BAD);
  });

  test('is the only one who may send a hash', async () => {
    await post().set('authorization', `Bearer ${TOKEN}`).send(JSON.stringify({ documentId })).expect(400, BAD);
    await post().send(JSON.stringify({ documentId: `sha256:${documentHash(SIGN_IN)}` })).expect(401, STRANGER);
  });
});
