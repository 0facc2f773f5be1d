/**
 * Stopping without losing anybody's answer: refuse new connections, let requests in flight finish, then close what
 * they used in the order given (lanes before pools, pools before the database).
 */
import type { INestApplicationContext } from '@nestjs/common';
import { shapeOfError, type EventLog } from '#telemetry';

/** One thing to close after the last answer. */
export interface StopStep {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export interface Stop {
  /** Stops once; later calls wait for the same stop. @returns whether every step succeeded. */
  readonly stop: () => Promise<boolean>;
  /** True from the first call of `stop`. Give it to the readiness check. */
  readonly isStopping: () => boolean;
  /** Calls `stop` at SIGTERM and SIGINT, then ends the process: 0, or 1 when a step failed. */
  readonly onSignals: () => void;
}

/**
 * @param app the Nest application; its `close` stops accepting and waits for requests in flight.
 * @param steps run one after the other after that; a failing step is logged and the next one still runs.
 */
export function gracefulStop(app: Pick<INestApplicationContext, 'close'>, steps: readonly StopStep[], log: EventLog): Stop {
  let stopping: Promise<boolean> | undefined;

  const runAll = async (): Promise<boolean> => {
    let clean = true;
    for (const step of [{ name: 'http', run: () => app.close() }, ...steps]) {
      try {
        await step.run();
      } catch (error) {
        clean = false;
        log.error('stop.failed', { step: step.name, ...shapeOfError(error) });
      }
    }
    log.info('stop.done');
    return clean;
  };
  const stop = (): Promise<boolean> => (stopping ??= runAll());

  return {
    stop,
    isStopping: () => stopping !== undefined,
    onSignals: () => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        process.once(signal, () => {
          log.info('stop.asked', { signal });
          void stop().then((clean) => process.exit(clean ? 0 : 1));
        });
      }
    },
  };
}
