/**
 * The provider, spoken to: authorisation code with PKCE (RFC 7636, S256), state and nonce. What the library for clients accepts is
 * checked once more, with what we accept pinned here and not taken from what the provider announces: whoever could make it announce
 * a weak algorithm would else choose how tokens are checked.
 */
import { createHmac } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';

import type { ClaimRule, ProviderClaims } from './claim-rules.js';

export interface ProviderSettings {
  /** Letter by letter as the provider's tokens say it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly rules: readonly ClaimRule[];
  /** Whether the provider may be spoken to without TLS: never in production. */
  readonly allowHttp: boolean;
}

/** Asymmetric only: what checks a signature must not be able to make one (RFC 8725, 3.1 and 3.2). */
const ALGORITHMS = ['RS256', 'ES256', 'PS256'];

/** Seconds since the provider asked the person who he is: an older answer is no proof that he sits there now. */
export const MOST_SINCE_PROOF_S = 300;
/** Seconds by which two clocks may differ. */
const SKEW_S = 30;
/** Seconds to wait for one answer of the provider. */
const PATIENCE_S = 5;

/** The provider could not be asked. Its other failures mean that what was brought is refused. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

interface Met {
  readonly configuration: client.Configuration;
  readonly keys: JWTVerifyGetKey;
}

export class OidcProvider {
  #met: Promise<Met> | null = null;
  readonly #redirect: string;

  /** @param origin of the page people sign in on. @param secret from which nonce and verifier of a state are derived. */
  constructor(private readonly settings: ProviderSettings, origin: string, private readonly secret: Buffer) {
    this.#redirect = `${origin}/sign-in`;
  }

  get rules(): readonly ClaimRule[] {
    return this.settings.rules;
  }

  /** @returns where to send the person. @throws ProviderUnreachable. */
  async addressFor(state: string): Promise<string> {
    const { configuration } = await this.meet();
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirect, response_type: 'code', scope: 'openid profile email', state, nonce: this.derived('nonce', state),
      code_challenge: await client.calculatePKCECodeChallenge(this.derived('verifier', state)), code_challenge_method: 'S256',
      max_age: String(MOST_SINCE_PROOF_S),
    }).href;
  }

  /**
   * Redeems a code. The state must have been used up before.
   * @returns the claims of the ID token. @throws ProviderUnreachable; any other error when anything about the answer is wrong.
   */
  async claimsFor(state: string, code: string): Promise<ProviderClaims> {
    const { configuration, keys } = await this.meet();
    const nonce = this.derived('nonce', state);
    const answer = await client.authorizationCodeGrant(configuration, this.answered(configuration, state, code), {
      expectedState: state, expectedNonce: nonce, pkceCodeVerifier: this.derived('verifier', state), maxAge: MOST_SINCE_PROOF_S, idTokenExpected: true,
    });
    const { payload, protectedHeader } = await jwtVerify(answer.id_token ?? '', keys, {
      issuer: this.settings.issuer, audience: this.settings.clientId, algorithms: ALGORITHMS, clockTolerance: SKEW_S, maxTokenAge: MOST_SINCE_PROOF_S,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce', 'auth_time'],
    });
    if (payload['nonce'] !== nonce) throw new Error('nonce');
    // A token for several is ours only when it says so; an access token is no ID token, whoever signed it (RFC 9068, 2.1).
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== this.settings.clientId) throw new Error('azp');
    if (protectedHeader.typ !== undefined && protectedHeader.typ.toUpperCase() !== 'JWT') throw new Error('typ');
    return payload;
  }

  /** The address the person came back to, put together again: we have one provider, so its name in the answer (RFC 9207) tells nothing. */
  private answered(configuration: client.Configuration, state: string, code: string): URL {
    const url = new URL(this.#redirect);
    const named = configuration.serverMetadata()['authorization_response_iss_parameter_supported'] === true;
    url.search = new URLSearchParams({ state, code, ...(named && { iss: this.settings.issuer }) }).toString();
    return url;
  }

  /** Whoever knows the state, as everybody does who sees the address, does not know what is derived from it. */
  private derived(what: 'nonce' | 'verifier', state: string): string {
    return createHmac('sha256', this.secret).update(`provider ${what}\0${state}`, 'utf8').digest('base64url');
  }

  /** Its announcement is read once; a failure is not kept. Keys are fetched anew when a token names one that is not known. */
  private async meet(): Promise<Met> {
    this.#met ??= this.discover();
    try {
      return await this.#met;
    } catch (error) {
      this.#met = null;
      throw new ProviderUnreachable('the provider does not announce itself as it should', { cause: error });
    }
  }

  private async discover(): Promise<Met> {
    const { issuer, clientId, clientSecret, allowHttp } = this.settings;
    const configuration = await client.discovery(new URL(issuer), clientId, { [client.clockTolerance]: SKEW_S }, client.ClientSecretBasic(clientSecret), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked to stand out; not in production, see ProviderSettings
      timeout: PATIENCE_S, execute: allowHttp ? [client.allowInsecureRequests] : [],
    });
    const { jwks_uri: address } = configuration.serverMetadata();
    if (address === undefined || !(allowHttp || address.startsWith('https://'))) throw new Error('jwks_uri');
    return { configuration, keys: createRemoteJWKSet(new URL(address), { timeoutDuration: PATIENCE_S * 1_000 }) };
  }
}
