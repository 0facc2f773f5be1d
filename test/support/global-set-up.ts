/**
 * Runs once before all tests: names the folder of this run's database server (which the first test that needs it starts),
 * clears away what crashed runs left behind, and leaves the way to clear its own for the end. Jest loads this file outside
 * its own module system, so it imports nothing but Node.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PREFIX = 'qalxan-test-';

export default async function setUp(): Promise<void> {
  for (const folder of abandonedFolders()) await removeServer(folder);
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  process.env.QALXAN_TEST_FOLDER = folder;
  process.env.QALXAN_TEST_OWNER = String(process.pid);
  Reflect.set(globalThis, 'removeTestServer', () => removeServer(folder));
}

/** Folders of our own whose run, named by its process id, is over. */
function abandonedFolders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX) && !isAlive(Number(name.slice(PREFIX.length).split('-')[0])))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.());
}

/** Stops the server at once (nothing in it is worth a checkpoint) and removes its folder. */
async function removeServer(folder: string): Promise<void> {
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  const pid = Number(readIfThere(pidFile).split('\n')[0]);
  if (pid > 0 && isAlive(pid)) {
    process.kill(pid, 'SIGQUIT');
    // PostgreSQL removes the file as its last act.
    for (let patience = 500; patience > 0 && readIfThere(pidFile) !== ''; patience -= 1) await wait(10);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
