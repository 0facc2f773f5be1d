/** A worker that seals the log kept everybody from making keys: the two held the same advisory lock of the database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealing, readSettings } from '#assembly';
import { Sealer } from '#audit';
import { newId } from '#kernel';

import { freshDatabase } from '../support/database.js';
import { openTestVault } from '../support/vault.js';

it('a key is made for somebody new while a sealer is at work', async () => {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qalxan-sealer-'));
  const sealer = new Sealer({
    connection: { connectionString: database.access.sealer! }, ...(await openSealing(readSettings({ NODE_ENV: 'test', QALXAN_DATA: folder }).seal)),
  });
  const vault = await openTestVault(database);
  const subject = newId();
  try {
    await sealer.seal();
    await vault.prepare([subject]);
    expect(vault.seal(subject, { table: 'factor', row: subject, column: 'secret' }, 'value').length).toBeGreaterThan(40);
  } finally {
    await vault.close();
    await sealer.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  }
});
