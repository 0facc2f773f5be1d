/** What a failing database means to the caller: that there is no answer now. Its own words stay inside. */
import { CodedError } from '#kernel';

/**
 * Turns a failure of the database into UNAVAILABLE (connection lost, shutting down, out of resources, time-out) or INTERNAL.
 * PostgreSQL error classes: 08 connection, 53 resources, 55 not in state, 57 operator intervention, 58 system.
 */
export function asUnavailable(cause: unknown): never {
  const code = (cause as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' ? code : '';
  const passing = known === '' || /^(08|53|55|57|58)|^E[A-Z]+$/.test(known);
  throw new CodedError(passing ? 'UNAVAILABLE' : 'INTERNAL', undefined, { cause });
}
