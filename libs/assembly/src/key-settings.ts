/**
 * Where the key-encryption key is, from the environment. In production none is made up: without a key, or a key service, of
 * the operator's the process does not start.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError, type Clock } from '#kernel';
import { localFolder, localSecret, type DatabaseAccess } from '#persistence';
import {
  KeyFileRefusal, KmsKeys, localKeysFromFile, openVault, TransitKeys, type KeyProvider, type KeyVault, type TransitOptions,
  type VaultOptions,
} from '#vault';

import { SettingsRefusal, type Environment } from './settings-refusal.js';

export type KeySettings =
  /** `mayMake`: whether a missing file may be made. */
  | { readonly kind: 'local'; readonly file: string; readonly mayMake: boolean }
  | { readonly kind: 'transit'; readonly transit: TransitOptions }
  | { readonly kind: 'kms'; readonly keys: readonly string[]; readonly endpoint?: string };

/** Reads QALXAN_KEYS and what it needs (README, configuration table). @throws SettingsRefusal. */
export function readKeySettings(env: Environment, production: boolean): KeySettings {
  const given = (name: string): string | undefined => env[name] || undefined;
  switch (given('QALXAN_KEYS') ?? 'local') {
    case 'local': {
      const file = given('QALXAN_KEY_FILE');
      if (production && file === undefined) throw new SettingsRefusal('Production needs QALXAN_KEY_FILE, or QALXAN_KEYS=transit or kms');
      return { kind: 'local', file: file ?? join(localFolder(env), 'vault.key'), mayMake: file === undefined };
    }
    case 'transit': return { kind: 'transit', transit: transitOptions(given, production) };
    case 'kms': {
      const keys = (given('QALXAN_KMS_KEYS') ?? '').split(',').map((key) => key.trim()).filter((key) => key !== '');
      if (keys.length === 0) throw new SettingsRefusal('QALXAN_KEYS=kms needs QALXAN_KMS_KEYS');
      const endpoint = given('QALXAN_KMS_ENDPOINT');
      if (endpoint !== undefined) refuseOpenUrl('QALXAN_KMS_ENDPOINT', endpoint, production);
      return { kind: 'kms', keys, ...(endpoint !== undefined && { endpoint }) };
    }
    default: throw new SettingsRefusal('QALXAN_KEYS must be local, transit or kms');
  }
}

function transitOptions(given: (name: string) => string | undefined, production: boolean): TransitOptions {
  const [url, key, tokenFile, roleFile] = ['QALXAN_TRANSIT_URL', 'QALXAN_TRANSIT_KEY', 'QALXAN_TRANSIT_TOKEN_FILE', 'QALXAN_TRANSIT_ROLE_FILE'].map(given);
  if (url === undefined || key === undefined) throw new SettingsRefusal('QALXAN_KEYS=transit needs QALXAN_TRANSIT_URL and QALXAN_TRANSIT_KEY');
  refuseOpenUrl('QALXAN_TRANSIT_URL', url, production);
  const login = tokenFile !== undefined ? { tokenFile } : roleFile !== undefined ? { roleFile } : undefined;
  if (login === undefined) throw new SettingsRefusal('QALXAN_KEYS=transit needs QALXAN_TRANSIT_TOKEN_FILE or QALXAN_TRANSIT_ROLE_FILE');
  const mount = given('QALXAN_TRANSIT_MOUNT');
  return { url, key, login, ...(mount !== undefined && { mount }) };
}

/** Keys travel in what is sent there: in production never in the clear. */
function refuseOpenUrl(name: string, text: string, production: boolean): void {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol !== 'https:' && (production || protocol !== 'http:')) throw new SettingsRefusal(`${name} must be an https URL`);
}

/**
 * Opens the vault of this process.
 * @param watch when somebody is to be told that many people's keys are unwrapped (see VaultOptions).
 * @throws SettingsRefusal when its keys cannot be had, or are not those of this database.
 */
export async function openKeys(
  settings: KeySettings, access: DatabaseAccess, clock: Clock, watch: Pick<VaultOptions, 'mostUnwrapped' | 'alarm'> = {},
): Promise<KeyVault> {
  try {
    return await openVault({ url: access.vault, provider: await keyProvider(settings), clock, ...watch });
  } catch (error) {
    if (error instanceof KeyFileRefusal) throw new SettingsRefusal(error.message, { cause: error });
    if (!(error instanceof CodedError)) throw error;
    throw new SettingsRefusal(error.rule === 'SEAL_BROKEN'
      ? 'The key-encryption key is not the one that this database\'s keys are wrapped with; give the right one (QALXAN_KEYS)'
      : 'The keys cannot be reached: the key provider or the login of DATABASE_VAULT_URL does not answer', { cause: error });
  }
}

/** @returns whoever holds the key-encryption key. Outside production a missing local key is made. @throws KeyFileRefusal. */
export async function keyProvider(settings: KeySettings): Promise<KeyProvider> {
  switch (settings.kind) {
    case 'transit': return new TransitKeys(settings.transit);
    case 'kms': return new KmsKeys({ keys: settings.keys, ...(settings.endpoint !== undefined && { client: { endpoint: settings.endpoint } }) });
    case 'local': {
      if (settings.mayMake) {
        mkdirSync(dirname(settings.file), { recursive: true, mode: 0o700 });
        localSecret(settings.file);
      }
      return localKeysFromFile(settings.file);
    }
  }
}
