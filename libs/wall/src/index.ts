/** The second wall: forced row-level security with a signed transaction context. */
export * from './claims.js';
export * from './examine.js';
export * from './key-store.js';
export * from './policy.js';
export * from './wall.js';
export * from './wall-key.js';
