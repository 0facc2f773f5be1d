/**
 * Names and keys of signed notes (C2SP signed-note, tlog-cosignature). One Ed25519 key may sign in two ways, told apart by a type byte:
 * the log's own signature over a checkpoint's text, and a cosignature that also states a time.
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** Signature types of C2SP signed-note. */
export const NOTE_TYPE = { LOG: 0x01, TIMED: 0x04 } as const;

export type NoteType = (typeof NOTE_TYPE)[keyof typeof NOTE_TYPE];

/** A key whose signatures count. */
export interface NoteKey {
  readonly name: string;
  readonly type: NoteType;
  readonly key: KeyObject;
  /** Four bytes: with the name, they tell which line is this key's. */
  readonly id: Buffer;
}

/** The DER of an Ed25519 public key before its 32 bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const NAME = /^[^\s+\p{Cc}]{1,200}$/u;

/** @param key an Ed25519 key, private or public. @throws RangeError when the name cannot stand in a note or the key is of another kind. */
export function noteKey(name: string, type: NoteType, key: KeyObject): NoteKey {
  if (!NAME.test(name)) throw new RangeError('a name without spaces and plus signs is needed');
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return { name, type, key: open, id: keyId(name, type, publicBytes(open)) };
}

/** @returns the key as text, `name+id+base64`: what is handed to those who check. */
export function verifierKey({ name, type, key, id }: NoteKey): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(type), publicBytes(key)]).toString('base64')}`;
}

/** @returns the key that a text says, or null when it is none or its id is not its own. */
export function readVerifierKey(text: string): NoteKey | null {
  const parts = /^([^\s+\p{Cc}]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(text.trim());
  const bytes = Buffer.from(parts?.[3] ?? '', 'base64');
  const type = Object.values(NOTE_TYPE).find((known) => known === bytes[0]);
  if (!parts?.[1] || type === undefined || bytes.length !== 33) return null;
  const found = noteKey(parts[1], type, createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' }));
  return found.id.toString('hex') === parts[2] ? found : null;
}

function publicBytes(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('an Ed25519 key is needed');
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI.length);
}

function keyId(name: string, type: NoteType, bytes: Buffer): Buffer {
  return createHash('sha256').update(name).update(Buffer.of(0x0a, type)).update(bytes).digest().subarray(0, 4);
}
