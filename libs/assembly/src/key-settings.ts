/**
 * Where the key-encryption key is, from the environment. In production none is made up: without a key, or a key service, of
 * the operator's the process does not start.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localFolder, localSecret } from '#persistence';
import { localKeysFromFile, type KeyProvider } from '#vault';

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

/** Opens the key provider; outside production a missing local key is made. @throws KeyFileRefusal. */
export async function keyProvider(settings: KeySettings): Promise<KeyProvider> {
  if (settings.mayMake) {
    mkdirSync(dirname(settings.file), { recursive: true, mode: 0o700 });
    localSecret(settings.file);
  }
  return localKeysFromFile(settings.file);
}
