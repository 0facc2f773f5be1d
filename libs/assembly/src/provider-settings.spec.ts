/** A provider is set wholly or not at all; half of one, an open line or rules that cannot be read stop the start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readProviderSettings } from './provider-settings.js';

const folder = mkdtempSync(join(tmpdir(), 'qalxan-provider-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const SOUND = {
  QALXAN_OIDC_ISSUER: 'https://login.example.az', QALXAN_OIDC_CLIENT_ID: 'qalxan', QALXAN_OIDC_CLIENT_SECRET_FILE: file('secret', 'SECRET-VALUE\n'),
  QALXAN_OIDC_RULES_FILE: file('rules.json', '[{"when":{"groups":"atd"},"login":{"claim":"sub"},"roles":["ANALYST"]}]'),
};
const read = (change: Record<string, string> = {}, production = true, origin: string | null = 'https://qalxan.example.az') =>
  readProviderSettings({ ...SOUND, ...change }, { production, origin });

it('reads a provider, or none', () => {
  expect(readProviderSettings({}, { production: true, origin: null })).toBeNull();
  expect(read()).toEqual({
    issuer: 'https://login.example.az', clientId: 'qalxan', clientSecret: 'SECRET-VALUE', allowHttp: false,
    rules: [{ when: { groups: 'atd' }, login: { claim: 'sub' }, roles: ['ANALYST'], trustFactor: false }],
  });
  expect(read({ QALXAN_OIDC_ISSUER: 'http://127.0.0.1:1' }, false)).toMatchObject({ allowHttp: true });
});

it.each(Object.keys(SOUND))('wants %s too', (name) => expect(() => read({ [name]: '' })).toThrow('A provider needs all of'));

it.each([
  ['no TLS in production', { QALXAN_OIDC_ISSUER: 'http://login.example.az' }, 'must be an https URL'],
  ['no address', { QALXAN_OIDC_ISSUER: 'login' }, 'must be an https URL'],
  ['no such secret', { QALXAN_OIDC_CLIENT_SECRET_FILE: join(folder, 'nowhere') }, 'QALXAN_OIDC_CLIENT_SECRET_FILE cannot be read'],
  ['an empty secret', { QALXAN_OIDC_CLIENT_SECRET_FILE: file('empty', '\n') }, 'is empty'],
  ['rules that are none', { QALXAN_OIDC_RULES_FILE: file('bad.json', '[{"when":{}}]') }, 'is not usable: at 0.when'],
])('refuses %s', (_, change, sentence) => expect(() => read(change)).toThrow(sentence));

it('wants an origin to come back to', () => expect(() => read({}, true, null)).toThrow('needs QALXAN_ORIGIN'));
