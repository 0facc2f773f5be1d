/**
 * Blind indexes: a keyed digest of the normal form stands beside a sealed value, so that the database finds a document or a
 * phone number without ever holding it. Each column has its own key: equal values in two columns do not look equal. An
 * index of names is cut to 16 bits, so that many names share each value and a stolen table tells no name for certain;
 * whoever finds by it MUST compare the opened values.
 */
import type { KeyObject } from 'node:crypto';

import { deriveKey, mac } from './derivation.js';
import { normalForm, type LookupKind } from './normal-form.js';

/** Bytes of the index of a name. */
const NAME_BYTES = 2;

export class BlindIndexes {
  private readonly keys = new Map<string, KeyObject>();

  constructor(private readonly secret: KeyObject) {}

  /** @returns 32 bytes, 2 for a name, or null when nothing of the value is left in its normal form. */
  of(kind: LookupKind, table: string, column: string, value: string): Buffer | null {
    const form = normalForm(kind, value);
    if (form === '') return null;
    const digest = mac(this.keyOf(kind, table, column), form);
    return kind === 'name' ? Buffer.from(digest.subarray(0, NAME_BYTES)) : digest;
  }

  private keyOf(kind: LookupKind, table: string, column: string): KeyObject {
    const info = `blind index|${table}|${column}|${kind}`;
    let key = this.keys.get(info);
    if (key === undefined) {
      key = deriveKey(this.secret, info);
      this.keys.set(info, key);
    }
    return key;
  }
}
