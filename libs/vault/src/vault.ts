/** The vault: seals and opens the values of people, and computes blind indexes. What the rest of the house sees of keys. */
import type { KeyObject } from 'node:crypto';
import { CodedError, systemClock, type Clock, type Id } from '#kernel';
import type { Pool } from 'pg';

import { BlindIndexes } from './blind-index.js';
import type { Cell } from './cell.js';
import { deriveKey } from './derivation.js';
import { Erasure } from './erasure.js';
import { keyIdOf, openEnvelope, sealEnvelope } from './envelope.js';
import { Evictions } from './evictions.js';
import { KeyCache } from './key-cache.js';
import { countKeys, type KeyCounts } from './key-counts.js';
import type { KeyProvider } from './key-provider.js';
import { KeyRing } from './key-ring.js';
import type { LookupKind } from './normal-form.js';
import { Rewrapping } from './rewrapping.js';
import { RETIRED_FOR_MS, SubjectRotation } from './subject-rotation.js';
import { UnwrapWatch, type UnwrapAlarm } from './unwrap-alarm.js';
import { openVaultPool, orUnreachable } from './vault-database.js';
import { derivationSecret } from './vault-secret.js';

export interface Sealed {
  readonly cell: Cell;
  readonly envelope: Buffer;
}

export interface Vault {
  /**
   * Gets, or makes, the current data key of each subject (a person's id, or a row's own); afterwards `seal` for them is
   * synchronous for at least half the time that keys are held. One round trip to the database and one to the provider for all.
   * @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE | SEAL_BROKEN. RangeError for more subjects than keys may be held.
   */
  prepare(subjects: readonly Id[]): Promise<void>;
  /**
   * @param value anything with a JSON form.
   * @returns the envelope. The same value in the same cell always has the same 12 bytes from the 18th on.
   * @throws CodedError UNAVAILABLE rule KEY_NOT_PREPARED when the subject was not prepared or was erased.
   */
  seal(subject: Id, cell: Cell, value: unknown): Buffer;
  /**
   * Opens envelopes, in order; null for a person whose keys were destroyed (erased). One round trip for all.
   * @throws CodedError UNAVAILABLE rule SEAL_BROKEN when one does not belong to its cell or was changed; KEYS_UNREACHABLE.
   */
  open(sealed: readonly Sealed[]): Promise<readonly unknown[]>;
  /**
   * The blind index of a look-up value, bound to table and column: 32 bytes, for names 2 (to be compared after opening).
   * @returns null when the value's normal form is empty.
   */
  index(kind: LookupKind, table: string, column: string, value: string): Buffer | null;
}

export interface VaultOptions {
  /** URL of the login `qalxan_vault`. */
  readonly url: string;
  readonly provider: KeyProvider;
  readonly clock?: Clock;
  /** Milliseconds for which an unwrapped data key may be held in memory: 5 minutes unless given, {@link LONGEST_HELD_MS} at most. */
  readonly ttlMs?: number;
  /** The most data keys held in memory: 20,000 unless given. */
  readonly mostKeys?: number;
  /** Distinct people whose keys may be unwrapped in a minute before `alarm` is called: 2,000 unless given. */
  readonly mostUnwrapped?: number;
  /** While it fails no key is handed out. */
  readonly alarm?: (alarm: UnwrapAlarm) => Promise<void> | void;
}

/** No process holds an unwrapped data key longer: 5 minutes, in milliseconds. */
export const LONGEST_HELD_MS = 300_000;

