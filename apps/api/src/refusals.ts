/** Refusals of the edge in the audit log: each of a known caller, and of strangers and of floods one entry a minute with their number. */
import type { AuditEntry, AuditLog } from '#audit';
import { sourceOf } from '#identity';
import type { Viewer } from '#policy';
import type { EventLog } from '#telemetry';
import type { Request } from 'express';

import type { RefusalBook, Refused } from './edge/index.js';

/** Milliseconds in which refusals of one source, or floods of one officer, are one entry beside the first. */
const WINDOW_MS = 60_000;
/** Sources told apart at once; whoever comes beyond that is counted together. Bounds memory, and entries a minute. */
const MOST_SOURCES = 1_000;

interface Window {
  times: number;
  readonly entry: (times: number) => AuditEntry;
  readonly timer: NodeJS.Timeout;
}

export class Refusals implements RefusalBook<Viewer> {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly audit: AuditLog, private readonly log: EventLog, private readonly proxies: number) {}

  /** @throws CodedError UNAVAILABLE when the log takes no entry. Of too many requests at once, only the first of a minute is waited for. */
  async known(viewer: Viewer, refused: Refused): Promise<void> {
    const entry = (times: number): AuditEntry => entryOf(refused, viewer, { times });
    if (refused.code !== 'TOO_MANY_REQUESTS') await this.audit.append(entry(1));
    else if (this.isFirst(`officer ${viewer.officer}`, entry)) await this.audit.append(entry(1));
  }

  stranger(request: Request, hash: string): void {
    const named = sourceOf(request, this.proxies);
    const source = this.#windows.has(`source ${named}`) || this.#windows.size < MOST_SOURCES ? named : 'many';
    const entry = (times: number): AuditEntry => entryOf({ code: 'UNAUTHENTICATED', hash }, null, { times, source });
    if (this.isFirst(`source ${source}`, entry)) this.write(entry(1));
  }

  /** Writes what was counted and not yet written. Call before the log is closed. */
  async settle(): Promise<void> {
    const open = [...this.#windows.values()];
    this.#windows.clear();
    for (const { times, entry, timer } of open) {
      clearTimeout(timer);
      if (times > 0) await this.audit.append(entry(times));
    }
  }

  private isFirst(key: string, entry: Window['entry']): boolean {
    const window = this.#windows.get(key);
    if (window) {
      window.times += 1;
      return false;
    }
    const timer = setTimeout(() => this.end(key), WINDOW_MS).unref();
    this.#windows.set(key, { times: 0, entry, timer });
    return true;
  }

  private end(key: string): void {
    const window = this.#windows.get(key);
    this.#windows.delete(key);
    if (window && window.times > 0) this.write(window.entry(window.times));
  }

  private write(entry: AuditEntry): void {
    this.audit.append(entry).catch(() => this.log.warn('edge.refusal-unrecorded'));
  }
}

function entryOf({ code, rule, hash }: Refused, viewer: Viewer | null, more: Readonly<Record<string, string | number>>): AuditEntry {
  const actor = viewer && { officer: viewer.officer, agency: viewer.agency, session: viewer.session, roles: viewer.roles };
  return {
    act: 'READ', outcome: 'REFUSED', actor, purpose: viewer?.purpose ?? null, question: { operation: null, root: 'edge', hash }, touched: [],
    detail: { refusal: code, ...(rule !== undefined && { rule }), ...more },
  };
}
