/**
 * Key-encryption keys in a file: for development, and for a single machine without a key service. The file holds one key of
 * 64 hexadecimal digits a line; the last line wraps, the lines before it still unwrap, so adding a line and running the
 * rotation changes the key. Whoever reads file and database reads everything: see libs/vault/decisions/0001.
 */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import { KEY_BYTES } from '../data-key.js';
import { mac } from '../derivation.js';
import { decrypt, encrypt, NONCE_BYTES } from '../gcm.js';
import type { Bound, KeyProvider, Unwrapped, Wrapped } from '../key-provider.js';

/** A file of keys that cannot be used. The message is one sentence for the operator and holds no key. */
export class KeyFileRefusal extends Error {
  override readonly name = 'KeyFileRefusal';
}

/** @throws KeyFileRefusal when the file is missing, others may read it, or a line is not a key of 64 hexadecimal digits. */
export async function localKeysFromFile(path: string): Promise<LocalKeys> {
  let text: string;
  try {
    if (((await stat(path)).mode & 0o077) !== 0) throw new KeyFileRefusal(`The key file ${path} can be read by others than its owner`);
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof KeyFileRefusal) throw error;
    throw new KeyFileRefusal(`The key file ${path} cannot be read`, { cause: error });
  }
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0 || lines.some((line) => !/^[0-9a-f]{64}$/i.test(line))) {
    throw new KeyFileRefusal(`The key file ${path} must hold one key of 64 hexadecimal digits a line`);
  }
  return new LocalKeys(lines.map((line) => Buffer.from(line, 'hex')));
}

export class LocalKeys implements KeyProvider {
  private readonly keys = new Map<string, KeyObject>();
  private readonly newest: { readonly name: string; readonly key: KeyObject };

  /** @param keys key-encryption keys of 32 bytes, oldest first; the last one wraps. */
  constructor(keys: readonly Buffer[]) {
    let newest: { readonly name: string; readonly key: KeyObject } | undefined;
    for (const bytes of keys) {
      if (bytes.length !== KEY_BYTES) throw new KeyFileRefusal(`A key-encryption key has ${KEY_BYTES} bytes`);
      const key = createSecretKey(bytes);
      newest = { name: `local:${mac(key, 'qalxan key-encryption key name').toString('hex', 0, 8)}`, key };
      this.keys.set(newest.name, key);
    }
    if (newest === undefined) throw new KeyFileRefusal('There is no key-encryption key');
    this.newest = newest;
  }

  currentKey(): Promise<string> {
    return Promise.resolve(this.newest.name);
  }

  wrap(keys: readonly Unwrapped[]): Promise<readonly Wrapped[]> {
    return Promise.resolve(keys.map((item) => this.wrapOne(item)));
  }

  unwrap(keys: readonly Bound[]): Promise<readonly (Buffer | null)[]> {
    return Promise.resolve(keys.map((item) => this.unwrapOne(item)));
  }

  rewrap(keys: readonly Bound[]): Promise<readonly (Wrapped | null)[]> {
    return Promise.resolve(keys.map((item) => {
      const key = this.unwrapOne(item);
      if (key === null) return null;
      const wrapped = this.wrapOne({ key, context: item.context });
      key.fill(0);
      return wrapped;
    }));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Nonces are random: a key-encryption key wraps far fewer than the 2^32 keys that SP 800-38D, section 8.3, allows. */
  private wrapOne({ key, context }: Unwrapped): Wrapped {
    const nonce = randomBytes(NONCE_BYTES);
    return { wrapped: Buffer.concat([nonce, encrypt(this.newest.key, nonce, Buffer.from(context), key)]), wrappingKey: this.newest.name };
  }

  private unwrapOne({ wrapped, wrappingKey, context }: Bound): Buffer | null {
    const key = this.keys.get(wrappingKey);
    if (key === undefined || wrapped.length < NONCE_BYTES) return null;
    return decrypt(key, wrapped.subarray(0, NONCE_BYTES), Buffer.from(context), wrapped.subarray(NONCE_BYTES));
  }
}
