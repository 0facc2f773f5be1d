/** The GraphiQL page: what it serves, to whom, and under which policy. How it looks was looked at in a browser. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { say } from '#kernel';
import { answerHeaders } from '../edge/answer-headers.js';
import { graphiqlRoutes, type GraphiqlOptions } from './graphiql.routes.js';

const folder = mkdtempSync(join(tmpdir(), 'graphiql-'));
const file = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `/* ${name} */`);
  return path;
};
const OPTIONS: GraphiqlOptions = {
  demonstration: true,
  examples: [{ title: say('Crimes <of> 2024', '2024-cü ilin cinayətləri'), role: say('analyst', 'analitik'), login: 'analyst', query: '{ crimes }', variables: { first: 5 } }],
  logins: ['analyst"demo'],
  signIn: { document: 'mutation', confirm: 'second' },
  assets: { 'react.js': file('react.js'), 'react-dom.js': file('react-dom.js'), 'graphiql.js': file('graphiql.js'), 'graphiql.css': file('graphiql.css') },
};
const serve = (options: GraphiqlOptions) => request(express().use(...answerHeaders()).use('/graphiql', graphiqlRoutes(options)));
afterAll(() => rmSync(folder, { recursive: true }));

test('the page loads everything from this server and escapes what it is given', async () => {
  const page = await serve(OPTIONS).get('/graphiql').expect(200);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(page.text).not.toMatch(/https?:\/\//);
  expect(page.text).toContain('<optgroup label="analyst"><option value="0">Crimes &lt;of&gt; 2024</option></optgroup>');
  expect(page.text).toContain('value="analyst&quot;demo"');
  for (const [, source] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) await serve(OPTIONS).get(source!).expect(200);
});

test('speaks Azerbaijani', async () => {
  const page = await serve(OPTIONS).get('/graphiql').set('accept-language', 'az').expect(200);
  expect(page.text).toContain('<html lang="az">');
  expect(page.text).toContain('<optgroup label="analitik"><option value="0">2024-cü ilin cinayətləri</option>');
  expect(page.text).toContain('<option value="reason:CourtRequest">Məhkəmənin sorğusu</option>');
});

test('gives its script the questions and the sign-in document', async () => {
  await serve(OPTIONS).get('/graphiql/settings.json').expect(200, { signIn: OPTIONS.signIn, examples: [{ login: 'analyst', query: '{ crimes }', variables: { first: 5 } }] });
});

test('serves nothing else, and nothing at all outside a demonstration', async () => {
  for (const path of ['/graphiql/../package.json', '/graphiql/..%2fpackage.json', '/graphiql/react.js/x']) await serve(OPTIONS).get(path).expect(404);
  for (const path of ['/graphiql', '/graphiql/page.js', '/graphiql/react.js']) await serve({ ...OPTIONS, demonstration: false }).get(path).expect(404);
});

test('keeps the token out of every storage', async () => {
  const { text } = await serve(OPTIONS).get('/graphiql/page.js').expect(200);
  expect(text).not.toMatch(/localStorage|sessionStorage|document\.cookie|indexedDB/);
});
