/** The edge of the API process: what stands between the network and the resolvers. */
export { documentHash, PURPOSE_HEADER, viewerOn, type ViewerOf } from './auth-gate.js';
export type { AuditReceipt, EdgeContext } from './edge-context.js';
export { gracefulStop, type Stop, type StopStep } from './graceful-stop.js';
export { graphqlOptions, type GraphqlEdgeOptions } from './graphql.module-options.js';
export { HardenedAdapter, SERVER_LIMITS } from './hardened-adapter.js';
export { installEdge, type EdgeOptions } from './install-edge.js';
