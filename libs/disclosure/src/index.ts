/** Disclosure: the one door for reads. */
export { Cursors, type Place } from './answer/cursor.js';
export { Disclosed, type Answer } from './answer/disclosed.js';
export { COST_LIMIT } from './ask/ask.js';
export type { PageArguments } from './ask/from-graphql.js';
export { asUnavailable } from './database-failure.js';
export { actorOf, Disclosure, standingOf, type Asking, type DisclosureOptions } from './disclosure.js';
export { guardRecords } from './guard.js';
export { recordQueries } from './record-queries.js';
export { DoorSight } from './sight.js';
