/**
 * What is known about a server from outside: PostgreSQL leaves `postmaster.pid` in its data folder. After a SIGKILL that
 * file may name a process that is gone, or one that has since become something else, or a server that lost its
 * starter and still runs. Telling these apart decides between starting, cleaning up and joining.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** @returns what postmaster.pid of the data folder says, or undefined when it is absent or not yet complete. */
export function readPostmaster(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  // Lines: process id, data folder, start time, port. https://www.postgresql.org/docs/18/storage-file-layout.html
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** @returns whether process `pid` is a living PostgreSQL server of this data folder. A zombie is not living. */
export function servesFolder(pid: number, data: string): boolean {
  return commandOf(pid).includes(data);
}

/** @returns whether the process exists and is not a zombie. */
export function isAlive(pid: number): boolean {
  return commandOf(pid).length > 0;
}

/** Removes a postmaster.pid whose process is not a server of this folder. PostgreSQL itself guards against a server
 * whose own processes still hold the shared memory, so this cannot start two servers on one folder. */
export function clearStalePid(data: string): void {
  const named = readPostmaster(data);
  if (named && servesFolder(named.pid, data)) return;
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** @returns a port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Stops a server and waits until it has gone. `fast` ends sessions and writes a checkpoint; `immediate` is a crash
 * that recovery repairs. A server that does not stop within 30 seconds is stopped immediately.
 */
export async function stopPostmaster(pid: number, data: string, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const deadline = Date.now() + 30_000;
  if (servesFolder(pid, data)) process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  while (servesFolder(pid, data)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    await wait(20);
  }
}

/** @returns the words of the command line of a process, empty when there is none to see. */
function commandOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim().split(' ').filter(Boolean);
  } catch {
    return [];
  }
}
