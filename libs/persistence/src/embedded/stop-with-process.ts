/** An embedded server must not outlive the process it belongs to, however that process ends, short of SIGKILL. */
import { readPostmaster, servesFolder } from './postmaster.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops the server of a data folder when this process ends. Where the application handles a signal itself (it drains
 * its requests first, which need the database), we leave the signal to it and stop at its exit.
 * @returns a function that takes this back.
 */
export function stopWithProcess(data: string, stop: () => Promise<void>): () => void {
  const onExit = (): void => {
    const running = readPostmaster(data);
    if (running && servesFolder(running.pid, data)) process.kill(running.pid, 'SIGINT');
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    void stop().finally(() => {
      forget();
      process.kill(process.pid, signal);
    });
  };
  const forget = (): void => {
    process.off('exit', onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', onExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return forget;
}
