/** Where the chain's key comes from: a file beside the process, never the database that the chain watches. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

import { SecretFileRefusal, secretFromFile } from './secret-file.js';

const KEY_BYTES = 32;

/**
 * Loads the chain key from a file of exactly 32 bytes that only its owner may read.
 * In development a missing file is created; in production a missing key is an operator's mistake and is refused.
 * @param production whether to refuse to create the key. Default: `NODE_ENV` is `production`.
 * @throws SecretFileRefusal when the file is missing in production, has another length, or others may read it.
 */
export async function auditKeyFromFile(
  path: string,
  { production = process.env['NODE_ENV'] === 'production' }: { readonly production?: boolean } = {},
): Promise<KeyObject> {
  const bytes = await secretFromFile({
    path, what: 'audit key', make: production ? null : () => randomBytes(KEY_BYTES), hint: 'put 32 random bytes there, readable by the service alone',
  });
  if (bytes.length !== KEY_BYTES) throw new SecretFileRefusal(`The audit key at ${path} must be ${KEY_BYTES} bytes`);
  return createSecretKey(bytes);
}
