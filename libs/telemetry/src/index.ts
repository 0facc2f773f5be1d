/** What the process tells its operators: events and traces, neither of which can carry a value of a record. */
export * from './error-shape.js';
export * from './event-log.js';
export * from './nest-logger.js';
export * from './tracing.js';
