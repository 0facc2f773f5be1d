/** Makes data keys and has them wrapped. The plain bytes are overwritten before anybody else sees the answer. */
import { createSecretKey } from 'node:crypto';

import { keyCheck, newKeyBytes, wrappingContext, type DataKey, type KeyName } from './data-key.js';
import { ProviderUnreachable, type KeyProvider, type Wrapped } from './key-provider.js';

export type FreshKey = DataKey & Wrapped & { readonly check: Buffer };

/** @returns new keys under these names, wrapped, not written yet. @throws ProviderUnreachable. */
export async function wrapNew(provider: KeyProvider, names: readonly KeyName[]): Promise<readonly FreshKey[]> {
  if (names.length === 0) return [];
  const plain = names.map((name) => ({ name, key: newKeyBytes(), context: wrappingContext(name) }));
  try {
    const answers = await provider.wrap(plain);
    return plain.map(({ name, key: bytes, context }, index) => {
      const wrapped = answers[index];
      if (wrapped === undefined) throw new ProviderUnreachable('the key provider answered fewer keys than it was given');
      const key = createSecretKey(bytes);
      return { ...name, ...wrapped, key, check: keyCheck(key, context) };
    });
  } finally {
    for (const { key } of plain) key.fill(0);
  }
}
