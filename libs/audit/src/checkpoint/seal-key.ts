/** Where the key that signs checkpoints comes from: a file beside the worker, which no other process and no database holds. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { SecretFileRefusal, secretFromFile } from '../secret-file.js';

/**
 * Loads an Ed25519 private key in PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` writes it.
 * @param production whether to refuse to make a missing key.
 * @throws SecretFileRefusal when the file is missing in production, is no such key, or others may read it.
 */
export async function sealKeyFromFile(path: string, { production }: { readonly production: boolean }): Promise<KeyObject> {
  const make = (): Buffer => Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const pem = await secretFromFile({
    path, what: 'seal key', make: production ? null : make, hint: 'put an Ed25519 key there: openssl genpkey -algorithm ed25519',
  });
  const key = keyFrom(pem);
  if (key?.asymmetricKeyType !== 'ed25519') throw new SecretFileRefusal(`The seal key at ${path} must be an Ed25519 private key in PEM`);
  return key;
}

function keyFrom(pem: Buffer): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
