/** Records: one call declares a field once, and column, GraphQL type, policy subject and entity come from that line. */
export * from './entity.js';
export * from './field.js';
export * from './graphql/types.js';
export * from './graphql/page-types.js';
export * from './graphql/inputs.js';
export * from './graphql/scalars.js';
export * from './graphql/enums.js';
export * from './graphql/named-class.js';
export * from './record.js';
export * from './registry.js';
export { isSealed, lookupOf, sealedFields, type Lookup } from './sealing.js';
