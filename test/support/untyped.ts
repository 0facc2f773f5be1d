/** Calls as a program without types would make them: for tests of what happens when the compiler did not help. */
import type { Decision, PolicyBook } from '#policy';

/** Asks the policy with anything at all. */
export function decisionOf(policy: PolicyBook, standing: unknown, record: unknown, field: unknown): Decision {
  return policy.decide(standing as never, record as never, field as never);
}
