/** Phone numbers in one form, so that the same number is found however it was written; e-mail addresses that can be one. */
import { CodedError } from '#kernel';

/** Country code of Azerbaijan: a number in national form, `050 123 45 67`, is taken as one from here. */
const HOME = '+994';

/**
 * @returns the number in the form of ITU-T E.164, e.g. `+994501234567`.
 * @throws CodedError REJECTED, PHONE_NOT_VALID.
 */
export function e164(written: string): string {
  const digits = written.slice(0, 60).replaceAll(/[\s().-]/g, '');
  const international = digits.replace(/^00/, '+').replace(/^0(?=\d{9}$)/, HOME);
  if (!/^\+[1-9]\d{7,14}$/.test(international)) throw new CodedError('REJECTED', 'PHONE_NOT_VALID');
  return international;
}

/** @throws CodedError REJECTED, EMAIL_NOT_VALID, when the text has not the shape of an address (RFC 5321: at most 254 characters). */
export function refuseBadEmail(email: string): void {
  const [local = '', domain = '', ...rest] = email.slice(0, 255).split('@');
  const shaped = rest.length === 0 && local !== '' && local.length <= 64 && /^[^\s.]+(?:\.[^\s.]+)+$/.test(domain) && !/\s/.test(local);
  if (!shaped || email.length > 254) throw new CodedError('REJECTED', 'EMAIL_NOT_VALID');
}

/** @returns the same input with its phone number, where there is one, in E.164. @throws CodedError REJECTED as above. */
export function tidyContact<T extends { readonly phone?: string | null; readonly email?: string | null }>(input: T): T {
  if (input.email) refuseBadEmail(input.email);
  return input.phone ? { ...input, phone: e164(input.phone) } : input;
}
