/** The vault: data keys, envelopes, blind indexes and normal forms. Imports nothing of ours but the kernel. */
export type { Cell } from './cell.js';
export * from './key-provider.js';
export * from './local-keys.js';
export * from './normal-form.js';
export type { UnwrapAlarm } from './unwrap-alarm.js';
export * from './vault.js';
