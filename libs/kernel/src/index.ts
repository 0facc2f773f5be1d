/** The ground everything stands on: ids, clock, words, errors, partial dates, canonical JSON, numbers of locks. Imports nothing of ours. */
export * from './advisory-locks.js';
export * from './canonical-json.js';
export * from './clock.js';
export * from './coded-error.js';
export * from './code-list.js';
export * from './id.js';
export * from './partial-date.js';
export * from './words.js';
