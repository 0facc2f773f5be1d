/** Agencies, officers, credentials, sessions: from a token to a Viewer. */
export * from './account/account-commands.js';
export * from './agency/agency.record.js';
export * from './asked.js';
export { normaliseLogin } from './credential/login.js';
export { SIGN_IN_DOCUMENT } from './graphql/session.resolver.js';
export type { IdentityContext } from './graphql/identity-context.js';
export * from './identity.js';
export * from './identity.module.js';
export * from './officer/officer.record.js';
export * from './parts.js';
export * from './purpose/purpose-reason.js';
export { purposeOf } from './purpose/purpose-text.js';
export { SESSION_SETTINGS, type SessionSettings } from './session/session-settings.js';
export type { OpenedSession } from './session/session-rows.js';
export { ATTEMPT_LIMITS, type AttemptLimitSettings } from './sign-in/attempt-limits.js';
export { sourceOf } from './sign-in/source.js';
