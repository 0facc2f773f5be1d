/**
 * What may be said about an error that nobody foresaw: its class, its system code and where it was raised. Never its
 * message: PostgreSQL quotes the row that broke a constraint, JSON parsers quote the text, and so on.
 */
import type { EventFields } from './event-log.js';

const FRAME = /^\s+at .*?([^/\\\s(]+:\d+:\d+)\)?$/;
const SYSTEM_CODE = /^(?:[0-9A-Z]{5}|E[A-Z_]+)$/;
const MOST_PLACES = 8;

/** @returns class name, system code and stack places (`file:line:column`, no folders), innermost first. */
export function shapeOfError(error: unknown): Pick<EventFields, 'class' | 'systemCode' | 'at'> {
  if (!(error instanceof Error)) return { class: typeof error };
  const systemCode = (error as { code?: unknown }).code;
  return {
    class: error.constructor.name,
    ...(typeof systemCode === 'string' && SYSTEM_CODE.test(systemCode) ? { systemCode } : {}),
    at: placesOf(error),
  };
}

/** A message may hold lines that look like frames, so it is cut off first; if it cannot be found, nothing is told. */
function placesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const from = stack.indexOf(error.message);
  const emptied = error.message === '' && /^[^\n]*:/.test(stack);
  if (from === -1 || emptied) return [];
  const frames = stack.slice(from + error.message.length).split('\n');
  return frames
    .map((line) => FRAME.exec(line)?.[1])
    .filter((place) => place !== undefined)
    .slice(0, MOST_PLACES);
}
