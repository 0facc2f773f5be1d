/** The vault: data keys, envelopes, blind indexes and normal forms. Imports nothing of ours but the kernel. */
export type { Cell } from './cell.js';
export type { Tombstone } from './erasure.js';
export type { KeyCounts } from './key-counts.js';
export * from './key-provider.js';
export { KmsKeys, type KmsOptions } from './kms/kms-keys.js';
export * from './local/local-keys.js';
export * from './normal-form.js';
export type { RewrapReport } from './rewrapping.js';
export { RETIRED_FOR_MS, type RetiredKey } from './subject-rotation.js';
export { TransitKeys, type TransitOptions } from './transit/transit-keys.js';
export type { TransitLogin } from './transit/transit-login.js';
export * from './tombstone-file.js';
export type { UnwrapAlarm } from './unwrap-alarm.js';
export * from './vault.js';
