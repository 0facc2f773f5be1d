/**
 * A double of the transit engine of HashiCorp Vault / OpenBao that speaks its HTTP API, for machines without one. It checks: the
 * method and path of each call, `X-Vault-Token` (403 when it is not a live token, as the service answers), AppRole logins, that
 * every item of a batch has a `context` (the keys are derived), and it really encrypts: AES-256-GCM under a key derived from
 * the key version and the context, ciphertexts written `vault:v<version>:<base64>`. An item that does not open is answered
 * `error` beside the sound ones, with status 400, as the service does. Faults are switched on by the test.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TransitFault = 'none' | 'silent' | 'hang up' | 'sealed' | 'another key' | 'nonsense' | 'refuse whole batches' | 'redirect';

interface Item {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly context?: string;
}

export class TransitDouble {
  fault: TransitFault = 'none';
  /** What `GET keys/<name>` tells. */
  properties = { type: 'aes256-gcm96', derived: true, exportable: false, allow_plaintext_backup: false };
  /** Tokens that are let in. */
  readonly tokens = new Set<string>();
  /** AppRoles by role id. */
  readonly roles = new Map<string, string>();
  /** Paths that were called, in order. */
  readonly calls: string[] = [];
  private readonly versions: Buffer[] = [randomBytes(32)];
  private readonly server = createServer((request, response) => void this.serve(request, response));

  private constructor(readonly keyName: string) {}

  static async start(keyName = 'people'): Promise<TransitDouble> {
    const double = new TransitDouble(keyName);
    await new Promise<void>((resolve) => { double.server.listen(0, '127.0.0.1', resolve); });
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A new version of the key; it encrypts from now on. */
  rotate(): void {
    this.versions.push(randomBytes(32));
  }

  /** All key material is replaced: another service, or a key that was lost and made anew. */
  lose(): void {
    this.versions.forEach((_, index) => { this.versions[index] = randomBytes(32); });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls.push(request.url ?? '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.fault === 'silent') return;
    if (this.fault === 'hang up') { request.socket.destroy(); return; }
    const text = Buffer.concat(chunks).toString();
    const { status, body } = this.fault === 'redirect' ? { status: 307, body: null } : this.answer(request, text === '' ? undefined : JSON.parse(text) as Record<string, unknown>);
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 307 && { location: `${this.url}/elsewhere` }) });
    response.end(this.fault === 'nonsense' ? '{"data":{"batch_results":[]}}' : JSON.stringify(body));
  }

  private answer(request: IncomingMessage, body: Record<string, unknown> | undefined): { status: number; body: unknown } {
    const path = `${request.method} ${request.url}`;
    if (this.fault === 'sealed') return { status: 503, body: { errors: ['Vault is sealed'] } };
    if (path === 'POST /v1/auth/approle/login') return this.logIn(body);
    if (!this.tokens.has(String(request.headers['x-vault-token']))) return { status: 403, body: { errors: ['permission denied'] } };
    if (path === `GET /v1/transit/keys/${this.keyName}`) return { status: 200, body: { data: { ...this.properties, latest_version: this.versions.length } } };
    const operation = /^POST \/v1\/transit\/(encrypt|decrypt|rewrap)\/(.+)$/.exec(path);
    if (operation?.[2] !== this.keyName) return { status: 404, body: { errors: [] } };
    return this.batch(String(operation[1]), body?.['batch_input'] as Item[] | undefined);
  }

  private logIn(body: Record<string, unknown> | undefined): { status: number; body: unknown } {
    if (this.roles.get(String(body?.['role_id'])) !== body?.['secret_id']) return { status: 400, body: { errors: ['invalid role or secret ID'] } };
    const token = randomBytes(12).toString('hex');
    this.tokens.add(token);
    return { status: 200, body: { auth: { client_token: token, lease_duration: 3600, renewable: true } } };
  }

  private batch(operation: string, items: Item[] | undefined): { status: number; body: unknown } {
    if (!items?.length) return { status: 400, body: { errors: ['missing batch input to process'] } };
    if (items.some(({ context }) => !context)) return { status: 400, body: { errors: ["missing 'context' for key derivation; the key was created using a derived key"] } };
    const results = items.map((item) => this.one(operation, item));
    const failed = results.some((result) => 'error' in result);
    if (failed && this.fault === 'refuse whole batches') return { status: 400, body: { errors: ['cipher: message authentication failed'] } };
    return { status: failed ? 400 : 200, body: { data: { batch_results: results } } };
  }

  private one(operation: string, { plaintext, ciphertext, context = '' }: Item): Record<string, string> {
    if (operation === 'encrypt') return { ciphertext: this.seal(Buffer.from(plaintext ?? '', 'base64'), context) };
    const plain = this.open(ciphertext ?? '', context);
    if (plain === null) return { error: 'invalid ciphertext: unable to decrypt' };
    if (operation === 'rewrap') return { ciphertext: this.seal(this.fault === 'another key' ? randomBytes(32) : plain, context) };
    return { plaintext: (this.fault === 'another key' ? randomBytes(32) : plain).toString('base64') };
  }

  private seal(plain: Buffer, context: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.derived(this.versions.length, context), nonce);
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return `vault:v${this.versions.length}:${sealed.toString('base64')}`;
  }

  private open(ciphertext: string, context: string): Buffer | null {
    const [, version, text] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
    const sealed = Buffer.from(text ?? '', 'base64');
    if (this.versions[Number(version) - 1] === undefined || sealed.length < 28) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.derived(Number(version), context), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    } catch {
      return null;
    }
  }

  private derived(version: number, context: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.versions[version - 1] ?? Buffer.alloc(0), '', Buffer.from(context, 'base64'), 32));
  }
}