/** Opens the vault: reads, or makes, its secret. @throws CodedError UNAVAILABLE rule KEYS_UNREACHABLE | SEAL_BROKEN. */
export async function openVault(options: VaultOptions): Promise<KeyVault> {
  const pool = openVaultPool(options.url);
  try {
    const secret = await orUnreachable(() => derivationSecret(pool, options.provider));
    const vault = new KeyVault(pool, secret, options);
    await vault.listening();
    return vault;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

export class KeyVault implements Vault {
  private readonly cache: KeyCache;
  private readonly ring: KeyRing;
  private readonly indexes: BlindIndexes;
  private readonly nonceKey: KeyObject;
  private readonly provider: KeyProvider;
  private readonly mostKeys: number;
  /** For how long a prepared key must still be held. */
  private readonly preparedForMs: number;
  private readonly sweeper: NodeJS.Timeout;
  private readonly evictions: Evictions;
  /** A new data key for one person. */
  readonly rotation: SubjectRotation;
  /** A new key-encryption key for all. */
  readonly rewrapping: Rewrapping;
  readonly erasure: Erasure;

  constructor(private readonly pool: Pool, secret: KeyObject, options: VaultOptions) {
    const { provider, clock = systemClock, ttlMs = LONGEST_HELD_MS, mostKeys = 20_000, mostUnwrapped = 2_000, alarm = () => undefined } = options;
    if (ttlMs > LONGEST_HELD_MS) throw new RangeError(`unwrapped keys are held for at most ${LONGEST_HELD_MS} ms`);
    this.cache = new KeyCache(clock, { ttlMs, mostKeys });
    this.ring = new KeyRing(pool, provider, this.cache, new UnwrapWatch(clock, mostUnwrapped, alarm));
    this.indexes = new BlindIndexes(secret);
    this.nonceKey = deriveKey(secret, 'nonce');
    this.provider = provider;
    this.mostKeys = mostKeys;
    this.preparedForMs = ttlMs / 2;
    this.sweeper = setInterval(() => this.cache.sweep(), Math.max(1_000, ttlMs / 10)).unref();
    const forget = (ids: readonly Id[] | 'ALL'): void => this.cache.forget(ids);
    this.evictions = new Evictions(options.url, forget);
    this.rotation = new SubjectRotation(pool, provider, this.cache);
    this.rewrapping = new Rewrapping(pool, provider);
    this.erasure = new Erasure(pool, forget);
  }

  /** Resolves when this process hears of keys that are gone. */
  listening(): Promise<void> {
    return this.evictions.ready;
  }

  async prepare(subjects: readonly Id[]): Promise<void> {
    if (subjects.length > this.mostKeys) throw new RangeError(`at most ${this.mostKeys} subjects can be prepared at once`);
    await this.ring.prepare(subjects, this.preparedForMs);
  }

  seal(subject: Id, cell: Cell, value: unknown): Buffer {
    const dataKey = this.cache.currentOf(subject);
    if (dataKey === undefined) throw new CodedError('UNAVAILABLE', 'KEY_NOT_PREPARED');
    return sealEnvelope(dataKey, this.nonceKey, cell, value);
  }

  async open(sealed: readonly Sealed[]): Promise<readonly unknown[]> {
    const named = sealed.map(({ cell, envelope }) => ({ cell, envelope, id: keyIdOf(envelope) ?? broken() }));
    const keys = await this.ring.keys(named.map(({ id }) => id));
    return named.map(({ cell, envelope, id }) => {
      const dataKey = keys.get(id);
      if (dataKey === 'ERASED') return null;
      if (dataKey === undefined || dataKey === 'BROKEN') return broken();
      const value = openEnvelope(dataKey, cell, envelope);
      return value === undefined ? broken() : value;
    });
  }

  index(kind: LookupKind, table: string, column: string, value: string): Buffer | null {
    return this.indexes.of(kind, table, column, value);
  }

  /** @returns numbers for the operator. @throws CodedError UNAVAILABLE. */
  counts(): Promise<KeyCounts> {
    return countKeys(this.pool, this.provider, RETIRED_FOR_MS);
  }

  /** Forgets all keys and closes the connections. */
  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.evictions.close();
    this.cache.forget('ALL');
    await this.pool.end();
    await this.provider.close();
  }
}

/** Which envelope it was is nobody's business outside: the error names no cell. */
function broken(): never {
  throw new CodedError('UNAVAILABLE', 'SEAL_BROKEN');
}
