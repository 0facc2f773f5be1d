/** One-time codes of the demonstration's officers, as an authenticator app would show them: a visitor has none of theirs in his telephone. */
import { TOTP_STEP_SECONDS, totpCode, totpStepAt, totpUri } from '#identity';

import { remembered } from './installation.js';

export interface DemonstrationCode {
  readonly code: string;
  /** Until the app would show another. */
  readonly secondsLeft: number;
}

/** @returns the code of the moment, or null for whoever has no one-time codes. @param folder the data folder. */
export function demonstrationCode(folder: string, login: string, now: Date): DemonstrationCode | null {
  const secret = remembered(folder)?.totp[login];
  if (secret === undefined) return null;
  const step = totpStepAt(now);
  return { code: totpCode(secret, step), secondsLeft: Math.ceil((step + 1) * TOTP_STEP_SECONDS - now.getTime() / 1_000) };
}

/** @returns the `otpauth:` addresses of the officers who must give a code, for whoever would rather use a telephone. */
export function otpauthOf(totp: Readonly<Record<string, string>>): readonly { readonly login: string; readonly uri: string }[] {
  return Object.entries(totp).map(([login, secret]) => ({ login, uri: totpUri(secret, login) }));
}
