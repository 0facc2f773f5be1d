/** attacks.md, rows 1, 5, 21, 52 to 56 and 58 to 61: the whole edge over a tiny schema, what gets through, what is refused, and that refusing executes nothing. */
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { GraphQLModule } from '@nestjs/graphql';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { CodedError } from '#kernel';
import { openLog } from '#telemetry';
import { ABUSIVE_DOCUMENTS as ABUSIVE } from './abusive-documents.js';
import { documentHash, graphqlOptions, HardenedAdapter, installEdge } from './index.js';
import { CANARY, refusals, seen, ThingResolver, type TinyViewer as Viewer } from './tiny-schema.js';

const TOKEN = 'a-live-session-token-of-anna';
const SIGN_IN = 'mutation SignIn($login: String!) { signIn(login: $login) }';
const BAD = { errors: [{ message: 'Bad request', extensions: { code: 'BAD_REQUEST' } }] };
const STRANGER = { errors: [{ message: 'Sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };

const logged: string[] = [];
const log = openLog({ destination: { write: (line) => logged.push(line) } });

@Module({
  imports: [GraphQLModule.forRoot(graphqlOptions<Viewer>({ log, refusals, demonstration: false }))],
  providers: [ThingResolver],
})
class TinyModule {}

let app: NestExpressApplication;
let gateFails = false;

beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(TinyModule, new HardenedAdapter(), { bodyParser: false, logger: false });
  installEdge<Viewer>(app, {
    log, refusals,
    publicDocuments: new Map([[documentHash(SIGN_IN), 'signIn']]),
    viewerOf: (token, purpose) => {
      if (gateFails) return Promise.reject(new Error(CANARY));
      return Promise.resolve(token === TOKEN ? { person: 'anna', purpose } : undefined);
    },
    keyOf: (viewer) => viewer.person,
    checks: { database: () => (gateFails ? Promise.reject(new Error(CANARY)) : Promise.resolve()) },
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());
beforeEach(() => {
  seen.executed = 0;
  logged.length = 0;
});
afterEach(() => expect(logged.join('')).not.toContain(CANARY));

const post = () => request(app.getHttpServer()).post('/graphql').set('content-type', 'application/json');
const ask = (query: string, variables?: object) => post().set('authorization', `Bearer ${TOKEN}`).send(JSON.stringify({ query, variables }));
const raw = (body: string | Buffer) => post().set('authorization', `Bearer ${TOKEN}`).send(body as string);

/** Writes bytes on a socket and returns all that comes back until the server closes. */
function speak(bytes: string): Promise<string> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text)).on('end', () => resolve(heard)).on('error', reject);
  });
}

