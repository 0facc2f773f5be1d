/**
 * Devices that sign: security keys and passkeys (W3C WebAuthn level 3). The user is always verified by the device itself (PIN,
 * finger, face), so a device alone is both factors: something held, and something known or been. Challenges are ours, good
 * once; the origin and the domain are the operator's setting, never what a request claims.
 */
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { CodedError, type Id } from '#kernel';
import type { Viewer } from '#policy';

import type { Sql } from '../sql.js';
import { assertionIn, registrationIn } from './device-response.js';
import type { DeviceFactor, FactorRows, NewDevice } from './factor-rows.js';
import { TICKET_MS, type TicketHolder, type TicketKind, type TicketRows } from './ticket-rows.js';

/** ES256, EdDSA, RS256: what security keys and telephones offer (COSE algorithm numbers). */
const ALGORITHMS = [-7, -8, -257];

/** Where a challenge was given, and to whom. */
export interface ChallengePlace extends TicketHolder {
  readonly kind: Exclude<TicketKind, 'SECOND_STEP' | 'PROVIDER_SIGN_IN'>;
}

/** A device that has just signed a challenge of ours. */
export interface Asserted {
  readonly device: DeviceFactor;
  readonly counter: number;
}

export class Devices {
  readonly #site: { readonly origin: string; readonly domain: string } | null;

  /** @param origin of the page people sign in on, e.g. `https://qalxan.example.az`; null: no devices here. */
  constructor(private readonly rows: FactorRows, private readonly tickets: TicketRows, origin: string | null) {
    this.#site = origin === null ? null : { origin, domain: new URL(origin).hostname };
  }

  /** False where the operator has not said on which origin people sign in. */
  get usable(): boolean {
    return this.#site !== null;
  }

  /** @returns options for `navigator.credentials.create`, as JSON text. @throws CodedError REJECTED with rule NO_ORIGIN. */
  async enrolment(sql: Sql, { officer, session }: Viewer, login: string): Promise<string> {
    const { domain } = this.site();
    const known = await this.rows.devices(sql, officer);
    return JSON.stringify(await generateRegistrationOptions({
      rpName: 'Qalxan', rpID: domain, userName: login, userID: bytesOf(officer), challenge: await this.challenge(sql, { kind: 'DEVICE_ENROLMENT', officer, session }),
      timeout: TICKET_MS, attestationType: 'none', excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, supportedAlgorithmIDs: ALGORITHMS,
    }));
  }

  /** @returns the device that answered an enrolment of this session, or null when anything about it is wrong. The challenge is used up. */
  async enrolled(sql: Sql, { officer, session }: Viewer, text: string): Promise<Omit<NewDevice, 'name'> | null> {
    const response = registrationIn(text);
    const { origin, domain } = this.site();
    if (!response) return null;
    const verified = await verdictOf((challenge) => this.tickets.use(sql, 'DEVICE_ENROLMENT', challenge, { officer, session }), (expectedChallenge) =>
      verifyRegistrationResponse({
        response, expectedOrigin: origin, expectedRPID: domain, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS, expectedChallenge,
      }));
    if (!verified?.verified) return null;
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    return { credentialId: Buffer.from(id, 'base64url'), publicKey: Buffer.from(publicKey), counter };
  }

  /** @returns options for `navigator.credentials.get`, as JSON text. A stranger's name no device: which one it is, the device says. @throws CodedError REJECTED with rule NO_ORIGIN. */
  async question(sql: Sql, place: ChallengePlace): Promise<string> {
    const { domain } = this.site();
    const known = place.officer === null ? [] : await this.rows.devices(sql, place.officer);
    return JSON.stringify(await generateAuthenticationOptions({
      rpID: domain, challenge: await this.challenge(sql, place), timeout: TICKET_MS, userVerification: 'required',
      allowCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    }));
  }

  /**
   * @param place where the challenge must have been given; with an officer, the device must be that officer's.
   * @returns the device that signed, or null when anything about it is wrong: origin, domain, challenge, signature, counter,
   *   user not verified, another officer's device. The challenge is used up either way.
   */
  async asserted(sql: Sql, text: string, { kind, officer, session }: ChallengePlace): Promise<Asserted | null> {
    const response = assertionIn(text);
    if (!response || !this.#site) return null;
    const { origin, domain } = this.#site;
    const device = await this.rows.device(sql, Buffer.from(response.id, 'base64url'));
    const credential = { id: response.id, publicKey: new Uint8Array(device?.publicKey ?? []), counter: device?.counter ?? 0 };
    const verified = await verdictOf((challenge) => this.tickets.use(sql, kind, challenge, { officer, session }), (expectedChallenge) =>
      verifyAuthenticationResponse({ response, credential, expectedOrigin: origin, expectedRPID: domain, requireUserVerification: true, expectedChallenge }));
    const { userHandle } = response.response;
    const known = device !== null && (officer === null || device.officer === officer)
      && (userHandle === undefined || Buffer.from(userHandle, 'base64url').equals(bytesOf(device.officer)));
    return known && verified?.verified ? { device, counter: verified.authenticationInfo.newCounter } : null;
  }

  private async challenge(sql: Sql, { kind, ...holder }: ChallengePlace): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(Buffer.from(await this.tickets.give(sql, kind, holder), 'base64url'));
  }

  private site(): { readonly origin: string; readonly domain: string } {
    if (!this.#site) throw new CodedError('REJECTED', 'NO_ORIGIN');
    return this.#site;
  }
}

/** An officer's id is the user handle: random, and tells a device nothing about the person. */
function bytesOf(officer: Id): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(officer.replaceAll('-', ''), 'hex'));
}

type Use = (challenge: string) => Promise<boolean>;

/**
 * @returns what the package found, or null when it refused: it throws for whatever is wrong with an answer. A failure to ask the
 *   database about the challenge stays a failure.
 */
async function verdictOf<T>(use: Use, verify: (expectedChallenge: Use) => Promise<T>): Promise<T | null> {
  const failures: unknown[] = [];
  const watched: Use = (challenge) => use(challenge).catch((error: unknown) => {
    failures.push(error);
    return false;
  });
  const found = await verify(watched).catch(() => null);
  if (failures.length > 0) throw failures[0];
  return found;
}
