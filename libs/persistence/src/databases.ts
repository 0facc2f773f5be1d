/** Opens the product's database, whichever the environment chose, and gives the connection URLs to it. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DatabaseRefusal, type DatabaseAccess } from './database-access.js';
import { readDatabaseSettings, type DatabaseEnvironment } from './database-settings.js';
import { startEmbedded, type EmbeddedServer } from './embedded.js';
import { closedTo, serverAccount } from './embedded/account.js';
import { localSecret } from './local-secret.js';
import { provideDatabase, provideLogins } from './logins.js';
import { examineServer } from './server-check.js';

/** The database's name on an embedded server. */
export const EMBEDDED_DATABASE = 'qalxan';

export interface OpenDatabase {
  readonly access: DatabaseAccess;
  /** The embedded server, when that is what runs. */
  readonly server?: EmbeddedServer;
  /** Stops the embedded server if this process owns it. Close pools first. */
  stop(): Promise<void>;
}

/**
 * Opens the database and makes sure that it is fit for use. Does not migrate.
 * @param say is told, in one sentence, what a person who starts the product should know about the place of the data.
 * Throws DatabaseRefusal with one clear sentence.
 */
export async function openDatabase(env: DatabaseEnvironment, say: (sentence: string) => void = () => undefined): Promise<OpenDatabase> {
  const settings = readDatabaseSettings(env);
  if (settings.kind === 'embedded') return openEmbedded(localFolder(env, say));
  const access = settings.kind === 'given' ? settings.access : await provideLogins(settings.adminUrl, ownSecret(localFolder(env, say)));
  await examineServer(access);
  return { access, stop: () => Promise.resolve() };
}

/**
 * The folder of everything that is kept on this machine: QALXAN_DATA, else `.qalxan` under the working folder. Where root
 * runs us under a folder that the server's account cannot enter, a folder in /var/lib belonging to this checkout.
 */
export function localFolder(env: DatabaseEnvironment, say: (sentence: string) => void = () => undefined): string {
  if (env.QALXAN_DATA !== undefined && env.QALXAN_DATA !== '') return resolve(env.QALXAN_DATA);
  const here = resolve('.qalxan');
  const closed = closedTo(serverAccount(), here);
  if (closed === undefined) return here;
  const checkout = resolve('.');
  const mark = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  const elsewhere = join('/var/lib/qalxan', `${basename(checkout)}-${mark}`);
  say(`The account "postgres" cannot enter ${closed}, so the data of this folder is kept in ${elsewhere}; QALXAN_DATA names another place`);
  return elsewhere;
}

async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const server = await startEmbedded({ folder });
  try {
    const access = await provideLogins(await provideDatabase(server.adminUrl, EMBEDDED_DATABASE), server.secret);
    await examineServer(access);
    return { access, server, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function ownSecret(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return localSecret(join(folder, 'database.secret'));
  } catch (error) {
    throw new DatabaseRefusal(`The secret of the local logins cannot be kept in ${folder}; QALXAN_DATA names another place`, { cause: error });
  }
}
