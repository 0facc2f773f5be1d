/**
 * AWS KMS as key provider: each data key is one `Encrypt`, `Decrypt` or `ReEncrypt` call, its words in the encryption context.
 * Only keys that are configured unwrap: the key id that the database remembers is compared with them, so that nobody who
 * can write there brings in a key of their own.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/
 */
import {
  DecryptCommand, DescribeKeyCommand, EncryptCommand, KMSClient, ReEncryptCommand, type KMSClientConfig,
} from '@aws-sdk/client-kms';

import { ProviderUnreachable, type Bound, type KeyProvider, type Unwrapped, type Wrapped } from '../key-provider.js';

export interface KmsOptions {
  /** Key ids, ARNs or aliases. The first wraps; all of them unwrap. */
  readonly keys: readonly string[];
  /** Milliseconds until a call is given up; 2,000 unless given. */
  readonly timeoutMs?: number;
  /** Region, credentials and endpoint, where they do not come from the AWS environment. */
  readonly client?: KMSClientConfig;
}

/** Calls under way at once. */
const AT_ONCE = 16;
/** What KMS says of a wrapped key that is changed, bound to other words, or another key's. */
const REFUSALS = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);

export class KmsKeys implements KeyProvider {
  private readonly client: KMSClient;
  private readonly timeoutMs: number;
  private arns: Promise<readonly string[]> | undefined;

  constructor(private readonly options: KmsOptions) {
    this.timeoutMs = options.timeoutMs ?? 2_000;
    this.client = new KMSClient({
      maxAttempts: 2,
      requestHandler: { connectionTimeout: this.timeoutMs, requestTimeout: this.timeoutMs, throwOnRequestTimeout: true },
      ...options.client,
    });
  }

  async currentKey(): Promise<string> {
    this.arns = undefined; // an alias may point to another key by now
    return nameOf(await this.currentArn());
  }

  async wrap(keys: readonly Unwrapped[]): Promise<readonly Wrapped[]> {
    const arn = await this.currentArn();
    return atMost(AT_ONCE, keys, async ({ key, context }) => {
      const answer = await this.call(() => this.client.send(
        new EncryptCommand({ KeyId: arn, Plaintext: key, EncryptionContext: words(context) }), this.limit()));
      const wrapped = answer && wrappedOf(answer.CiphertextBlob, answer.KeyId, arn);
      if (!wrapped) throw new ProviderUnreachable('the key service did not wrap a key');
      return wrapped;
    });
  }

  async unwrap(keys: readonly Bound[]): Promise<readonly (Buffer | null)[]> {
    const known = await this.known();
    return atMost(AT_ONCE, keys, async ({ wrapped, wrappingKey, context }) => {
      const arn = known.get(wrappingKey);
      if (arn === undefined) return null;
      const answer = await this.call(() => this.client.send(
        new DecryptCommand({ KeyId: arn, CiphertextBlob: wrapped, EncryptionContext: words(context) }), this.limit()));
      return answer?.Plaintext === undefined || answer.KeyId !== arn ? null : Buffer.from(answer.Plaintext);
    });
  }

  async rewrap(keys: readonly Bound[]): Promise<readonly (Wrapped | null)[]> {
    const [known, current] = [await this.known(), await this.currentArn()];
    return atMost(AT_ONCE, keys, async ({ wrapped, wrappingKey, context }) => {
      const arn = known.get(wrappingKey);
      if (arn === undefined) return null;
      const answer = await this.call(() => this.client.send(new ReEncryptCommand({
        CiphertextBlob: wrapped, SourceKeyId: arn, SourceEncryptionContext: words(context),
        DestinationKeyId: current, DestinationEncryptionContext: words(context),
      }), this.limit()));
      return answer && wrappedOf(answer.CiphertextBlob, answer.KeyId, current);
    });
  }

  close(): Promise<void> {
    this.client.destroy();
    return Promise.resolve();
  }

  private async currentArn(): Promise<string> {
    const [arn] = await this.ids();
    if (arn === undefined) throw new ProviderUnreachable('no key of the key service is configured');
    return arn;
  }

  private async known(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.ids()).map((arn) => [nameOf(arn), arn]));
  }

  private ids(): Promise<readonly string[]> {
    const arns = this.arns ??= atMost(AT_ONCE, this.options.keys, async (key) => {
      const answer = await this.call(() => this.client.send(new DescribeKeyCommand({ KeyId: key }), this.limit()));
      const arn = answer?.KeyMetadata?.Arn;
      if (arn === undefined) throw new ProviderUnreachable('the key service does not have the key');
      return arn;
    });
    arns.catch(() => {
      if (this.arns === arns) this.arns = undefined;
    });
    return arns;
  }

  /** @returns null when KMS refuses what it was given. @throws ProviderUnreachable for everything else; KMS's own words are not passed on. */
  private async call<T>(send: () => Promise<T>): Promise<T | null> {
    try {
      return await send();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (REFUSALS.has(name)) return null;
      throw new ProviderUnreachable(`the key service did not do it (${name})`);
    }
  }

  /** The whole call with its second attempt. */
  private limit(): { abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(2 * this.timeoutMs) };
  }
}

const nameOf = (arn: string): string => `kms:${arn}`;
const words = (context: string): Record<string, string> => ({ qalxan: context });

function wrappedOf(blob: Uint8Array | undefined, keyId: string | undefined, arn: string): Wrapped | null {
  return blob === undefined || keyId !== arn ? null : { wrapped: Buffer.from(blob), wrappingKey: nameOf(arn) };
}

/** Does `work` for all, some at once. @returns in order. @throws what the first failure threw; no further one is begun. */
async function atMost<T, R>(many: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  let failed = false;
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, async () => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }));
  return results;
}
