/**
 * Commands that want a fresh proof of identity. A session may be twelve hours old and its screen unattended; whoever makes
 * accounts, releases for court or imports proves again who he is, with everything he holds, at most five minutes before
 * (OWASP ASVS 5.0, 7.5.3; NIST SP 800-63B-4, section 2.2.3 on reauthentication). One list, enforced by the write door:
 * a command is put under it here and nowhere else.
 */
import { CodedError, type Clock } from '#kernel';

import type { Command } from './grants.js';
import type { Viewer } from './viewer.js';

/** See above. What officers do with their own account is listed beside it, in `libs/identity`. */
export const PROOF_COMMANDS: ReadonlySet<Command> = new Set<Command>(['manageAccounts', 'clearForCourt', 'importRecords', 'decideApproval', 'orderSeal', 'liftSeal', 'breakGlass', 'reviewBreakGlass', 'erasePerson']);

/** Milliseconds a proof of identity is good for. */
export const PROOF_AGE_MS = 5 * 60_000;

/** Milliseconds by which the clocks of two of our machines may differ. */
const SKEW_MS = 30_000;

/** @returns whether the session's last full proof of identity is at most five minutes old. */
export function isRecentlyProved({ provedAt }: Pick<Viewer, 'provedAt'>, clock: Clock): boolean {
  if (provedAt === undefined) return false;
  const age = clock.now().getTime() - provedAt;
  return age >= -SKEW_MS && age <= PROOF_AGE_MS;
}

/** @throws CodedError REAUTH_REQUIRED unless {@link isRecentlyProved}. */
export function requireRecentProof(viewer: Pick<Viewer, 'provedAt'>, clock: Clock): void {
  if (!isRecentlyProved(viewer, clock)) throw new CodedError('REAUTH_REQUIRED');
}
