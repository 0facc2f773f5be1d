/**
 * Calls of the HTTP API of HashiCorp Vault or OpenBao (`/v1/...`, header X-Vault-Token). Every call ends in time, is never
 * sent elsewhere by a redirect (the token would go along), and is tried once more with a new token when the old one is
 * refused. What the service says of an error is never passed on.
 */
import { ProviderUnreachable } from '../key-provider.js';
import { signIn, type TransitLogin } from './transit-login.js';

export interface TransitServiceOptions {
  /** e.g. `https://vault.example:8200` */
  readonly url: string;
  readonly login: TransitLogin;
  /** Milliseconds until a call is given up; 2,000 unless given. */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export class TransitService {
  private token: Promise<string> | undefined;

  constructor(private readonly options: TransitServiceOptions) {}

  /** @param body none for GET. @returns status and body, also of a refusal (400). @throws ProviderUnreachable for everything but 200 and 400. */
  async call(path: string, body?: unknown): Promise<Answer> {
    const used = this.signedIn();
    let answer = await this.send(path, body, await used);
    if (answer.status === 403) {
      // The token has ended or was replaced. Of many calls that are refused at once, one signs in anew.
      if (this.token === used) this.token = undefined;
      answer = await this.send(path, body, await this.signedIn());
    }
    if (answer.status !== 200 && answer.status !== 400) throw new ProviderUnreachable(`the key service answered ${answer.status}`);
    return answer;
  }

  private signedIn(): Promise<string> {
    const token = this.token ??= signIn(this.options.login, (path, body) => this.send(path, body));
    token.catch(() => {
      if (this.token === token) this.token = undefined;
    });
    return token;
  }

  private async send(path: string, body?: unknown, token?: string): Promise<Answer> {
    try {
      const answer = await fetch(new URL(`/v1/${path}`, this.options.url), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'x-vault-request': 'true', // the service refuses what a browser could be made to send
          ...(token !== undefined && { 'x-vault-token': token }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.timeoutMs ?? 2_000),
      });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    } catch (error) {
      throw new ProviderUnreachable(`the key service did not answer (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }
}
