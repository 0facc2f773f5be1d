/**
 * The transit engine of HashiCorp Vault or OpenBao as key provider: data keys are wrapped there, the key-encryption key never
 * leaves it. A data key's words are given as `context` of a derived key, because `rewrap` takes no associated data
 * (hashicorp/vault issue 29532); so a key that is not `derived`, or that could be exported, is refused.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/transit
 */
import { z } from 'zod';

import { ProviderUnreachable, type Bound, type KeyProvider, type Unwrapped, type Wrapped } from '../key-provider.js';
import { TransitService, type TransitServiceOptions } from './transit-service.js';

export interface TransitOptions extends TransitServiceOptions {
  /** Name of the transit key: type aes256-gcm96, derived, not exportable. */
  readonly key: string;
  /** Where the engine is mounted; `transit` unless given. */
  readonly mount?: string;
}

const KEY = z.object({ data: z.object({
  type: z.string(), derived: z.boolean(), exportable: z.boolean(), allow_plaintext_backup: z.boolean().optional(), latest_version: z.number().int().min(1),
}) });
const ITEM = z.object({ ciphertext: z.string().optional(), plaintext: z.string().optional(), error: z.string().optional() });
const RESULTS = z.object({ data: z.object({ batch_results: z.array(ITEM) }) });
type Item = z.infer<typeof ITEM>;
type Operation = 'encrypt' | 'decrypt' | 'rewrap';

const CIPHERTEXT = /^vault:v([1-9]\d{0,8}):[A-Za-z0-9+/]+={0,2}$/;

export class TransitKeys implements KeyProvider {
  private readonly service: TransitService;
  private readonly mount: string;
  private readonly key: string;
  private fit: Promise<string> | undefined;

  constructor(options: TransitOptions) {
    this.service = new TransitService(options);
    this.mount = (options.mount ?? 'transit').split('/').map(encodeURIComponent).join('/');
    this.key = encodeURIComponent(options.key);
  }

  async currentKey(): Promise<string> {
    const answer = await this.service.call(`${this.mount}/keys/${this.key}`);
    const key = KEY.safeParse(answer.body);
    if (!key.success) throw new ProviderUnreachable('the key service does not have the key');
    const { type, derived, exportable, allow_plaintext_backup: backup, latest_version: version } = key.data.data;
    if (type !== 'aes256-gcm96' || !derived || exportable || backup === true) {
      throw new ProviderUnreachable('the key of the key service must be aes256-gcm96, derived, and not exportable');
    }
    return this.nameOf(version);
  }

  async wrap(keys: readonly Unwrapped[]): Promise<readonly Wrapped[]> {
    if (keys.length === 0) return [];
    await this.fitness();
    const items = await this.batch('encrypt', keys.map(({ key, context }) => ({ plaintext: key.toString('base64'), context: base64(context) })));
    return items.map((item) => this.wrappedOf(item) ?? refuse());
  }

  async unwrap(keys: readonly Bound[]): Promise<readonly (Buffer | null)[]> {
    const items = await this.ofOurs('decrypt', keys);
    return items.map(({ plaintext }) => (plaintext === undefined ? null : Buffer.from(plaintext, 'base64')));
  }

  async rewrap(keys: readonly Bound[]): Promise<readonly (Wrapped | null)[]> {
    const items = await this.ofOurs('rewrap', keys);
    return items.map((item) => this.wrappedOf(item));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** One call for all. Where the service refuses a whole batch for the sake of one, it is halved until the one is alone. */
  private async batch(operation: Operation, input: readonly object[]): Promise<readonly Item[]> {
    if (input.length === 0) return [];
    const answer = await this.service.call(`${this.mount}/${operation}/${this.key}`, { batch_input: input });
    // With an item that fails the status is 400, and the other items are answered all the same.
    const results = RESULTS.safeParse(answer.body);
    if (results.success && results.data.data.batch_results.length === input.length) {
      return results.data.data.batch_results.map((item) => (item.error ? {} : item));
    }
    if (answer.status === 200) throw new ProviderUnreachable('the key service answered something else');
    if (input.length === 1) return [{}];
    const half = Math.ceil(input.length / 2);
    return [...await this.batch(operation, input.slice(0, half)), ...await this.batch(operation, input.slice(half))];
  }

  /** What another provider or another key wrapped is not sent: it has no answer. */
  private async ofOurs(operation: 'decrypt' | 'rewrap', keys: readonly Bound[]): Promise<readonly Item[]> {
    const texts = keys.map(({ wrapped, wrappingKey, context }) => {
      const ciphertext = wrapped.toString('latin1');
      const version = CIPHERTEXT.exec(ciphertext)?.[1];
      return version !== undefined && this.nameOf(Number(version)) === wrappingKey ? { ciphertext, context: base64(context) } : null;
    });
    const answers = (await this.batch(operation, texts.filter((text) => text !== null))).values();
    return texts.map((text) => (text === null ? {} : answers.next().value ?? {}));
  }

  /** Asked once: a key that is not fit must not get a single data key. */
  private fitness(): Promise<string> {
    const fit = this.fit ??= this.currentKey();
    fit.catch(() => {
      if (this.fit === fit) this.fit = undefined;
    });
    return fit;
  }

  private wrappedOf({ ciphertext }: Item): Wrapped | null {
    const version = ciphertext === undefined ? undefined : CIPHERTEXT.exec(ciphertext)?.[1];
    if (ciphertext === undefined || version === undefined) return null;
    return { wrapped: Buffer.from(ciphertext, 'latin1'), wrappingKey: this.nameOf(Number(version)) };
  }

  private nameOf(version: number): string {
    return `transit:${this.mount}/${this.key}:v${version}`;
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function refuse(): never {
  throw new ProviderUnreachable('the key service did not wrap a key');
}
