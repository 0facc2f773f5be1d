/**
 * Notices as their recipients read them. A role is told as long as it is held: whoever loses it loses its notices. Nobody
 * is told of a notice about themselves because of a role of theirs, so that an alarm about a supervisor does not go to that
 * supervisor. Reading notices is on record, and so is acknowledging one.
 */
import type { AuditLog, AuditTouch } from '#audit';
import { answering, type Asking, type Cursors } from '#disclosure';
import { CodedError, isId, type Id } from '#kernel';
import type { Role, Viewer } from '#policy';
import type { Wall } from '#wall';
import type { GraphQLResolveInfo } from 'graphql';

import { actorOf, questionOf, type Asked } from '../asked.js';
import { inTransaction, orUnavailable, sqlOn, type Sql } from '../sql.js';
import type { NoticeKind } from './notice-kind.js';

export interface NoticesOptions {
  readonly wall: Wall;
  readonly audit: AuditLog;
  readonly cursors: Cursors;
}

export interface NoticeQuestion {
  readonly first?: number | null;
  readonly after?: string | null;
  /** Only those that the viewer has not acknowledged. */
  readonly unacknowledged?: boolean | null;
}

export interface Notice {
  readonly id: Id;
  readonly kind: NoticeKind;
  readonly raisedAt: Date;
  readonly officer: Id | null;
  readonly record: string | null;
  readonly row: Id | null;
  /** When the viewer acknowledged it. */
  readonly acknowledgedAt: Date | null;
}

export interface NoticePage {
  readonly notices: readonly Notice[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** Notices a page gives when the client does not say, and at most. */
export const NOTICE_PAGE = { usual: 20, most: 100 } as const;

interface Row {
  readonly id: Id;
  readonly kind: NoticeKind;
  /** Milliseconds since 1970. */
  readonly raised_ms: string;
  readonly place: string;
  readonly officer_id: Id | null;
  readonly record: string | null;
  readonly row_id: Id | null;
  readonly acknowledged_ms: string | null;
}

/** $1 the viewer, $2 the viewer's roles. */
const ADDRESSED = `(n.to_officer = $1::uuid or (n.roles && $2::text[] and n.officer_id is distinct from $1::uuid))`;

function milliseconds(instant: string): string {
  return `floor(extract(epoch from ${instant}) * 1000)::text`;
}

/** $3 only what is not acknowledged, $4 and $5 the place after which to begin, $6 how many. */
const PAGE = `
  select n.id, n.kind, ${milliseconds('n.raised_at')} as raised_ms, n.raised_at::text as place, n.officer_id, ${milliseconds('a.acknowledged_at')} as acknowledged_ms,
         case when n.row_roles && $2::text[] then n.record end as record, case when n.row_roles && $2::text[] then n.row_id end as row_id
    from identity.notice n left join identity.notice_acknowledgement a on a.notice_id = n.id and a.officer_id = $1::uuid
   where ${ADDRESSED} and (not $3::boolean or a.notice_id is null) and ($4::timestamptz is null or (n.raised_at, n.id) < ($4::timestamptz, $5::uuid))
   order by n.raised_at desc, n.id desc limit $6::int`;

/** A second acknowledgement changes nothing. $3 the notice. */
const ACKNOWLEDGE = `
  with addressed as (select n.id from identity.notice n where n.id = $3::uuid and ${ADDRESSED}),
  done as (insert into identity.notice_acknowledgement (notice_id, officer_id) select id, $1::uuid from addressed on conflict do nothing)
  select id from addressed`;

const SHOWN = ['acknowledgedAt', 'kind', 'officer', 'raisedAt', 'record', 'row'];

export class Notices {
  private readonly sql: Sql;

  constructor(private readonly options: NoticesOptions) {
    this.sql = sqlOn(options.wall);
  }

  /**
   * Reads the notices addressed to the viewer or to a role of theirs, the latest first.
   * @throws CodedError UNAUTHENTICATED; BAD_REQUEST for an impossible page or a foreign cursor; UNAVAILABLE when database or
   *   audit log cannot answer.
   */
  page(asked: NoticeQuestion, asking: Asking, info: GraphQLResolveInfo): Promise<NoticePage> {
    return answering({ audit: this.options.audit, act: 'READ', aimedAt: [] }, asking, info, async (viewer) => {
      const first = asked.first ?? NOTICE_PAGE.usual;
      if (first < 1 || first > NOTICE_PAGE.most) throw new CodedError('BAD_REQUEST', 'PAGE_SIZE');
      const open = asked.unacknowledged === true;
      const binding = JSON.stringify(['notices', open]);
      const place = asked.after === null || asked.after === undefined ? null : this.options.cursors.open(asked.after, viewer.officer, binding);
      const at = place === null ? null : String(place.value);
      const rows = await orUnavailable(() => this.sql<Row>(PAGE, [viewer.officer, rolesSql(viewer.roles), open, at, place?.id ?? null, first + 1]));
      const shown = rows.slice(0, first);
      const last = shown.at(-1);
      const hasNextPage = rows.length > first;
      const endCursor = last && hasNextPage ? this.options.cursors.make({ id: last.id, value: last.place }, viewer.officer, binding) : null;
      return { answer: { notices: shown.map(noticeOf), hasNextPage, endCursor }, touched: touched(shown.map(({ id }) => id), SHOWN) };
    });
  }

  /**
   * Acknowledges a notice for the viewer alone; others keep theirs.
   * @throws CodedError NOT_FOUND, on record, for a notice that is not theirs or does not exist; UNAVAILABLE.
   */
  async acknowledge(viewer: Viewer, id: string, asked: Asked): Promise<void> {
    const shared = {
      act: 'CHANGE', actor: actorOf(viewer), purpose: viewer.purpose, question: questionOf('acknowledgeNotice', asked), touched: touched(isId(id) ? [id] : [], []),
    } as const;
    const done = await orUnavailable(() => inTransaction(this.options.wall, async (sql) => {
      const found = isId(id) ? await sql(ACKNOWLEDGE, [viewer.officer, rolesSql(viewer.roles), id]) : [];
      if (found.length === 0) return false;
      asked.receipts?.push(await this.options.audit.append({ ...shared, outcome: 'ACCEPTED' }));
      return true;
    }));
    if (done) return;
    await this.options.audit.append({ ...shared, outcome: 'REFUSED' });
    throw new CodedError('NOT_FOUND');
  }
}

function noticeOf({ id, kind, raised_ms, officer_id, record, row_id, acknowledged_ms }: Row): Notice {
  const acknowledgedAt = acknowledged_ms === null ? null : new Date(Number(acknowledged_ms));
  return { id, kind, raisedAt: new Date(Number(raised_ms)), officer: officer_id, record, row: row_id, acknowledgedAt };
}

function touched(ids: readonly Id[], disclosed: readonly string[]): readonly AuditTouch[] {
  return ids.length === 0 ? [] : [{ record: 'Notice', ids, disclosed, withheld: [] }];
}

/** Names of roles are capitals and underscores only (identity.officer_role checks it). */
function rolesSql(roles: readonly Role[]): string {
  return `{${roles.join(',')}}`;
}
