/** The database: the embedded server, the logins, the ORM's configuration and the migrations. Knows no record. */
export * from './database-access.js';
export * from './database-settings.js';
export * from './copy.js';
export * from './databases.js';
export * from './embedded.js';
export { derivePassword, localSecret } from './local-secret.js';
export { derivedAccess, provideDatabase, provideLogins, shutDatabase } from './logins.js';
export * from './migrations.js';
export * from './orm.js';
export * from './pool.js';
export * from './schema-changes.js';
export { examineLogin, examineServer, OLDEST_SERVER, refuseOldServer, refuseStrongLogin, withClient, type LoginFacts } from './server-check.js';
