/** The edge of the API process: what stands between the network and the resolvers. */
export { PURPOSE_HEADER, type ViewerOf } from './auth-gate.js';
export { documentHash, viewerOn } from './request-facts.js';
export type { RefusalBook, Refused } from './refusal-book.js';
export type { AuditReceipt, EdgeContext } from './edge-context.js';
export { gracefulStop, type Stop, type StopStep } from './graceful-stop.js';
export { graphqlOptions, type GraphqlEdgeOptions } from './graphql.module-options.js';
export { HardenedAdapter, SERVER_LIMITS } from './hardened-adapter.js';
export { installEdge, type EdgeOptions } from './install-edge.js';
