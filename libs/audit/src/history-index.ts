/**
 * Fills the index that answers "who read this record". It is made after the commit, not with it, because an entry may
 * name hundreds of records and index writes at insert time cost three quarters of the throughput (decisions/0001).
 * Nothing is lost while it lags: the reader searches the entries that are not yet indexed directly.
 */
import { Client, type ClientConfig } from 'pg';

export interface HistoryIndexOptions {
  /** Role `qalxan_audit`. */
  readonly connection: ClientConfig;
  /** Milliseconds between two looks for new entries. Default 1,000. */
  readonly everyMs?: number;
  /** Told when a look failed; the next look tries again. MUST NOT throw. */
  readonly onFailure?: (error: unknown) => void;
}

/** Entries per transaction: short enough to be interrupted at any time without losing much. */
const AT_MOST = 5_000;

export class HistoryIndex {
  readonly #options: HistoryIndexOptions;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> | null = null;
  #stopped = false;

  constructor(options: HistoryIndexOptions) {
    this.#options = options;
  }

  /** Indexes all that is committed now. Safe beside other processes doing the same: one works, the others do nothing. */
  async catchUp(): Promise<number> {
    const client = new Client({ application_name: 'qalxan-audit-index', connectionTimeoutMillis: 5_000, ...this.#options.connection });
    client.on('error', () => undefined);
    try {
      await client.connect();
      let total = 0;
      for (;;) {
        const { rows } = await client.query<{ indexed: number }>('select audit.index_touches($1) as indexed', [AT_MOST]);
        const indexed = rows[0]?.indexed ?? 0;
        total += indexed;
        if (indexed < AT_MOST || this.#stopped) return total;
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Starts to look for new entries until {@link stop}. */
  start(): void {
    this.#timer ??= setInterval(() => {
      this.#running ??= this.catchUp()
        .catch((error: unknown) => this.#options.onFailure?.(error))
        .finally(() => {
          this.#running = null;
        });
    }, this.#options.everyMs ?? 1_000);
  }

  /** Stops and waits for the look under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }
}
