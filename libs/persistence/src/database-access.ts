/**
 * The logins of the database. Each does one thing: `owner` changes the shape, `app` reads and writes records,
 * `audit` only adds to the log, `auditor` only reads it, `sealer` reads its entries and adds the tree over
 * them, `vault` keeps the wrapped keys. Whoever steals one of them does not hold the others.
 */

/** The login names. Fixed, because the grants in the migrations name them. */
export const DATABASE_ROLES = {
  owner: 'qalxan_owner',
  app: 'qalxan_app',
  audit: 'qalxan_audit',
  auditor: 'qalxan_auditor',
  sealer: 'qalxan_sealer',
  vault: 'qalxan_vault',
} as const;

export type DatabaseRole = keyof typeof DATABASE_ROLES;

/**
 * Connection URLs, one per login. `owner` is absent where no migration may run, `sealer` where the log is not sealed: a
 * production API need not have either.
 */
export interface DatabaseAccess {
  readonly owner?: string;
  readonly app: string;
  readonly audit: string;
  readonly auditor: string;
  readonly sealer?: string;
  readonly vault: string;
}

/** A database that cannot or must not be used. The message is one sentence for the operator and holds no password. */
export class DatabaseRefusal extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseRefusal';
  }
}

/** @returns the same server and parameters as `url`, another login. */
export function asLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** @returns the same server and login as `url`, another database. */
export function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** @returns the database a URL names. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** @returns the access to another database of the same server with the same logins. */
export function accessIn(access: DatabaseAccess, database: string): DatabaseAccess {
  return {
    ...(access.owner === undefined ? {} : { owner: inDatabase(access.owner, database) }),
    app: inDatabase(access.app, database),
    audit: inDatabase(access.audit, database),
    auditor: inDatabase(access.auditor, database),
    ...(access.sealer === undefined ? {} : { sealer: inDatabase(access.sealer, database) }),
    vault: inDatabase(access.vault, database),
  };
}
