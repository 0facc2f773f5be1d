/** The witness's folder: its key, and the last tree it signed, replaced as a whole and flushed before anything is signed. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { fromBase64 } from '../tree/note.js';
import type { Memory } from './add-checkpoint.js';

/** @returns the witness's key pair; made when the folder has none. */
export function ownKey(folder: string): { key: KeyObject; publicKey: Buffer } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'witness.key');
  if (!existsSync(path)) write(path, String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const key = createPrivateKey(readFileSync(path));
  return { key, publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32) };
}

/** @throws Error for a memory that cannot be read: a witness that forgot must not sign. */
export function memoryIn(folder: string): Memory {
  const path = join(folder, 'last-tree');
  return {
    load: () => {
      if (!existsSync(path)) return null;
      const [, size, root] = /^(\d{1,16}) ([A-Za-z0-9+/]{43}=)\n$/.exec(readFileSync(path, 'utf8')) ?? [];
      const bytes = fromBase64(root ?? '');
      if (size === undefined || !bytes) throw new Error('the witness cannot read what it signed last');
      return { size: Number(size), root: bytes };
    },
    save: ({ size, root }) => { write(path, `${size} ${root.toString('base64')}\n`); },
  };
}

/** Replaces a file as a whole: after a crash it is the old one or the new one. */
function write(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  const folder = openSync(join(path, '..'), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
