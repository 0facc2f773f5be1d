/**
 * Reads the log: who touched a record, and what an officer did. Answers are complete even while the index lags, newest
 * first in the order in which the database numbered the entries (clocks may be wrong), in keyset pages. What is shown
 * comes from the stored body alone, the text that the chain protects.
 */
import { CodedError, isId, type Id } from '#kernel';
import { Pool, type ClientConfig } from 'pg';
import { entryFrom, type AuditAct, type AuditOutcome, type AuditPurpose, type AuditTouch } from './audit-entry.js';
import type { Receipt } from './audit-log.js';

/** The history of one record, or of one officer's own acts. */
export type HistoryQuestion = { readonly record: string; readonly id: Id } | { readonly officer: Id };

export interface HistoryPage {
  /** How many rows, 1 to 500. */
  readonly first: number;
  /** `next` of the page before. It says how many entries the log had: seal it before it leaves the process. */
  readonly after?: string;
}

export interface HistoryRow {
  readonly receipt: Receipt;
  readonly at: Date;
  readonly act: AuditAct;
  readonly outcome: AuditOutcome;
  /** Null when nobody was signed in. */
  readonly officer: Id | null;
  readonly agency: Id | null;
  readonly roles: readonly string[];
  readonly purpose: AuditPurpose | null;
  /** Root field or command. */
  readonly root: string;
  /** Names of fields shown: of the asked record, or of all records when an officer was asked for. */
  readonly disclosed: readonly string[];
  readonly withheld: readonly string[];
  /** For a record, only itself: its history does not tell which other records were read along with it. */
  readonly touched: readonly AuditTouch[];
}

export interface History {
  readonly rows: readonly HistoryRow[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

interface StoredRow {
  readonly position: string;
  readonly lane: Id;
  readonly number: string;
  readonly recorded_at: Date;
  readonly hash: Buffer;
  readonly body: string;
}

const COLUMNS = 'e.position, e.lane, e.number, e.recorded_at, e.hash, e.body';

/** Whether a body names a record: a cheap search for the id first, the proof on the parsed body second. */
const TOUCHES = `case when strpos(e.body, $1::text) = 0 or not pg_input_is_valid(e.body, 'jsonb') then false else
  e.body::jsonb @> jsonb_build_object('touched',
    jsonb_build_array(jsonb_build_object('record', $4::text, 'ids', jsonb_build_array($1::text)))) end`;

/** Indexed entries, and those behind the index lane by lane (`offset 0` keeps that a look-up by lane and number). */
const BY_RECORD = `
  (select ${COLUMNS} from audit.touch t join audit.entry e on e.position = t.position
    where t.record_id = $1::text::uuid and t.position < $2 and ${TOUCHES} order by t.position desc limit $3)
  union
  (select e.* from audit.lane l left join audit.indexed i on i.lane = l.id
    cross join lateral (select ${COLUMNS} from audit.entry e
      where e.lane = l.id and e.number > coalesce(i.number, 0) and e.position < $2 and ${TOUCHES} offset 0) e
    order by e.position desc limit $3)
  order by position desc limit $3`;

const BY_OFFICER = `
  select ${COLUMNS} from audit.entry e where e.officer = $1 and e.position < $2 order by e.position desc limit $3`;

/** A search may be long, but a log that somebody has locked is one that cannot answer now: as soon as its writer, the reader says so. */
const LOCK_TIMEOUT_MS = 2_000;

const BEFORE_ALL = '9223372036854775807';

export class AuditReader {
  readonly #pool: Pool;

  /** @param connection role `qalxan_auditor`. */
  constructor(connection: ClientConfig) {
    this.#pool = new Pool({
      application_name: 'qalxan-audit-reader', max: 2, connectionTimeoutMillis: 5_000, statement_timeout: 30_000, lock_timeout: LOCK_TIMEOUT_MS,
      ...connection,
    });
    this.#pool.on('error', () => undefined);
  }

  /**
   * @returns one page, newest first. Asking is itself an act to be recorded (AUDIT_READ), by the caller.
   * @throws CodedError BAD_REQUEST for an id, page size or cursor that cannot be; UNAVAILABLE when the log cannot be read.
   */
  async accessHistory(question: HistoryQuestion, page: HistoryPage): Promise<History> {
    const after = page.after ?? BEFORE_ALL;
    const id = 'officer' in question ? question.officer : question.id;
    const sound = isId(id) && Number.isInteger(page.first) && page.first >= 1 && page.first <= 500 && isPosition(after);
    if (!sound) throw new CodedError('BAD_REQUEST');
    const stored = 'officer' in question
      ? await this.#select(BY_OFFICER, [id, after, page.first + 1])
      : await this.#select(BY_RECORD, [id, after, page.first + 1, question.record]);
    const rows = stored.slice(0, page.first);
    return {
      rows: rows.flatMap((row) => historyRow(row, question)),
      next: stored.length > rows.length ? (rows.at(-1)?.position ?? null) : null,
    };
  }

  /** Disconnects. */
  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #select(text: string, values: readonly unknown[]): Promise<readonly StoredRow[]> {
    try {
      return (await this.#pool.query<StoredRow>(text, [...values])).rows;
    } catch (cause) {
      throw new CodedError('UNAVAILABLE', undefined, { cause });
    }
  }
}

function isPosition(text: string): boolean {
  return /^[0-9]{1,19}$/.test(text) && BigInt(text) <= BigInt(BEFORE_ALL);
}

/** @returns the row to show; none for what no lane wrote (forged by a stolen login), which the chain check names. */
function historyRow(stored: StoredRow, question: HistoryQuestion): readonly HistoryRow[] {
  const entry = entryFrom(stored.body);
  if (!entry || ('officer' in question && entry.actor?.officer !== question.officer)) return [];
  const touched = 'officer' in question ? entry.touched : onlyThe(question.record, question.id, entry.touched);
  return [{
    receipt: { lane: stored.lane, number: Number(stored.number), hash: stored.hash.toString('hex') },
    at: stored.recorded_at,
    act: entry.act,
    outcome: entry.outcome,
    officer: entry.actor?.officer ?? null,
    agency: entry.actor?.agency ?? null,
    roles: entry.actor?.roles ?? [],
    purpose: entry.purpose,
    root: entry.question.root,
    disclosed: namesIn(touched.map(({ disclosed }) => disclosed)),
    withheld: namesIn(touched.map(({ withheld }) => withheld)),
    touched,
  }];
}

function onlyThe(record: string, id: Id, touched: readonly AuditTouch[]): readonly AuditTouch[] {
  return touched.filter((touch) => touch.record === record && touch.ids.includes(id)).map((touch) => ({ ...touch, ids: [id] }));
}

function namesIn(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}
