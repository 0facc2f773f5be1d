/** A vault for tests, on the database of the test and with a key-encryption key that is always the same. */
import { LocalKeys, openVault, type KeyVault, type VaultOptions } from '#vault';

import type { FreshDatabase } from './database.js';

/** The key-encryption key of tests: 32 bytes that everybody knows. */
export const TEST_KEY = Buffer.alloc(32, 'qalxan test key');

/** @returns an open vault. Close it before the database is dropped. */
export function openTestVault(database: FreshDatabase, options: Partial<VaultOptions> = {}): Promise<KeyVault> {
  return openVault({ url: database.access.vault, provider: new LocalKeys([TEST_KEY]), ...options });
}
