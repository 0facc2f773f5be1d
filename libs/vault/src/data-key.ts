/**
 * A data key: 256 random bits that seal the values of one person. What is wrapped says whose key it is, and a check stored
 * beside it is made under the key itself, so that neither another person's wrapped key nor a provider that answers with
 * another key is ever taken for it.
 */
import { createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Id } from '#kernel';

import { mac } from './derivation.js';

export const KEY_BYTES = 32;

/** Which data key: its own id, whose, and the how manieth of theirs, from 1. */
export interface KeyName {
  readonly id: Id;
  readonly subject: Id;
  readonly version: number;
}

/** An unwrapped data key. Lives in memory only. */
export interface DataKey extends KeyName {
  readonly key: KeyObject;
}

/** @returns 32 new random bytes. Whoever wrapped them MUST overwrite them. */
export function newKeyBytes(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** @returns what a wrapped data key is bound to: a wrapped key is unwrapped only under the same words. */
export function wrappingContext({ id, subject, version }: KeyName): string {
  return `data key|${id}|${subject}|${version}`;
}

/** @returns 16 bytes that only this very key makes for this context. */
export function keyCheck(key: KeyObject, context: string): Buffer {
  return mac(key, `qalxan key check|${context}`).subarray(0, 16);
}

/**
 * Takes what a provider unwrapped; the bytes are overwritten whatever comes of it.
 * @returns the key, or null when it is not the key the check was made with.
 */
export function checkedKey(bytes: Buffer | null, context: string, check: Buffer): KeyObject | null {
  if (bytes === null) return null;
  try {
    if (bytes.length !== KEY_BYTES) return null;
    const key = createSecretKey(bytes);
    const own = keyCheck(key, context);
    return own.length === check.length && timingSafeEqual(own, check) ? key : null;
  } finally {
    bytes.fill(0);
  }
}
