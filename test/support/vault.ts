/** A vault for tests, on the database of the test and with a key-encryption key that is always the same. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalKeys, openVault, type KeyVault, type VaultOptions } from '#vault';

import type { FreshDatabase } from './database.js';

/** The key-encryption key of tests: 32 bytes that everybody knows. */
export const TEST_KEY = Buffer.alloc(32, 'qalxan test key');

/** @returns a file in `folder` with that key, as QALXAN_KEY_FILE wants it: processes on one database need the same key. */
export function testKeyFile(folder: string): string {
  const file = join(folder, 'vault.key');
  writeFileSync(file, TEST_KEY.toString('hex'), { mode: 0o600 });
  return file;
}

/** @returns an open vault. Close it before the database is dropped. */
export function openTestVault(database: FreshDatabase, options: Partial<VaultOptions> = {}): Promise<KeyVault> {
  return openVault({ url: database.access.vault, provider: new LocalKeys([TEST_KEY]), ...options });
}
