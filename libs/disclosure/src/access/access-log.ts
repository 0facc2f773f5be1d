/**
 * Reading the audit log. The auditor asks about any record or officer; everybody asks about their own acts, which shows
 * them nothing but what they did. Reading the log is itself an act, on record before it is answered. It stands in this
 * library because it keeps the promises of the other readings: sealed cursors, branded pages, audit before answer.
 */
import type { AuditLog, AuditReader, AuditTouch, HistoryQuestion, HistoryRow } from '#audit';
import { CodedError, isId } from '#kernel';
import { conflictOf, type Viewer } from '#policy';
import type { Registry } from '#record';
import type { GraphQLResolveInfo } from 'graphql';

import type { Cursors } from '../answer/cursor.js';
import { newAnswer } from '../answer/disclosed.js';
import type { Asking } from '../disclosure.js';
import { answering, type Found } from '../walk/answering.js';
import type { AccessHistory } from './access-types.js';

export interface AccessLogOptions {
  /** Connected as `qalxan_auditor`. */
  readonly reader: Pick<AuditReader, 'accessHistory'>;
  readonly audit: AuditLog;
  readonly cursors: Cursors;
  readonly registry: Registry;
}

export interface AccessPage {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Exactly one: a record with its id, or an officer. */
export interface AccessQuestion {
  readonly record?: string | null;
  readonly id?: string | null;
  readonly officer?: string | null;
}

/** Entries a page gives when the client does not say, and at most. */
export const ACCESS_PAGE = { usual: 20, most: 100 } as const;
/** Ids of one kind of record that one entry names in an answer; `count` tells how many there were. */
const MOST_IDS_SHOWN = 200;

export class AccessLog {
  constructor(private readonly options: AccessLogOptions) {}

  /**
   * Reads the accesses to one record or of one officer, for the auditor.
   * @throws CodedError UNAUTHENTICATED; FORBIDDEN for every other role, and for roles that may not be held together; BAD_REQUEST when it
   *   is not exactly one of record and officer, or the page cannot be; UNAVAILABLE when the log cannot be read or written.
   */
  async about(asked: AccessQuestion, page: AccessPage, asking: Asking, info: GraphQLResolveInfo): Promise<AccessHistory> {
    const aimedAt = this.aimedAt(asked);
    return answering({ audit: this.options.audit, act: 'AUDIT_READ', aimedAt }, asking, info, (viewer) => {
      if (!isAuditor(viewer)) throw new CodedError('FORBIDDEN');
      return this.read(this.questionOf(asked), page, viewer, aimedAt);
    });
  }

  /** Reads the viewer's own acts. Errors as for {@link about}, without FORBIDDEN. */
  async own(page: AccessPage, asking: Asking, info: GraphQLResolveInfo): Promise<AccessHistory> {
    const aimedAt = this.aimedAt({ officer: asking.viewer?.officer ?? null });
    return answering({ audit: this.options.audit, act: 'AUDIT_READ', aimedAt }, asking, info, (viewer) =>
      this.read({ officer: viewer.officer }, page, viewer, aimedAt));
  }

  private async read(question: HistoryQuestion, page: AccessPage, viewer: Viewer, touched: readonly AuditTouch[]): Promise<Found<AccessHistory>> {
    const { reader, cursors } = this.options;
    const first = page.first ?? ACCESS_PAGE.usual;
    if (first < 1 || first > ACCESS_PAGE.most) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
    const binding = JSON.stringify(['accessHistory', question]);
    const after = page.after ?? null;
    const position = after === null ? null : cursors.open(after, viewer.officer, binding).value;
    const { rows, next } = await reader.accessHistory(question, { first, ...(position !== null && { after: String(position) }) });
    const pageInfo = Object.assign(newAnswer(), {
      hasNextPage: next !== null,
      hasPreviousPage: after !== null,
      startCursor: null,
      // The position says how many entries the whole log had: it leaves only sealed. Its place needs an id, any will do.
      endCursor: next === null ? null : cursors.make({ id: viewer.officer, value: next }, viewer.officer, binding),
    });
    return { answer: { entries: rows.map(entryOf), pageInfo }, touched, detail: { entries: rows.length } };
  }

  private questionOf({ record, id, officer }: AccessQuestion): HistoryQuestion {
    const byRecord = isId(id) && typeof record === 'string' && this.options.registry.has(record) && officer === null;
    if (byRecord) return { record, id };
    if (isId(officer) && record === null && id === null) return { officer };
    throw new CodedError('BAD_REQUEST');
  }

  private aimedAt({ record, id, officer }: AccessQuestion): readonly AuditTouch[] {
    const at = (name: string, one: unknown): readonly AuditTouch[] => (isId(one) ? [{ record: name, ids: [one], disclosed: [], withheld: [] }] : []);
    return typeof record === 'string' && this.options.registry.has(record) ? at(record, id) : at('Officer', officer);
  }
}

/** @returns whether the viewer may read the whole log. */
export function isAuditor({ roles }: Viewer): boolean {
  return roles.includes('AUDITOR') && conflictOf(roles) === null;
}

function entryOf({ purpose, touched, ...row }: HistoryRow): AccessHistory['entries'][number] {
  return {
    ...row,
    purpose: purpose && { tasking: null, reason: null, text: null, ...purpose },
    touched: touched.map(({ ids, ...touch }) => ({ ...touch, count: ids.length, ids: ids.slice(0, MOST_IDS_SHOWN) })),
  };
}
