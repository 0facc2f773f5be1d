/** What an operator is told when the process does not start. Refusals are sentences made for this; other errors may hold values. */
import { DatabaseRefusal } from '#persistence';
import { shapeOfError } from '#telemetry';

import { SettingsRefusal } from './settings.js';

/** @returns one sentence for the operator; of an error that nobody foresaw only its kind and place. */
export function refusalOf(error: unknown): string {
  if (error instanceof SettingsRefusal || error instanceof DatabaseRefusal) return error.message;
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return 'The port is in use; PORT names another one';
  return `The start failed: ${JSON.stringify(shapeOfError(error))}`;
}
