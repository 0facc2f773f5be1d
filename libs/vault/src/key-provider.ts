/**
 * The one interface to whoever holds the key-encryption key. The vault hands over data keys to be wrapped and gets them
 * unwrapped; the key-encryption key itself never enters this process (local file: development and single machines only).
 */

/** Something to wrap, and the words it is bound to. */
export interface Unwrapped {
  readonly key: Buffer;
  readonly context: string;
}

export interface Wrapped {
  readonly wrapped: Buffer;
  /** Name and version of the key-encryption key that wrapped it, e.g. `transit:people:v3`. At most 300 characters. */
  readonly wrappingKey: string;
}

export interface Bound extends Wrapped {
  readonly context: string;
}

/** Every call MUST end within the provider's time limit. Answers come in the order of what was given. */
export interface KeyProvider {
  /** @returns name and version of the key-encryption key that wraps now. @throws ProviderUnreachable. */
  currentKey(): Promise<string>;
  /** Wraps under the current key-encryption key. @throws ProviderUnreachable. */
  wrap(keys: readonly Unwrapped[]): Promise<readonly Wrapped[]>;
  /** @returns for each the key, or null when the provider refuses it: changed, or bound to other words. @throws ProviderUnreachable. */
  unwrap(keys: readonly Bound[]): Promise<readonly (Buffer | null)[]>;
  /** Wraps anew under the current key-encryption key, where it can without showing the key to us. null as in `unwrap`. @throws ProviderUnreachable. */
  rewrap(keys: readonly Bound[]): Promise<readonly (Wrapped | null)[]>;
  /** Frees connections. */
  close(): Promise<void>;
}

/** The provider gave no answer that can be used: down, slow, or not letting us in. Its message holds no key and no secret. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}
