/**
 * The worker beside the API, for a machine where one command starts everything. It is a process of its own with data of its own:
 * either can be killed without harm to what the other has written. In production it is started on its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventLog } from '#telemetry';

/** Milliseconds before a worker that ended by itself is started again. */
const AGAIN_AFTER = 2_000;

export interface WorkerProcess {
  stop(): Promise<void>;
}

/** Starts the worker as a child with the same environment, and again whenever it ends before `stop`. */
export function startWorker(env: NodeJS.ProcessEnv, log: EventLog): WorkerProcess {
  // Compiled or from source, the worker stands beside us in the same form.
  const main = fileURLToPath(new URL(`../../worker/src/main${extname(import.meta.url)}`, import.meta.url));
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const begin = (): void => {
    // The channel tells the child when we are gone, however we went.
    child = spawn(process.execPath, [...process.execArgv, main], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('error', () => undefined);
    child.once('exit', (status, signal) => {
      if (stopped) return;
      log.error('worker.ended', { status: status ?? undefined, signal: signal ?? undefined });
      timer = setTimeout(begin, AGAIN_AFTER);
    });
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (child === undefined || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
