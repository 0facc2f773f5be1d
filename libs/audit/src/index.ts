/** The audit log: what an entry says, the lanes that make it durable, and how it is read and checked. */
export * from './audit-entry.js';
export * from './audit-key.js';
export * from './audit-lane.js';
export * from './audit-log.js';
export * from './audit-reader.js';
export * from './audit-writer.js';
export * from './chain.js';
export * from './history-index.js';
export * from './lane-check.js';
