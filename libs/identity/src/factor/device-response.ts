/** What a browser hands over from a device, as JSON text (WebAuthn level 3, `toJSON`): checked by shape before anything believes it. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** Characters. The longest honest answers, with an attestation of a security key, are a few thousand. */
const MOST = 20_000;

const bytes = z.string().max(MOST).regex(/^[A-Za-z0-9_-]+$/);
const credential = { id: bytes, rawId: bytes, type: z.literal('public-key'), clientExtensionResults: z.object({}).optional() };

const asserted = z.object({
  ...credential, response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.nullish() }),
});
const registered = z.object({ ...credential, response: z.object({ clientDataJSON: bytes, attestationObject: bytes }) });

/** @returns the assertion in a text, or null. */
export function assertionIn(text: string): AuthenticationResponseJSON | null {
  const found = asserted.safeParse(jsonIn(text));
  if (!found.success) return null;
  const { response: { userHandle, ...response }, id, rawId, type } = found.data;
  return { id, rawId, type, clientExtensionResults: {}, response: { ...response, ...(userHandle != null && { userHandle }) } };
}

/** @returns the registration in a text, or null. */
export function registrationIn(text: string): RegistrationResponseJSON | null {
  const found = registered.safeParse(jsonIn(text));
  return found.success ? { ...found.data, clientExtensionResults: {} } : null;
}

function jsonIn(text: string): unknown {
  if (text.length > MOST) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
