/**
 * The log of the process: one JSON line per event, and an event is a name with a few listed fields. There is no way to
 * pass a sentence, so a value cannot get into the log by being interpolated into one; a field that is not listed, or
 * does not look as its kind should, is dropped.
 */
import { pino, type DestinationStream } from 'pino';

const code = /^[A-Za-z][\w.:-]{0,79}$/;
const place = /^[\w@.+-]+:\d+:\d+$/;

/** The fields an event may have, and what each may look like. */
const FIELDS = {
  /** HTTP or process status. */
  status: 'number',
  port: 'number',
  count: 'number',
  durationMs: 'number',
  bytes: 'number',
  number: 'number',
  /** An error's code of ours. */
  code,
  /** SQLSTATE, or Node's code such as ECONNREFUSED. */
  systemCode: /^[A-Z0-9_]{4,40}$/,
  /** Class name of an error. */
  class: code,
  /** Where it was raised, innermost first. */
  at: place,
  /** Name of a step, check, migration, job, lane or record type; never of a person. */
  step: code,
  check: code,
  migration: code,
  job: code,
  lane: /^[\w-]{1,64}$/,
  record: code,
  operation: code,
  signal: /^SIG[A-Z0-9]+$/,
  context: code,
  version: /^[\w.+-]{1,40}$/,
  mode: code,
} as const satisfies Record<string, 'number' | RegExp>;

export type EventFields = { readonly [K in keyof typeof FIELDS]?: number | string | readonly string[] | undefined };

export interface EventLog {
  /** @param event a constant name, lower case with dots: `import.finished`. Never built from data. */
  info(event: string, fields?: EventFields): void;
  warn(event: string, fields?: EventFields): void;
  error(event: string, fields?: EventFields): void;
}

const EVENT = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+$/;
/** Delete, C1 controls, line and paragraph separators, bidirectional overrides: JSON allows them, terminals obey them. */
const TREACHEROUS = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Opens the log.
 * @param destination where lines go; standard output when left out.
 */
export function openLog(options: { readonly level?: 'info' | 'warn' | 'error' | 'silent'; readonly destination?: DestinationStream } = {}): EventLog {
  const sink = pino(
    {
      level: options.level ?? 'info',
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => line.replace(TREACHEROUS, escaped) },
    },
    options.destination ?? pino.destination(1),
  );
  const write = (level: 'info' | 'warn' | 'error') => (event: string, fields: EventFields = {}) =>
    sink[level]({ event: EVENT.test(event) ? event : 'event.unnamed', ...listed(fields) });
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** @returns the fields that are listed and look as they should. */
function listed(fields: EventFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(FIELDS)) {
    const value = fields[name as keyof typeof FIELDS];
    if (kind === 'number') {
      if (typeof value === 'number') kept[name] = value;
    } else if (typeof value === 'string') {
      if (kind.test(value)) kept[name] = value;
    } else if (Array.isArray(value)) {
      kept[name] = value.filter((part) => typeof part === 'string' && kind.test(part)).slice(0, 12);
    }
  }
  return kept;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
