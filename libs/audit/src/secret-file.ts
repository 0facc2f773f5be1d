/** Secrets that lie in files: made where none is, read only when nobody else can read them. */
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '#kernel';

export interface SecretFile {
  readonly path: string;
  /** What it is, for the operator: `the audit key`. */
  readonly what: string;
  /** Makes a missing secret; null where that is an operator's mistake and is refused. */
  readonly make: (() => Buffer) | null;
  /** Said when it is missing: what to put there. */
  readonly hint: string;
}

/** A secret that cannot be used. Its message is one sentence for the operator and holds nothing of the secret. */
export class SecretFileRefusal extends Error {
  override readonly name = 'SecretFileRefusal';
}

/** @throws SecretFileRefusal when the file is missing and may not be made, or others may read it. */
export async function secretFromFile({ path, what, make, hint }: SecretFile): Promise<Buffer> {
  if (!(await exists(path))) {
    if (!make) throw new SecretFileRefusal(`There is no ${what} at ${path}: ${hint}`);
    await create(path, make());
  }
  if (((await stat(path)).mode & 0o077) !== 0) throw new SecretFileRefusal(`The ${what} at ${path} can be read by others`);
  return readFile(path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: unknown) => {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  });
}

/** Two processes may start at once; `link` never overwrites, so both end up with the same secret, and never half of one. */
async function create(path: string, secret: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${newId()}`;
  await writeFile(draft, secret, { mode: 0o600, flag: 'wx', flush: true });
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
