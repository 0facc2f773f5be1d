/**
 * Files of a backup, encrypted: facts that are no secrets in the database must not lie in the open on a tape either. AES-256-GCM under
 * a key of this backup alone, which only the key provider can unwrap; the file's place is its nonce, its name is bound to it.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Transform, type Readable, type Writable } from 'node:stream';

export const BACKUP_KEY_BYTES = 32;
const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;

export interface SealedFile {
  readonly name: string;
  /** Bytes of the encrypted file, its tag of 16 bytes at the end included. */
  readonly bytes: number;
  /** SHA-256 of the encrypted file, hex: can be checked without any key. */
  readonly sha256: string;
}

/** @returns the nonce of the file at a place: each place is used once under a key, and a key for one backup. */
function nonceOf(place: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 8);
  return nonce;
}

/**
 * Writes a new file, readable by its owner alone and flushed to disk.
 * @param fill is given the stream to write the plain text to, and does not end it.
 */
export async function writeSealed<T>(path: string, name: string, place: number, key: Buffer, fill: (into: Writable) => Promise<T>): Promise<{ readonly file: SealedFile; readonly told: T }> {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(place));
  cipher.setAAD(Buffer.from(name));
  const hash = createHash('sha256');
  let bytes = 0;
  const count = (chunk: Buffer): Buffer => {
    hash.update(chunk);
    bytes += chunk.length;
    return chunk;
  };
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => { done(null, count(chunk)); },
    flush: (done) => { done(null, count(cipher.getAuthTag())); },
  });
  const written = pipeline(cipher, counted, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  try {
    const told = await fill(cipher);
    cipher.end();
    await written;
    return { file: { name, bytes, sha256: hash.digest('hex') }, told };
  } catch (error) {
    cipher.destroy();
    await written.catch(() => undefined);
    throw error;
  }
}

/**
 * Reads a file back.
 * @param take consumes the plain text. What it does with it MUST be undone when this throws: the tag comes last.
 * @throws Error when a byte was changed, cut or added, or the file is another's.
 */
export async function readSealed<T>(path: string, { name, bytes, sha256 }: SealedFile, place: number, key: Buffer, take: (from: Readable) => Promise<T>): Promise<T> {
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(place));
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(await tagOf(path, bytes));
  const hash = createHash('sha256');
  const hashing = new Transform({ transform: (chunk: Buffer, _encoding, done) => { hash.update(chunk); done(null, chunk); } });
  const source = createReadStream(path, { start: 0, end: Math.max(0, bytes - TAG_BYTES - 1) });
  const empty = bytes === TAG_BYTES;
  if (empty) {
    source.destroy();
    decipher.end();
  }
  const read = empty ? Promise.resolve() : pipeline(source, hashing, decipher);
  const [told] = await Promise.all([take(decipher), read]);
  hash.update(await tagOf(path, bytes));
  if (hash.digest('hex') !== sha256) throw new Error(`${name} is not the file of the manifest`);
  return told;
}

async function tagOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    if (bytes < TAG_BYTES || (await file.stat()).size !== bytes) throw new Error('the file has another length');
    return (await file.read(Buffer.alloc(TAG_BYTES), 0, TAG_BYTES, bytes - TAG_BYTES)).buffer;
  } finally {
    await file.close();
  }
}

/** @returns HMAC-SHA-256 of a text under a key that is derived from the backup's, hex. */
export function macOf(text: string, key: Buffer): string {
  const own = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'qalxan backup manifest', 32));
  return createHmac('sha256', own).update(text).digest('hex');
}

export function isMacOf(mac: string, text: string, key: Buffer): boolean {
  const [given, right] = [Buffer.from(mac, 'hex'), Buffer.from(macOf(text, key), 'hex')];
  return given.length === right.length && timingSafeEqual(given, right);
}
