/** What an operator is told when a command is refused or fails. Refusals are sentences made for this; other errors may hold values. */
import { operatorsSentence } from '#assembly';
import { FileRefusal } from '#exchange';
import { CodedError, say } from '#kernel';
import { shapeOfError } from '#telemetry';

import type { Terminal } from './terminal.js';

/** A refusal of the console's own, in the operator's language already. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const FAILED = say('The command failed', 'Əmr yerinə yetirilmədi');

/** @returns one sentence in the terminal's language for whatever ended a command; of an unforeseen error nothing of its message. */
export function sentenceFor(terminal: Terminal, error: unknown): string {
  const told = error instanceof Refusal ? error.message : operatorsSentence(error);
  if (told !== undefined) return told;
  if (error instanceof FileRefusal) return error.sentence(terminal.locale);
  if (error instanceof CodedError && error.code !== 'INTERNAL') {
    return [error.sentence(terminal.locale), error.rule].filter((part) => part !== undefined).join(': ');
  }
  const cause = error instanceof CodedError && error.cause !== undefined ? error.cause : error;
  return `${terminal.word(FAILED)}: ${JSON.stringify(shapeOfError(cause))}`;
}
