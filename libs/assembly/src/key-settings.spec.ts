/** Where keys come from, and which starts are refused for want of a good one. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#kernel';

import { freshDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { openKeys, readKeySettings } from './key-settings.js';
import { SettingsRefusal } from './settings-refusal.js';

let folder: string;
let database: FreshDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qalxan-keys-'));
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const fileOf = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
};
const openWith = async (env: Record<string, string>, production = true): Promise<void> => {
  const vault = await openKeys(readKeySettings(env, production), database.access, systemClock);
  await vault.close();
};
const good = `${'0f'.repeat(32)}\n`;

describe('keys in production', () => {
  it('are not made up', () => {
    expect(() => readKeySettings({}, true)).toThrow('Production needs QALXAN_KEY_FILE, or QALXAN_KEYS=transit or kms');
    expect(() => readKeySettings({ QALXAN_KEYS: '', QALXAN_KEY_FILE: '' }, true)).toThrow('Production needs QALXAN_KEY_FILE');
  });

  it.each([
    ['missing', () => join(folder, 'nowhere'), 'cannot be read'],
    ['empty', () => fileOf('empty', ''), 'must hold one key of 64 hexadecimal digits a line'],
    ['short', () => fileOf('short', '0f'.repeat(31)), 'must hold one key of 64 hexadecimal digits a line'],
    ['with a short second key', () => fileOf('second', `${good}0f`), 'must hold one key of 64 hexadecimal digits a line'],
    ['open to others', () => fileOf('open', good, 0o644), 'can be read by others'],
  ])('are refused from a file that is %s', async (_, file, words) => {
    const refused = openWith({ QALXAN_KEY_FILE: file() });
    await expect(refused).rejects.toThrow(SettingsRefusal);
    await expect(refused).rejects.toThrow(words);
  });

  it('are refused when they are not those of the database', async () => {
    await openWith({ QALXAN_KEY_FILE: fileOf('good', good) });
    await expect(openWith({ QALXAN_KEY_FILE: fileOf('wrong', `${'aa'.repeat(32)}\n`) })).rejects.toThrow('not the one that this database\'s keys are wrapped with');
    await openWith({ QALXAN_KEY_FILE: fileOf('both', `${good}${'aa'.repeat(32)}\n`) });
  });

  it('are refused when the login of the keys does not get in', async () => {
    const settings = readKeySettings({ QALXAN_KEY_FILE: fileOf('good', good) }, true);
    const access = { ...database.access, vault: database.access.app };
    await expect(openKeys(settings, access, systemClock)).rejects.toThrow('The keys cannot be reached');
  });
});

describe('keys in development', () => {
  it('are made once, for the owner of the file alone', async () => {
    const settings = readKeySettings({ QALXAN_DATA: join(folder, 'data') }, false);
    const file = join(folder, 'data', 'vault.key');
    const other = await freshDatabase();
    for (let start = 0; start < 2; start += 1) await (await openKeys(settings, other.access, systemClock)).close();
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await other.drop();
  });

  it('of a file that was named are not made up either', async () => {
    await expect(openWith({ QALXAN_KEY_FILE: join(folder, 'nowhere') }, false)).rejects.toThrow('cannot be read');
  });

  it('come from a provider that is known', () => {
    expect(() => readKeySettings({ QALXAN_KEYS: 'sheet of paper' }, false)).toThrow(SettingsRefusal);
  });
});

describe('a key service', () => {
  const transit = { QALXAN_KEYS: 'transit', QALXAN_TRANSIT_URL: 'https://vault.example:8200', QALXAN_TRANSIT_KEY: 'people', QALXAN_TRANSIT_TOKEN_FILE: '/run/token' };
  const kms = { QALXAN_KEYS: 'kms', QALXAN_KMS_KEYS: 'alias/people, alias/before' };

  it('is what the settings say', () => {
    expect(readKeySettings(transit, true)).toEqual({
      kind: 'transit', transit: { url: 'https://vault.example:8200', key: 'people', login: { tokenFile: '/run/token' } },
    });
    expect(readKeySettings({ ...transit, QALXAN_TRANSIT_TOKEN_FILE: '', QALXAN_TRANSIT_ROLE_FILE: '/run/role', QALXAN_TRANSIT_MOUNT: 'keys' }, true)).toMatchObject({
      transit: { login: { roleFile: '/run/role' }, mount: 'keys' },
    });
    expect(readKeySettings(kms, true)).toEqual({ kind: 'kms', keys: ['alias/people', 'alias/before'] });
    expect(readKeySettings({ ...kms, QALXAN_KMS_ENDPOINT: 'http://127.0.0.1:9' }, false)).toMatchObject({ endpoint: 'http://127.0.0.1:9' });
  });

  it.each([
    [{ ...transit, QALXAN_TRANSIT_URL: '' }, 'QALXAN_TRANSIT_URL'],
    [{ ...transit, QALXAN_TRANSIT_KEY: '' }, 'QALXAN_TRANSIT_KEY'],
    [{ ...transit, QALXAN_TRANSIT_TOKEN_FILE: '' }, 'QALXAN_TRANSIT_TOKEN_FILE'],
    [{ ...transit, QALXAN_TRANSIT_URL: 'http://vault.example:8200' }, 'must be an https URL'],
    [{ ...transit, QALXAN_TRANSIT_URL: 'vault.example' }, 'must be an https URL'],
    [{ ...kms, QALXAN_KMS_KEYS: ' , ' }, 'QALXAN_KMS_KEYS'],
    [{ ...kms, QALXAN_KMS_ENDPOINT: 'http://kms.example' }, 'must be an https URL'],
  ])('is refused in production with %j', (env, words) => {
    expect(() => readKeySettings(env, true)).toThrow(words);
  });
});
