/** What the doctor says: one line a check, whether it is well, and in which words. Never a secret, never a value of a record. */
import { operatorsSentence, type Settings } from '#assembly';
import { CodedError, say, type Clock, type Words } from '#kernel';
import type { DatabaseAccess } from '#persistence';
import { shapeOfError } from '#telemetry';

/** FAULT: do not go on like this. WARNING: somebody should look. */
export type Grade = 'OK' | 'WARNING' | 'FAULT';

export interface Finding {
  readonly grade: Grade;
  readonly words: Words;
}

/** What is examined. */
export interface Patient {
  readonly env: NodeJS.ProcessEnv;
  readonly settings: Settings;
  readonly access: DatabaseAccess;
  readonly clock: Clock;
}

export interface Check {
  readonly name: Words;
  /** May throw: then that is the finding. */
  run(patient: Patient): Promise<readonly Finding[]>;
}

export const ok = (en: string, az: string): Finding => ({ grade: 'OK', words: say(en, az) });
export const warning = (en: string, az: string): Finding => ({ grade: 'WARNING', words: say(en, az) });
export const fault = (en: string, az: string): Finding => ({ grade: 'FAULT', words: say(en, az) });

/** @returns a fault for whatever was thrown: the sentence of a refusal, of anything else only its kind. */
export function faultOf(error: unknown): Finding {
  const told = operatorsSentence(error);
  if (told !== undefined) return fault(told, told);
  if (error instanceof CodedError) return fault(`${error.sentence('en')} ${error.rule ?? ''}`.trim(), `${error.sentence('az')} ${error.rule ?? ''}`.trim());
  const shape = JSON.stringify(shapeOfError(error));
  return fault(`could not be examined: ${shape}`, `yoxlanıla bilmədi: ${shape}`);
}

/** @returns the findings of one check, however it ends. */
export async function examine(check: Check, patient: Patient): Promise<readonly Finding[]> {
  try {
    return await check.run(patient);
  } catch (error) {
    return [faultOf(error)];
  }
}
