/** What an operator is told when the process does not start. Refusals are sentences made for this; other errors may hold values. */
import { SecretFileRefusal } from '#audit';
import { DatabaseRefusal } from '#persistence';
import { shapeOfError } from '#telemetry';
import { KeyFileRefusal } from '#vault';

import { SettingsRefusal } from './settings.js';

/** @returns the sentence of a refusal that was made for the operator, else undefined. */
export function operatorsSentence(error: unknown): string | undefined {
  return error instanceof SettingsRefusal || error instanceof DatabaseRefusal || error instanceof SecretFileRefusal || error instanceof KeyFileRefusal ? error.message : undefined;
}

/** @returns one sentence for the operator; of an error that nobody foresaw only its kind and place. */
export function refusalOf(error: unknown): string {
  const sentence = operatorsSentence(error);
  if (sentence !== undefined) return sentence;
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return 'The port is in use; PORT names another one';
  return `The start failed: ${JSON.stringify(shapeOfError(error))}`;
}
