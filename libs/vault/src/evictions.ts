/**
 * Tells every process at once that keys it holds are destroyed: a NOTIFY in the transaction that destroyed them, heard on a
 * connection of its own. While that connection is down nothing is heard, so when it comes back everything is forgotten; a
 * process that is cut off for longer forgets by itself when the time for which keys may be held is over.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Id } from '#kernel';
import { Client } from 'pg';

import type { Sql } from './vault-database.js';

/** Every login may listen and may send: a notice names keys, not people, and the worst a false one does is another look-up. */
const CHANNEL = 'qalxan_vault_keys';
const PAUSE_MS = 1_000;
/** A notice holds 8,000 bytes; with more keys than this it says "all". */
const MOST_NAMED = 200;

/** Sends the notice when the transaction of `sql` commits. */
export async function announceDestroyed(sql: Sql, ids: readonly Id[]): Promise<void> {
  await sql.query('select pg_notify($1, $2)', [CHANNEL, ids.length > MOST_NAMED ? 'ALL' : ids.join(',')]);
}

export class Evictions {
  private client: Client | undefined;
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private heard: (() => void) | undefined;
  /** Resolves when notices are heard for the first time. */
  readonly ready: Promise<void>;

  constructor(private readonly url: string, private readonly evict: (ids: readonly Id[] | 'ALL') => void) {
    this.ready = new Promise((resolve) => { this.heard = resolve; });
    this.running = this.run();
  }

  /** Stops listening. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.listen();
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined); // closed meanwhile
    }
  }

  /** Listens until the connection ends, for whatever reason. */
  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'qalxan vault notices', connectionTimeoutMillis: 2_000, keepAlive: true });
    const ended = new Promise<void>((resolve) => { client.on('end', resolve); });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => this.evict(payload === 'ALL' ? 'ALL' : payload.split(',')));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.evict('ALL'); // what was said before we listened
      this.heard?.();
      await ended;
    } catch {
      await client.end().catch(() => undefined); // tried again after a pause; until then keys end by themselves
    }
  }
}
