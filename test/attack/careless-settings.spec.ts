/** attacks.md, row 108: a start in production that leaves out a secret, makes one up, or opens what is for development is refused in one sentence. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, SettingsRefusal } from '#assembly';

const folder = mkdtempSync(join(tmpdir(), 'qalxan-careless-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text = '0f'.repeat(32)): string => {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return join(folder, name);
};
const whole = (): Record<string, string> => ({
  NODE_ENV: 'production', QALXAN_AUDIT_KEY_FILE: file('audit.key'), QALXAN_CURSOR_SECRET_FILE: file('cursor.secret'), QALXAN_WALL_KEY_FILE: file('wall.key'), QALXAN_KEY_FILE: file('vault.key'),
  QALXAN_ORIGIN: 'https://qalxan.example.az',
});
/** Reads all that a start reads. */
const read = (env: Record<string, string>): void => {
  const settings = readSettings(env);
  settings.cursorSecret();
  settings.wallKey();
};

it('is not refused when all is given, and is no demonstration', () => {
  expect(() => read(whole())).not.toThrow();
  expect(readSettings(whole())).toMatchObject({ production: true, demonstration: false });
});

it.each(['QALXAN_AUDIT_KEY_FILE', 'QALXAN_CURSOR_SECRET_FILE', 'QALXAN_WALL_KEY_FILE', 'QALXAN_KEY_FILE'])('without %s', (name) => {
  const env = { ...whole(), [name]: '' };
  expect(() => read(env)).toThrow(SettingsRefusal);
  expect(() => read(env)).toThrow(name);
});

// Files of the other two are read when the keys are opened: key-settings.spec and audit-key.spec.
it.each(['QALXAN_CURSOR_SECRET_FILE', 'QALXAN_WALL_KEY_FILE'])('with a file for %s that is not there', (name) => {
  expect(() => read({ ...whole(), [name]: join(folder, 'nowhere') })).toThrow(name);
});

it.each([
  ['a demonstration', { QALXAN_DEMO: 'yes' }, 'QALXAN_DEMO'],
  ['identities read without an anchor', { QALXAN_ANCHOR_MAX_AGE_S: '0' }, 'QALXAN_ANCHOR_MAX_AGE_S'],
  ['pages without TLS', { QALXAN_ORIGIN: 'http://qalxan.example.az' }, 'https'],
  ['a short cursor secret', { QALXAN_CURSOR_SECRET_FILE: 'short' }, 'cursor secret'],
  ['a short wall key', { QALXAN_WALL_KEY_FILE: 'short' }, 'wall key'],
  ['a port that is none', { PORT: 'http' }, 'PORT'],
])('with %s', (_, change: Record<string, string>, words) => {
  const short = file('short', '0f0f');
  const env = { ...whole(), ...Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === 'short' ? short : value])) };
  expect(() => read(env)).toThrow(SettingsRefusal);
  expect(() => read(env)).toThrow(words);
});

it('an environment of another name is no production by mistake: it is refused', () => {
  for (const NODE_ENV of ['Production', 'prod', 'PRODUCTION', 'staging']) expect(() => readSettings({ ...whole(), NODE_ENV })).toThrow(SettingsRefusal);
});
