/**
 * Signed notes and the checkpoints in them (C2SP signed-note, tlog-checkpoint, tlog-cosignature), read strictly: what
 * is not of the form is no checkpoint.
 */
import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';

import type { Tree } from './consistency.js';

/** 0x01 signs the text itself; 0x04 signs the text and a time. */
export type SignatureKind = 1 | 4;

export interface VerifierKey {
  readonly name: string;
  readonly kind: SignatureKind;
  readonly publicKey: Buffer;
  readonly key: KeyObject;
}

export interface Checkpoint extends Tree {
  readonly origin: string;
  /** The lines that are signed, with their line ends. */
  readonly text: string;
}

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** RFC 8410: what stands before the 32 bytes of an Ed25519 public key in DER. */
const DER = Buffer.from('302a300506032b6570032100', 'hex');

/** @param text `<name>+<key id>+<base64 of kind and public key>`. @returns null when it is no such key. */
export function readVerifierKey(text: string): VerifierKey | null {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim());
  const [, name, id, encoded] = parts ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (!name || !bytes || bytes.length !== 1 + KEY_BYTES) return null;
  const kind = bytes[0];
  if (kind !== 1 && kind !== 4) return null;
  const publicKey = bytes.subarray(1);
  if (keyId(name, kind, publicKey).toString('hex') !== id) return null;
  return { name, kind, publicKey, key: createPublicKey({ key: Buffer.concat([DER, publicKey]), format: 'der', type: 'spki' }) };
}

/** @returns the four bytes that tell keys of one name apart. */
export function keyId(name: string, kind: SignatureKind, publicKey: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(kind), publicKey]), 'buffer').subarray(0, 4);
}

/** @returns the checkpoint that a note holds, whoever signed it, or null when it holds none. */
export function readCheckpoint(note: string): Checkpoint | null {
  const parts = /^(([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n(?:— [^\n ]+ [A-Za-z0-9+/]+={0,2}\n)+$/.exec(note);
  const [, text, origin, size, encoded] = parts ?? [];
  const root = fromBase64(encoded ?? '');
  if (!text || !origin || !root || root.length !== KEY_BYTES || !Number.isSafeInteger(Number(size))) return null;
  return { text, origin, size: Number(size), root };
}

/**
 * @returns whether the key signed the note: one line of this key at least, and none that does not verify. For a cosignature
 *   the time it states, in seconds since 1970; for a plain signature 0. Null when it did not.
 */
export function signedAt(note: string, by: VerifierKey): number | null {
  const text = readCheckpoint(note)?.text;
  return text === undefined ? null : textSignedAt(note, text, by);
}

/** As {@link signedAt}, for a note that holds another text than a checkpoint. @param text what the note begins with, with its line ends. */
export function textSignedAt(note: string, text: string, { name, kind, publicKey, key }: VerifierKey): number | null {
  let at: number | null = null;
  for (const line of note.slice(text.length + 1).split('\n')) {
    const [, signer, encoded] = line.split(' ');
    const bytes = fromBase64(encoded ?? '');
    if (signer !== name || !bytes || !bytes.subarray(0, 4).equals(keyId(name, kind, publicKey))) continue;
    const signature = bytes.subarray(-SIGNATURE_BYTES);
    if (bytes.length !== 4 + (kind === 4 ? 8 : 0) + SIGNATURE_BYTES) return null;
    const time = kind === 4 ? Number(bytes.readBigUInt64BE(4)) : 0;
    if (!verify(null, Buffer.from(kind === 4 ? timed(text, time) : text), key, signature)) return null;
    at = time;
  }
  return at;
}

/** @returns what a cosignature of that second signs (C2SP tlog-cosignature v1). */
export function timed(text: string, seconds: number): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}

/** @returns the bytes, or null for a text that is not exactly what those bytes are written as. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}
