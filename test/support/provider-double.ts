/**
 * A double of an OpenID provider that speaks its HTTP API: discovery, keys, and a token endpoint that checks the client's secret, that a
 * code is redeemed once, at the address it was given for, and with the verifier of its PKCE challenge. It signs for real. A test says what the ID
 * token holds, or makes the whole token itself. It announces more algorithms than anybody should take.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type GenerateKeyPairResult, type JWTPayload } from 'jose';

export const PROVIDER_CLIENT = { id: 'qalxan', secret: 'the secret of a test' } as const;

/** Makes an ID token of its claims. */
export type Craft = (claims: JWTPayload, double: ProviderDouble) => Promise<string> | string;

interface Begun {
  readonly address: URLSearchParams;
  readonly claims: JWTPayload;
  readonly craft: Craft;
}

export const ANNOUNCED = ['RS256', 'ES256', 'HS256', 'none'];

export class ProviderDouble {
  /** Whether the token endpoint answers at all. */
  silent = false;
  private readonly begun = new Map<string, Begun>();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  private constructor(private readonly pair: GenerateKeyPairResult) {}

  static async start(): Promise<ProviderDouble> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const double = new ProviderDouble({ publicKey, privateKey });
    await new Promise<void>((resolve) => { double.server.listen(0, '127.0.0.1', resolve); });
    return double;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What anybody may know of the signing key. */
  publicPem(): Promise<string> {
    return exportSPKI(this.pair.publicKey);
  }

  /** Signs as the provider does. */
  sign(claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'first', ...header }).sign(this.pair.privateKey);
  }

  /** What happens in the browser: somebody signs in at the provider. @returns what the provider sends back. */
  visit(address: string, claims: JWTPayload, craft: Craft = (all, double) => double.sign(all)): { state: string; code: string } {
    const url = new URL(address);
    const code = randomBytes(16).toString('base64url');
    this.begun.set(code, { address: url.searchParams, claims, craft });
    return { state: url.searchParams.get('state') ?? '', code };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => { this.server.close(() => { resolve(); }); this.server.closeAllConnections(); });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const answer = (status: number, body: object): unknown => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (request.url) {
      case '/.well-known/openid-configuration': return answer(200, {
        issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/jwks`,
        response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ANNOUNCED,
        authorization_response_iss_parameter_supported: true,
      });
      case '/jwks': return answer(200, { keys: [{ ...(await exportJWK(this.pair.publicKey)), kid: 'first', use: 'sig', alg: 'RS256' }] });
      case '/token': {
        if (this.silent) return request.destroy();
        const token = await this.redeem(request);
        return token === null ? answer(400, { error: 'invalid_grant' }) : answer(200, { access_token: 'unused', token_type: 'Bearer', expires_in: 60, id_token: token });
      }
      default: return answer(404, {});
    }
  }

  private async redeem(request: IncomingMessage): Promise<string | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const code = form.get('code') ?? '';
    const found = this.begun.get(code);
    this.begun.delete(code);
    const [id = '', secret = ''] = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString('utf8').split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    const sound = found && id === PROVIDER_CLIENT.id && secret === PROVIDER_CLIENT.secret && form.get('redirect_uri') === found.address.get('redirect_uri')
      && found.address.get('code_challenge_method') === 'S256' && found.address.get('code_challenge') === challenge;
    if (!sound) return null;
    const now = Math.floor(Date.now() / 1_000);
    return found.craft({
      iss: this.issuer, aud: PROVIDER_CLIENT.id, sub: 'subject', iat: now, auth_time: now, exp: now + 60, nonce: found.address.get('nonce') ?? '', ...found.claims,
    }, this);
  }
}
