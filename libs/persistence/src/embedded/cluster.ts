/**
 * Makes the data folder of a server with `initdb`. It is built beside and renamed into place, so a start that is
 * interrupted leaves nothing half made, and of two starts at once one wins and the other uses what it made.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseRefusal } from '../database-access.js';
import type { Account } from './account.js';

/** The superuser of an embedded server. Used to create databases and logins, never to serve. */
export const EMBEDDED_ADMIN = 'qalxan_admin';

const DRAFT = 'postgres.draft-';
const ABANDONED_AFTER = 3_600_000; // milliseconds: an initdb takes seconds

/** @returns the data folder, made on first use. */
export async function clusterIn(folder: string, programs: string, password: string, account?: Account): Promise<string> {
  const data = join(folder, 'postgres');
  if (existsSync(join(data, 'PG_VERSION'))) return data;
  removeAbandonedDrafts(folder);
  const draft = join(folder, DRAFT + randomBytes(4).toString('hex'));
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    await promisify(execFile)(
      join(programs, 'bin', 'initdb'),
      // One collation on every machine: order must not depend on which locales happen to be installed.
      [`--pgdata=${draft}`, `--username=${EMBEDDED_ADMIN}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
        '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      { ...account, cwd: draft, env: { LC_ALL: 'C', PATH: process.env.PATH } },
    );
    if (!existsSync(join(data, 'PG_VERSION'))) renameSync(draft, data);
  } catch (error) {
    // Somebody else's finished folder is as good as ours.
    if (!existsSync(join(data, 'PG_VERSION'))) {
      throw new DatabaseRefusal(`The database folder ${data} could not be made: ${lastLine(error)}`, { cause: error });
    }
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
  return data;
}

function removeAbandonedDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(DRAFT))) {
    const made = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > ABANDONED_AFTER) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function lastLine(error: unknown): string {
  const text = (error as { stderr?: string }).stderr ?? String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
