/**
 * Nest's own log messages, through the event log. Nest logs sentences, and errors with their message;
 * here only which part of Nest spoke and the shape of an error are kept. Create the application with
 * `abortOnError: false` and let the caller show why a start failed.
 */
import type { LoggerService } from '@nestjs/common';
import { shapeOfError } from './error-shape.js';
import type { EventLog } from './event-log.js';

/** Writes Nest's warnings and errors as `nest.warn` and `nest.error` with their context. */
export class JsonLogger implements LoggerService {
  constructor(private readonly events: EventLog) {}

  /** Nest's progress at start is sentences without meaning once the sentence is left out. */
  log(): void {
    return undefined;
  }

  warn(_message: unknown, ...rest: unknown[]): void {
    this.events.warn('nest.warn', { context: contextOf(rest) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = [message, ...rest].find((part) => part instanceof Error);
    this.events.error('nest.error', { context: contextOf(rest), ...(error === undefined ? {} : shapeOfError(error)) });
  }

  /** Development noise has no place in a record of operations. */
  debug(): void {
    return undefined;
  }

  verbose(): void {
    return undefined;
  }
}

/** By Nest's convention the last argument is the context. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
