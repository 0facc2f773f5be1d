/** What a failing database means to the caller, of a command or a question: coded, and without the row that PostgreSQL quotes in its errors. */
import { CodedError } from '#kernel';

/**
 * @returns the error itself when it is coded; REJECTED, PERSON_ERASED, for the class of our own with which the database keeps values of an
 *   erased human out; else UNAVAILABLE for what passes (connection, resources, time-outs, deadlocks:
 *   PostgreSQL classes 08, 40, 53, 55, 57, 58), or INTERNAL.
 */
export function codedFailure(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'QX001') return new CodedError('REJECTED', 'PERSON_ERASED', { cause: error });
  const passing = typeof code === 'string' && /^(?:(?:08|40|53|55|57|58).{3}|E[A-Z]+)$/.test(code);
  const lost = error instanceof Error && /connection (?:terminated|ended)|not queryable|timeout exceeded when trying to connect/i.test(error.message);
  return new CodedError(passing || lost ? 'UNAVAILABLE' : 'INTERNAL', undefined, { cause: error });
}

/** For `.catch()` of a statement. @throws the {@link codedFailure} of the error. */
export function throwCoded(error: unknown): never {
  throw codedFailure(error);
}
