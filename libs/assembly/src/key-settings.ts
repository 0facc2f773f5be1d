/**
 * Where the key-encryption key is, from the environment. In production none is made up: without a key, or a key service, of
 * the operator's the process does not start.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError, type Clock } from '#kernel';
import { localFolder, localSecret, type DatabaseAccess } from '#persistence';
import { KeyFileRefusal, localKeysFromFile, openVault, type KeyProvider, type KeyVault } from '#vault';

import { SettingsRefusal, type Environment } from './settings-refusal.js';

export interface KeySettings {
  readonly kind: 'local';
  readonly file: string;
  /** Whether a missing file may be made. */
  readonly mayMake: boolean;
}

/** Reads QALXAN_KEYS and what it needs. @throws SettingsRefusal. */
export function readKeySettings(env: Environment, production: boolean): KeySettings {
  const kind = env.QALXAN_KEYS || 'local';
  if (kind !== 'local') throw new SettingsRefusal('QALXAN_KEYS is not usable; see the configuration table of the README');
  const file = env.QALXAN_KEY_FILE || undefined;
  if (production && file === undefined) throw new SettingsRefusal('Production needs QALXAN_KEY_FILE');
  return { kind, file: file ?? join(localFolder(env), 'vault.key'), mayMake: file === undefined };
}

/** Opens the vault of this process. @throws SettingsRefusal when its keys cannot be had, or are not those of this database. */
export async function openKeys(settings: KeySettings, access: DatabaseAccess, clock: Clock): Promise<KeyVault> {
  try {
    return await openVault({ url: access.vault, provider: await keyProvider(settings), clock });
  } catch (error) {
    if (error instanceof KeyFileRefusal) throw new SettingsRefusal(error.message, { cause: error });
    if (!(error instanceof CodedError)) throw error;
    throw new SettingsRefusal(error.rule === 'SEAL_BROKEN'
      ? 'The key-encryption key is not the one that this database\'s keys are wrapped with; give the right one (QALXAN_KEYS)'
      : 'The keys cannot be reached: the key provider or the login of DATABASE_VAULT_URL does not answer', { cause: error });
  }
}

/** Outside production a missing local key is made. @throws KeyFileRefusal. */
async function keyProvider(settings: KeySettings): Promise<KeyProvider> {
  if (settings.mayMake) {
    mkdirSync(dirname(settings.file), { recursive: true, mode: 0o700 });
    localSecret(settings.file);
  }
  return localKeysFromFile(settings.file);
}
