/** Linkage: how records are connected, inside what the viewer may use. */
export { CaseLinkFinder } from './case-link-finder.js';
export * from './case-routes.js';
export { LinkageModule } from './linkage.module.js';
