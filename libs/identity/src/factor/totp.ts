/**
 * One-time codes by the clock (RFC 6238): 6 digits, steps of 30 seconds, HMAC-SHA-1. SHA-1 because common authenticator
 * apps ignore the `algorithm` of the address and compute it anyway, so that SHA-256 would lock people out; as an HMAC it is
 * not broken (RFC 6151 and NIST SP 800-131A allow it). See decisions/0006-second-factors.md.
 */
import { generateSecret, generateSync, generateURI } from 'otplib';

/** Seconds a code is shown. */
export const TOTP_STEP_SECONDS = 30;

/** Steps by which the clock of a telephone may differ, either way (RFC 6238, section 5.2). */
const STEPS_OFF = 1;

/** @returns a new secret of 160 bits (RFC 4226, section 4, R6) in base 32. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** @returns the `otpauth:` address that an authenticator app reads as a picture or as text. */
export function totpUri(secret: string, login: string): string {
  return generateURI({ issuer: 'Qalxan', label: login, secret, algorithm: 'sha1', digits: 6, period: TOTP_STEP_SECONDS });
}

/** @returns the number of the step at an instant. */
export function totpStepAt(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / TOTP_STEP_SECONDS);
}

/** @returns the code of a step. */
export function totpCode(secret: string, step: number): string {
  return generateSync({ secret, epoch: step * TOTP_STEP_SECONDS, algorithm: 'sha1', digits: 6, period: TOTP_STEP_SECONDS });
}

/** @returns the step a code belongs to: within one step of now and later than `after`; null for every other code. */
export function stepOfCode(secret: string, code: string, now: Date, after: number): number | null {
  const present = totpStepAt(now);
  for (let step = present - STEPS_OFF; step <= present + STEPS_OFF; step += 1) {
    if (step > after && totpCode(secret, step) === code) return step;
  }
  return null;
}
