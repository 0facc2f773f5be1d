/** A lane's own database connection, shared with nothing: what a read does to a pool never delays its audit entry. */
import { Client, type ClientConfig } from 'pg';

/**
 * Connects and pins what durability rests on: a commit returns only when it is on disk, and the server gives up a
 * statement when we do, so that a killed lane leaves no statement waiting for a lock behind it.
 * @param timeoutMs for connecting and for each statement.
 */
export async function connectForAudit(connection: ClientConfig, timeoutMs: number): Promise<Client> {
  const client = new Client({
    application_name: 'qalxan-audit',
    ...connection,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    keepAlive: true,
  });
  // The lane adds its own listener; until then an idle connection that breaks must not bring the process down.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `select set_config('synchronous_commit', 'on', false), set_config('statement_timeout', $1, false)`,
      [String(timeoutMs)],
    );
    return client;
  } catch (error) {
    discard(client);
    throw error;
  }
}

/** Drops a connection without waiting for it: with a statement under way, `end` closes the socket at once. */
export function discard(client: Client): void {
  void client.end().catch(() => undefined);
}
