/**
 * The envelope of one sealed value: `version 1 byte | data key id 16 | nonce 12 | ciphertext | tag 16`. It opens only with
 * its own key, in its own cell, under its own key version. The nonce is derived from cell and value (see
 * libs/vault/decisions/0001), so the same value in the same cell keeps the same nonce whatever the data key: SQL may compare
 * `substring(column from 18 for 12)`.
 */
import type { KeyObject } from 'node:crypto';
import { canonicalJson, type Id } from '#kernel';

import { place, type Cell } from './cell.js';
import type { DataKey } from './data-key.js';
import { mac } from './derivation.js';
import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES } from './gcm.js';

const FORMAT = 1;
const HEADER_BYTES = 17;
/** Values are padded to a multiple of this many bytes, so that their length tells little: yes and no look alike, and so do most names. */
const PAD_TO = 32;
const SHORTEST = HEADER_BYTES + NONCE_BYTES + PAD_TO + TAG_BYTES;

/**
 * @param value anything with a JSON form.
 * @returns the envelope. @throws TypeError when the value has no JSON form or the cell is none.
 */
export function sealEnvelope(dataKey: DataKey, nonceKey: KeyObject, cell: Cell, value: unknown): Buffer {
  const where = place(cell);
  const text = canonicalJson(value);
  const nonce = mac(nonceKey, `${where}|${text}`).subarray(0, NONCE_BYTES);
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = FORMAT;
  header.write(dataKey.id.replaceAll('-', ''), 1, 'hex');
  const plain = padded(text);
  const sealed = encrypt(dataKey.key, nonce, associatedData(where, dataKey), plain);
  plain.fill(0);
  return Buffer.concat([header, nonce, sealed]);
}

/** @returns the id of the data key an envelope names, or null when it is no envelope of this format. */
export function keyIdOf(envelope: Buffer): Id | null {
  if (envelope.length < SHORTEST || envelope[0] !== FORMAT) return null;
  const hex = envelope.toString('hex', 1, HEADER_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** @returns the value, or undefined when the envelope does not belong to this key and this cell or was changed. */
export function openEnvelope(dataKey: DataKey, cell: Cell, envelope: Buffer): unknown {
  const nonce = envelope.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const plain = decrypt(dataKey.key, nonce, associatedData(place(cell), dataKey), envelope.subarray(HEADER_BYTES + NONCE_BYTES));
  if (plain === null) return undefined;
  const value: unknown = JSON.parse(plain.toString('utf8'));
  plain.fill(0);
  return value;
}

function associatedData(where: string, { version }: DataKey): Buffer {
  return Buffer.from(`${where}|${version}`);
}

/** JSON ignores spaces behind a value, so they need no mark of their own. */
function padded(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const plain = Buffer.alloc(Math.max(1, Math.ceil(length / PAD_TO)) * PAD_TO, ' ');
  plain.write(text);
  return plain;
}
