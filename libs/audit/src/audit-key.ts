/** Where the chain's key comes from: a file beside the process, never the database that the chain watches. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '#kernel';

const KEY_BYTES = 32;

/**
 * Loads the chain key from a file of exactly 32 bytes that only its owner may read.
 * In development a missing file is created; in production a missing key is an operator's mistake and is refused.
 * @param production whether to refuse to create the key. Default: `NODE_ENV` is `production`.
 * @throws Error when the file is missing in production, has another length, or others may read it.
 */
export async function auditKeyFromFile(
  path: string,
  { production = process.env['NODE_ENV'] === 'production' }: { readonly production?: boolean } = {},
): Promise<KeyObject> {
  if (!(await exists(path))) {
    if (production) throw new Error(`no audit key at ${path}: put 32 random bytes there, readable by the service alone`);
    await create(path);
  }
  if (((await stat(path)).mode & 0o077) !== 0) throw new Error(`the audit key at ${path} can be read by others`);
  const bytes = await readFile(path);
  if (bytes.length !== KEY_BYTES) throw new Error(`the audit key at ${path} must be ${KEY_BYTES} bytes`);
  return createSecretKey(bytes);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: unknown) => {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  });
}

/** Two processes may start at once; `link` never overwrites, so both end up with the same key, and never half of one. */
async function create(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${newId()}`;
  await writeFile(draft, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true });
  await chmod(draft, 0o600);
  try {
    await link(draft, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
}

function isErrno(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
