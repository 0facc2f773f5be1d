/** What a backup says of itself: which tables and files it has, of which shape of the database, how far the audit log came. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { say } from '#kernel';
import canonicalize from 'canonicalize';
import { z } from 'zod';

import { Refusal } from '../terminal/refusal.js';
import type { Terminal } from '../terminal/terminal.js';
import { BACKUP_KEY_BYTES, isMacOf, macOf } from './sealed-file.js';

export const MANIFEST = 'manifest.json';
/** Tables of wrapped keys lie apart, so that they can be kept apart and destroyed sooner (libs/vault/decisions/0001, erasure). */
export const FOLDERS = { keys: 'keys', data: 'data' } as const;

const NOT_A_BACKUP = say('There is no backup in this folder', 'Bu qovluqda ehtiyat nüsxə yoxdur');
const CHANGED = say('The manifest was changed, or belongs to another key', 'Manifest dəyişdirilib və ya başqa açara aiddir');

const shape = z.strictObject({
  format: z.literal(1),
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  server: z.number().int(),
  migrations: z.array(z.string()),
  tables: z.array(z.strictObject({
    schema: z.string().regex(/^[a-z_]+$/), table: z.string().regex(/^[a-z_]+$/), columns: z.array(z.string().regex(/^[a-z_0-9]+$/)),
    rows: z.number().int(), file: z.strictObject({ name: z.string().regex(/^(?:keys|data)\/[a-z_]+\.[a-z_]+$/), bytes: z.number().int(), sha256: z.string() }),
  })),
  sequences: z.array(z.strictObject({ schema: z.string(), name: z.string(), last: z.string().regex(/^\d+$/) })),
  /** The newest signed checkpoint in it; null where nothing was sealed. */
  checkpoint: z.string().nullable(),
  /** The backup's key, as the key provider wrapped it. */
  key: z.strictObject({ wrapped: z.string(), wrappingKey: z.string() }),
});

export type Manifest = z.infer<typeof shape>;
const stored = z.strictObject({ manifest: shape, mac: z.string() });

/** @returns the words that the backup's key is bound to. */
export function keyContext(id: string): string {
  return `backup|${id}`;
}

export async function writeManifest(folder: string, manifest: Manifest, key: Buffer): Promise<void> {
  const text = JSON.stringify({ manifest, mac: macOf(textOf(manifest), key) }, null, 1);
  await writeFile(join(folder, MANIFEST), `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

/**
 * @param unwrap gives the backup's key, or null when the provider refuses it.
 * @throws Refusal when there is no backup, or its manifest is not what was written.
 */
export async function readManifest(terminal: Terminal, folder: string, unwrap: (manifest: Manifest) => Promise<Buffer | null>): Promise<{ readonly manifest: Manifest; readonly key: Buffer }> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new Refusal(`${terminal.word(NOT_A_BACKUP)}: ${folder}`, { cause });
  });
  const parsed = stored.safeParse(jsonIn(text));
  if (!parsed.success) throw new Refusal(`${terminal.word(NOT_A_BACKUP)}: ${folder}`);
  const { manifest, mac } = parsed.data;
  const key = await unwrap(manifest);
  if (key?.length !== BACKUP_KEY_BYTES || !isMacOf(mac, textOf(manifest), key)) throw new Refusal(terminal.word(CHANGED));
  return { manifest, key };
}

function textOf(manifest: Manifest): string {
  return canonicalize(manifest) ?? '';
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
