/** Texts with signature lines (C2SP signed-note): made, joined and checked. */
import { sign, verify, type KeyObject } from 'node:crypto';

import { NOTE_TYPE, type NoteKey } from './note-key.js';

/** What a trusted line of a note says. `time` is in seconds since 1970, for signatures that state one. */
export interface Signed {
  readonly by: NoteKey;
  readonly time: number | null;
}

/** More lines than this are not read (C2SP asks for 16 at least). */
const MOST_LINES = 64;
const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u;

/** @returns the log's line over a note's text. @param text ends with a line feed. */
export function logLine(text: string, by: NoteKey, key: KeyObject): string {
  return line(by, sign(null, Buffer.from(text), key));
}

/** @returns a line that also states when. @param time seconds since 1970. */
export function timedLine(text: string, by: NoteKey, key: KeyObject, time: number): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  return line(by, Buffer.concat([stamp, sign(null, timedText(text, time), key)]));
}

/**
 * Checks a note against the keys one trusts.
 * @returns its text and what each trusted key says; null when it is no note, or when a line of a trusted key does not verify.
 *   Lines of strangers are passed over: an empty list means that nobody trusted has signed.
 */
export function readNote(note: string, trusted: readonly NoteKey[]): { readonly text: string; readonly signed: readonly Signed[] } | null {
  const end = note.lastIndexOf('\n\n');
  // eslint-disable-next-line no-control-regex -- the specification forbids them
  if (end === -1 || !note.endsWith('\n') || /[\x00-\x09\x0b-\x1f]/.test(note)) return null;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_LINES) return null;
  const signed: Signed[] = [];
  for (const one of lines) {
    const parts = LINE.exec(one);
    if (!parts) return null;
    const bytes = Buffer.from(parts[2] ?? '', 'base64');
    const by = trusted.find(({ name, id }) => name === parts[1] && id.equals(bytes.subarray(0, 4)));
    if (!by) continue;
    const said = check(text, by, bytes.subarray(4));
    if (!said) return null;
    signed.push(said);
  }
  return { text, signed };
}

function check(text: string, by: NoteKey, bytes: Buffer): Signed | null {
  if (by.type === NOTE_TYPE.LOG) return verify(null, Buffer.from(text), by.key, bytes) ? { by, time: null } : null;
  if (bytes.length !== 72) return null;
  const time = Number(bytes.readBigUInt64BE());
  return Number.isSafeInteger(time) && verify(null, timedText(text, time), by.key, bytes.subarray(8)) ? { by, time } : null;
}

function timedText(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

function line({ name, id }: NoteKey, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}
