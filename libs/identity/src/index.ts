/** Agencies, officers, credentials, sessions: from a token to a Viewer. */
export * from './agency/agency.record.js';
export * from './officer/officer.record.js';
export * from './purpose/purpose-reason.js';
