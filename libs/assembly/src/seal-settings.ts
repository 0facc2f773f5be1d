/**
 * Who signs the log and whom it is shown to, from the environment. Only the worker holds the signing key; every other process needs
 * the public key alone. In production nothing is made up.
 */
import { join } from 'node:path';
import { AnchorFile, CheckpointSigner, logKeys, NOTE_TYPE, readVerifierKey, sealKeyFromFile, Witness, type LogKeys, type NoteKey } from '#audit';
import { localFolder } from '#persistence';

import { SettingsRefusal, type Environment } from './settings-refusal.js';

/** The log's name in checkpoints, unless QALXAN_SEAL_ORIGIN gives one. */
export const SEAL_ORIGIN = 'qalxan.local/audit';

export interface SealSettings {
  readonly production: boolean;
  readonly origin: string;
  /** Absent in production where it was not given: then this process cannot sign. */
  readonly keyFile: string | undefined;
  readonly anchorFile: string | undefined;
  /** The log's verifier key, where the signing key is not. */
  readonly publicKey: NoteKey | null;
  readonly witness: { readonly url: string; readonly key: NoteKey } | null;
}

/** Reads QALXAN_SEAL_KEY_FILE, QALXAN_SEAL_PUBLIC_KEY, QALXAN_SEAL_ORIGIN, QALXAN_ANCHOR_FILE, QALXAN_WITNESS_URL, QALXAN_WITNESS_KEY. @throws SettingsRefusal */
export function readSealSettings(env: Environment, production: boolean): SealSettings {
  const local = (name: string): string | undefined => (production ? undefined : join(localFolder(env), name));
  const publicKey = keyIn(env, 'QALXAN_SEAL_PUBLIC_KEY', NOTE_TYPE.LOG);
  const witnessKey = keyIn(env, 'QALXAN_WITNESS_KEY', NOTE_TYPE.TIMED);
  const url = env.QALXAN_WITNESS_URL || undefined;
  if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) throw new SettingsRefusal('QALXAN_WITNESS_URL is not a URL of the form https://host/path');
  if ((url === undefined) !== (witnessKey === null)) throw new SettingsRefusal('QALXAN_WITNESS_URL and QALXAN_WITNESS_KEY are given together or not at all');
  return {
    production,
    origin: env.QALXAN_SEAL_ORIGIN || publicKey?.name || SEAL_ORIGIN,
    keyFile: env.QALXAN_SEAL_KEY_FILE || local('seal.key'),
    anchorFile: env.QALXAN_ANCHOR_FILE || local('anchors.txt'),
    publicKey,
    witness: url !== undefined && witnessKey ? { url, key: witnessKey } : null,
  };
}

/** @returns the keys by which checkpoints are checked. @throws SettingsRefusal when this process has none. */
export async function sealKeys(settings: SealSettings): Promise<LogKeys> {
  if (settings.publicKey) return logKeys(settings.publicKey.name, settings.publicKey.key);
  if (settings.keyFile === undefined) throw new SettingsRefusal('Production needs QALXAN_SEAL_PUBLIC_KEY; "console audit public-key" prints it where the key is');
  return (await signerOf(settings)).keys;
}

/** @returns what a sealer needs. @throws SettingsRefusal with one sentence. */
export async function openSealing(settings: SealSettings): Promise<{ readonly signer: CheckpointSigner; readonly anchors: AnchorFile; readonly witness: Witness | null }> {
  if (settings.anchorFile === undefined) throw new SettingsRefusal('Sealing the log in production needs QALXAN_ANCHOR_FILE');
  const signer = await signerOf(settings);
  const stranger = settings.publicKey !== null && !(settings.publicKey.name === signer.origin && settings.publicKey.id.equals(signer.keys.log.id));
  if (stranger) throw new SettingsRefusal('QALXAN_SEAL_PUBLIC_KEY is not the key of QALXAN_SEAL_KEY_FILE');
  return { signer, anchors: new AnchorFile(settings.anchorFile), witness: settings.witness && new Witness(settings.witness) };
}

/** @throws SettingsRefusal */
export async function signerOf({ keyFile, origin, production }: SealSettings): Promise<CheckpointSigner> {
  if (keyFile === undefined) throw new SettingsRefusal('Sealing the log in production needs QALXAN_SEAL_KEY_FILE');
  try {
    return new CheckpointSigner(origin, await sealKeyFromFile(keyFile, { production }));
  } catch (cause) {
    throw new SettingsRefusal(cause instanceof RangeError ? 'QALXAN_SEAL_ORIGIN is not usable: a name without spaces and plus signs' : (cause as Error).message, { cause });
  }
}

function keyIn(env: Environment, name: string, type: NoteKey['type']): NoteKey | null {
  const text = env[name];
  if (text === undefined || text === '') return null;
  const key = readVerifierKey(text);
  if (key?.type !== type) throw new SettingsRefusal(`${name} is not a verifier key of the form name+id+base64`);
  return key;
}
