/** Who may see what. The only library that speaks to CASL; everybody else asks {@link PolicyBook.decide}. */
export * from './conflicts.js';
export * from './decision.js';
export { NEEDS, type Explanation, type Need, type RuleTold } from './explanation.js';
export * from './four-eyes.js';
export * from './grants.js';
export * from './level.js';
export * from './need-class.js';
export * from './policy-book.js';
export * from './policy-subject.js';
export * from './proof.js';
export * from './role.js';
export * from './second-factor.js';
export * from './viewer.js';
