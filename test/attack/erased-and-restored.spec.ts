/** attacks.md, row 97: a person is erased, then every backup there is is restored. Nothing of theirs comes back, and the log still verifies. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { newId, type Id } from '#kernel';
import { withClient } from '#persistence';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { production, type Production } from '../support/production.js';
import { openTestVault } from '../support/vault.js';

const cell = (row: Id) => ({ table: 'person', row, column: 'family_name' });

describe('a backup from before an erasure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-erased-'));
  const targets: FreshDatabase[] = [];
  const [erased, kept] = [newId(), newId()];
  let here: Production;
  let envelopes: Record<string, Buffer>;
  beforeAll(async () => {
    here = await production();
    const vault = await openTestVault(here.database);
    await vault.prepare([erased, kept]);
    envelopes = Object.fromEntries([erased, kept].map((person) => [person, vault.seal(person, cell(person), `name of ${person}`)]));
    await here.writeAndSeal(3);
    for (const name of ['monday', 'tuesday']) await here.run(['backup', join(folder, name)], { DATABASE_BACKUP_URL: here.database.adminUrl });
    const { subject, at } = await vault.erasure.erase(erased);
    appendFileSync(here.env['QALXAN_TOMBSTONES_FILE'] ?? '', `${JSON.stringify({ subject, at: at.toISOString(), approval: newId() })}\n`);
    await vault.close();
  });
  afterAll(async () => {
    for (const target of targets) await target.drop();
    await here.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['monday', 'tuesday'])('does not bring them back: %s', async (name) => {
    const restored = await freshDatabase();
    targets.push(restored);
    const env = { ...here.on(restored), DATABASE_BACKUP_URL: restored.adminUrl };
    expect(await here.run(['restore', join(folder, name)], env)).toMatchObject({ code: 0, out: expect.stringContaining('Erased again: 1\n') as string });
    const vault = await openTestVault(restored);
    const asked = [erased, kept].map((person) => ({ cell: cell(person), envelope: envelopes[person]! }));
    expect(await vault.open(asked)).toEqual([null, `name of ${kept}`]);
    await expect(vault.prepare([erased]).then(() => vault.seal(erased, cell(erased), 'again'))).rejects.toThrow();
    await vault.close();
    const keys = await withClient(restored.adminUrl, (client) => client.query('select from vault.data_key where subject = $1 and wrapped is not null', [erased]));
    expect(keys.rows).toEqual([]);
    expect((await here.run(['doctor'], env)).out).toMatch(/^OK {7}erased people: no key of theirs is left; the list is whole$/m);
  });

  it('is not put back at all while the list of the erased is not at hand', async () => {
    const restored = await freshDatabase();
    targets.push(restored);
    const env = { ...here.on(restored), DATABASE_BACKUP_URL: restored.adminUrl };
    for (const list of [undefined, join(folder, 'lost')]) {
      expect((await here.run(['restore', join(folder, 'monday')], { ...env, QALXAN_TOMBSTONES_FILE: list })).code).toBe(1);
    }
    expect((await withClient(restored.adminUrl, (client) => client.query('select from vault.data_key'))).rows).toEqual([]);
  });
});