describe('an honest request', () => {
  test('is answered with data and the audit receipt, uncached, unframeable', async () => {
    const answer = await ask('{ thing(number: 7) { name } }').expect(200);
    expect(answer.body).toEqual({ data: { thing: { name: 'none' } }, extensions: { audit: [{ lane: 'l1', number: 7, hash: 'ab' }] } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    for (const header of ['etag', 'x-powered-by', 'access-control-allow-origin']) expect(answer.headers[header]).toBeUndefined();
  });

  test('gets the answer type it asks for', async () => {
    const modern = await ask('{ thing { name } }').set('accept', 'application/graphql-response+json');
    expect(modern.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    await ask('{ thing { name } }').set('accept', 'text/html').expect(406);
    expect(seen.executed).toBe(1);
  });

  test('carries its purpose to the viewer, percent-encoded', async () => {
    const answer = await ask('{ thing { name } }').set('x-qalxan-purpose', encodeURIComponent('İstintaq: iş 4'));
    expect(answer.body).toMatchObject({ data: { thing: { name: 'İstintaq: iş 4' } } });
    await ask('{ thing { name } }').set('x-qalxan-purpose', '%E0%A4').expect(400, BAD);
    await ask('{ thing { name } }').set('x-qalxan-purpose', '%00').expect(400, BAD);
  });

  test('hears its errors in Azerbaijani when it asks to', async () => {
    const answer = await ask('{ nothing }').set('accept-language', 'az-AZ,en;q=0.5').expect(400);
    expect(answer.body).toEqual({ errors: [{ message: 'Yanlış sorğu', extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('the gate', () => {
  const query = JSON.stringify({ query: '{ thing { name } }' });

  test.each([
    ['no token', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['null', { authorization: 'Bearer null' }],
    ['Basic', { authorization: 'Basic YW5uYTphbm5h' }],
    ['an unknown token', { authorization: 'Bearer some-token-of-nobody-at-all' }],
    ['a megabyte-like token', { authorization: `Bearer ${'a'.repeat(9000)}` }],
    ['a token in a cookie', { cookie: `token=${TOKEN}` }],
  ])('answers %s with the one 401', async (_name, headers) => {
    const answer = await post().set(headers).send(query).expect(401);
    expect(answer.text).toBe(JSON.stringify(STRANGER));
    expect(seen.executed).toBe(0);
  });

  test('takes no token from the query string, and only one header', async () => {
    await request(app.getHttpServer()).post(`/graphql?token=${TOKEN}&authorization=Bearer%20${TOKEN}`).set('content-type', 'application/json').send(query).expect(401, STRANGER);
    const twice = `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${TOKEN}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: ${query.length}\r\n\r\n${query}`;
    expect(await speak(twice)).toMatch(/^HTTP\/1.1 401 /);
    expect(seen.executed).toBe(0);
  });

  test('lets a stranger send the listed document and nothing like it', async () => {
    await post().send({ query: SIGN_IN, variables: { login: 'anna' } }).expect(200, { data: { signIn: 'anna' } });
    expect(seen.executed).toBe(1);
    for (const other of [`${SIGN_IN} `, SIGN_IN.replace('SignIn', 'SignIm'), '{ __typename }', '{ __schema { types { name } } }', '{{{', '']) {
      const answer = await post().send({ query: other });
      expect(answer.status).toBe(other === '' ? 400 : 401);
    }
    await post().set('authorization', 'Bearer null').send({ query: SIGN_IN, variables: { login: 'anna' } }).expect(401, STRANGER);
    expect(seen.executed).toBe(1);
  });

  test('answers 503 without a word when it cannot know who asks', async () => {
    gateFails = true;
    await ask('{ thing { name } }').expect(503, { errors: [{ message: 'The service cannot answer now', extensions: { code: 'UNAVAILABLE' } }] });
    gateFails = false;
    expect(seen.executed).toBe(0);
  });
});

describe('errors', () => {
  test.each([
    ['UNAVAILABLE', 503, 'UNAVAILABLE'],
    ['UNAUTHENTICATED', 401, 'UNAUTHENTICATED'],
    ['TOO_MANY_REQUESTS', 429, 'TOO_MANY_REQUESTS'],
    ['TypeError', 500, 'INTERNAL'],
    ['BAD_REQUEST', 200, 'BAD_REQUEST'],
  ])('%s empties the whole answer: %d', async (as, status, code) => {
    const answer = await ask(`{ thing { name } fails(as: "${as}") }`).expect(status);
    expect(answer.body).toEqual({ errors: [{ message: new CodedError(code as 'INTERNAL').message, extensions: { code } }] });
  });

  test("the planner's refusal is 400 for clients of the modern type", async () => {
    await ask('{ fails(as: "BAD_REQUEST") }').set('accept', 'application/graphql-response+json').expect(400);
  });

  test('a refused command keeps its path, its rule and the rest of the answer', async () => {
    const answer = await ask('{ text(x: "1") fails(as: "RULE") }').expect(200);
    expect(answer.body).toEqual({
      errors: [{ message: 'The command breaks a rule', path: ['fails'], extensions: { code: 'REJECTED', rule: 'NEEDS_REASON' } }],
      data: { text: '1', fails: null },
    });
  });

  test('the unforeseen is logged by class and place, without its message', async () => {
    await ask('{ fails(as: "TypeError") }').expect(500);
    expect(JSON.parse(logged[0]!)).toMatchObject({ level: 'error', event: 'graphql.unexpected', class: 'TypeError' });
  });

  test('a path nobody serves is not echoed', async () => {
    const answer = await request(app.getHttpServer()).get(`/${CANARY}`).expect(404);
    expect(answer.text).not.toContain(CANARY);
  });
});

describe('the transport', () => {
  const body = JSON.stringify({ query: '{ thing { name } }' });
  const send = (type: string) => post().set('authorization', `Bearer ${TOKEN}`).set('content-type', type).send(body);

  test.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"'])('reads %s', async (type) => {
    await send(type).expect(200);
  });

  test.each([
    'application/json; charset=utf-7', 'application/json; charset=utf-16', 'application/json; charset=utf-32', 'application/json; charset=ebcdic',
    'application/json; charset=utf-8; charset=utf-16', 'application/graphql+json', 'application/jsonx', 'application/graphql', 'text/plain',
    'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/json, text/plain',
  ])('refuses %s with 415', async (type) => {
    await send(type).expect(415, BAD);
    expect(seen.executed).toBe(0);
  });

  test('refuses compressed bodies', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'deflate, gzip']) {
      await post().set('authorization', `Bearer ${TOKEN}`).set('content-encoding', encoding).send(gzipSync(body) as unknown as string).expect(415, BAD);
    }
  });

  test('answers every other method with 405', async () => {
    const server = request(app.getHttpServer());
    await server.get('/graphql?query={thing{name}}').set('apollo-require-preflight', '1').expect(405, BAD);
    await server.put('/graphql').send(body).expect(405);
    const preflight = await server.options('/graphql').set('origin', 'https://evil.example').expect(405);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    await server.trace('/graphql').expect(405);
    expect(seen.executed).toBe(0);
  });

  test('refuses bodies that are too large, truncated, contradictory or smuggled', async () => {
    await raw(JSON.stringify({ query: '{ thing { name } }', variables: { x: 'a'.repeat(100_000) } })).expect(413, BAD);
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\n`;
    expect(await speak(`${head}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await speak(`${head}Content-Length: 10\r\nContent-Length: ${body.length}\r\n\r\n${body}`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await speak(`${head}Content-Length: 10\r\n\r\n${body}`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await speak(`${head}Content-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`)).toMatch(/^HTTP\/1.1 415 /);
    expect(seen.executed).toBe(0);
  });

  test.each([
    ['a batch', '[{"query":"{ thing { name } }"}]'],
    ['a string', '"{ thing { name } }"'],
    ['nothing', ''],
    ['no document', '{"variables":{}}'],
    ['two documents', '{"query":"{ text(x: 1) }","query":"{ thing { name } }"}'],
    ['a key twice in variables', '{"query":"{ thing { name } }","variables":{"a":1,"\\u0061":2}}'],
    ['__proto__', '{"query":"{ thing { name } }","variables":{"__proto__":{"polluted":1}}}'],
    ['constructor', '{"query":"{ thing { name } }","variables":{"constructor":{"prototype":{"polluted":1}}}}'],
    ['an infinite number', '{"query":"{ thing { name } }","variables":{"a":1e999}}'],
    ['half a character', '{"query":"{ thing { name } }","variables":{"a":"\\ud800"}}'],
    ['NUL in variables', '{"query":"{ thing { name } }","variables":{"a":"\\u0000"}}'],
    ['NUL in the document', '{"query":"{ text(x: \\"\\\\u0000\\") }"}'],
    ['deep variables', `{"query":"{ thing { name } }","variables":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`],
    ['a persisted query', '{"query":"{ thing { name } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}'],
    ['bytes that are not UTF-8', Buffer.from('{"query":"{ thing { name } }","variables":{"a":"\xff"}}', 'latin1')],
  ])('refuses %s', async (_name, sent) => {
    const answer = await raw(sent).expect(400);
    expect(answer.body).toEqual(BAD);
    expect(seen.executed).toBe(0);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('documents', () => {
  test.each(Object.keys(ABUSIVE))('refuses %s with one constant error and executes nothing', async (name) => {
    const answer = await ask(ABUSIVE[name]!);
    // The edge reads at most 100 kB, so the two longest are refused for their size.
    expect([400, 413]).toContain(answer.status);
    expect(answer.text.trim()).toBe(JSON.stringify(BAD));
    expect(seen.executed).toBe(0);
  });

  test('refuses a variable of the wrong type, and an operation that is not there', async () => {
    await ask('query($n: Int) { thing(number: $n) { name } }', { n: { $gt: '' } }).expect(400, BAD);
    await post().set('authorization', `Bearer ${TOKEN}`).send({ query: 'query A { thing { name } }', operationName: 'B' }).expect(400, BAD);
    expect(seen.executed).toBe(0);
  });

  test('lets through what stays within the limits, and introspection by a viewer', async () => {
    await ask(`{ ${'thing { '.repeat(8)} name ${'} '.repeat(8)} }`).expect(200);
    await ask(`{ ${Array.from({ length: 10 }, (_, i) => `a${i}: text(x: "1")`).join(' ')} }`).expect(200);
    const schema = await ask('{ __schema { queryType { name } } }').expect(200);
    expect(schema.body).toEqual({ data: { __schema: { queryType: { name: 'Query' } } } });
  });
});

describe('health', () => {
  test('is alive always, ready while its checks pass, and names what fails', async () => {
    const server = request(app.getHttpServer());
    await server.get('/health/live').expect(200, { status: 'live' });
    await server.get('/health/ready').expect(200, { status: 'ready' });
  });
});
