/** Apollo's own messages interpolate errors, and errors carry values: what is kept is that it spoke, not what it said. */
import type { Logger } from '@nestjs/common';
import type { EventLog } from '#telemetry';

type Speak = (message?: unknown) => void;

/** @returns a logger for Apollo that writes one constant event per warning or error. */
export function quietApolloLogger(log: EventLog): Record<keyof Pick<Logger, 'debug' | 'warn' | 'error'> | 'info', Speak> {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => log.warn('apollo.warning'),
    error: () => log.error('apollo.error'),
  };
}
