/** Crimes, cases, offenders and victims: the records, their rules and the commands that change them. */
export * from './case/case.record.js';
export * from './case/crime-in-case.record.js';
export * from './charge/charge.record.js';
export * from './codes/index.js';
export * from './crime/crime.record.js';
export * from './involvement/offender-involvement.record.js';
export * from './involvement/victim-involvement.record.js';
export * from './involvement/victim-offender-relation.record.js';
export * from './offender/offender.record.js';
export * from './person/person.record.js';
export * from './queries.js';
export * from './registry.js';
export * from './status-decision/status-decision.record.js';
export * from './tasking/tasking.record.js';
export * from './verdict/verdict.record.js';
export * from './victim/victim.record.js';
