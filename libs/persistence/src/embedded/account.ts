/**
 * PostgreSQL refuses to run as root. When we are root (a bare container, a fresh machine) the server runs as the
 * account `postgres` instead, and that account must be able to reach the folders it needs. This file finds or creates
 * the account and says which folder stands in its way.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseRefusal } from '../database-access.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** @returns the account the server runs as, or undefined when it runs as ourselves. Creates `postgres` if needed. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = findAccount();
  if (existing) return existing;
  try {
    execFileSync('groupadd', ['--system', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres'], { stdio: 'ignore' });
  } catch (error) {
    throw new DatabaseRefusal(
      'PostgreSQL does not run as root and the account "postgres" could not be created; create it, start as another user, or set DATABASE_URL',
      { cause: error },
    );
  }
  const created = findAccount();
  if (!created) throw new DatabaseRefusal('The account "postgres" was created but cannot be found');
  return created;
}

/**
 * @param account who must get there; undefined means ourselves, who own the place.
 * @returns the topmost folder on the way to `path` (or `path` itself) that the account cannot enter, if any. What does
 *   not exist yet is not in the way.
 */
export function closedTo(account: Account | undefined, path: string): string | undefined {
  if (!account) return undefined;
  const way = [resolve(path)];
  for (let step = dirname(way[0] ?? '/'); step !== way[0]; step = dirname(step)) way.unshift(step);
  return way.find((step) => !mayEnter(account, step));
}

/** Makes a folder and its missing parents, each with exactly this mode, whatever the umask. */
export function makeFolder(folder: string, mode: number): void {
  const top = mkdirSync(folder, { recursive: true });
  for (let step = folder; top !== undefined && step.length >= top.length; step = dirname(step)) chmodSync(step, mode);
}

function mayEnter(account: Account, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return true;
  if (stat.uid === account.uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === account.gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}

function findAccount(): Account | undefined {
  try {
    const ask = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}
