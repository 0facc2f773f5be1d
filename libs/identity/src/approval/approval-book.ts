/** Reading and deciding approvals: the statements about `identity.approval` that are not the write door's own. */
import { isId, type Id } from '#kernel';
import { conflictOf, fourEyesOf, isRole, mayCommand } from '#policy';

import type { Sql } from '../sql.js';
import type { ApprovalRow, ApprovalState } from './approval-view.js';

const STATE = `
  case when a.used_at is not null then 'USED' when a.decision = 'REFUSED' then 'REFUSED' when a.expires_at <= clock_timestamp() then 'EXPIRED'
       when a.decision = 'APPROVED' then 'APPROVED' else 'WAITING' end`;

const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint::text as ${column}`;

const VIEW = `
  select a.id, a.command, ${STATE} as state, a.payload, a.requested_by, c.login as requested_login, a.decided_by, a.reason,
         (select t.login from identity.credential t where t.officer_id::text = a.payload::jsonb #>> '{payload,officer}') as officer_login,
         ${['requested_at', 'expires_at', 'decided_at'].map(milliseconds).join(', ')}
    from identity.approval a join identity.credential c on c.officer_id = a.requested_by`;

/** Whose approvals are shown: one's own, and those one may decide. */
export interface Sight {
  readonly officer: Id;
  readonly commands: readonly string[];
}

const VISIBLE = '(a.requested_by = $1 or a.command = any (string_to_array($2, \',\')))';

export interface ApprovalPage {
  readonly state?: ApprovalState | null;
  readonly first: number;
  /** The last one of the page before. */
  readonly after?: string | null;
}

/** @returns the approvals in sight, the latest first, at most `first` and one more where there is one. */
export function pageOf(sql: Sql, { officer, commands }: Sight, { state = null, first, after = null }: ApprovalPage): Promise<readonly ApprovalRow[]> {
  return sql<ApprovalRow>(`${VIEW}
    where ${VISIBLE} and ($3::text is null or ${STATE} = $3)
      and ($4::uuid is null or (a.requested_at, a.id) < (select b.requested_at, b.id from identity.approval b where b.id = $4::uuid))
    order by a.requested_at desc, a.id desc limit $5`, [officer, commands.join(','), state, after, first + 1]);
}

/** @returns the approval in sight with this id, or null. */
export async function oneOf(sql: Sql, { officer, commands }: Sight, id: string): Promise<ApprovalRow | null> {
  const [row] = isId(id) ? await sql<ApprovalRow>(`${VIEW} where ${VISIBLE} and a.id = $3`, [officer, commands.join(','), id]) : [];
  return row ?? null;
}

/** What a decision is judged by. */
export interface Pending {
  readonly command: string;
  readonly state: ApprovalState;
  readonly requestedBy: Id;
  readonly requestedHuman: string;
  readonly concerns: string | null;
  /** Whether who asked may sign in and may still give the command. */
  readonly requesterStands: boolean;
}

interface PendingRow {
  readonly command: string;
  readonly state: ApprovalState;
  readonly requested_by: Id;
  readonly requested_human: string;
  readonly concerns: string | null;
  readonly active: boolean;
  readonly roles: string | null;
}

/** Keeps others from deciding or using it until the transaction ends. */
export async function lockPending(sql: Sql, id: Id): Promise<Pending | null> {
  const [locked] = await sql<{ id: Id }>('select id from identity.approval where id = $1 for update', [id]);
  if (!locked) return null;
  // A statement of its own: it sees what whoever held the lock before has committed.
  const [row] = await sql<PendingRow>(
    `select a.command, ${STATE} as state, a.requested_by, a.requested_human, a.concerns, o.active,
            (select string_agg(r.role, ',') from identity.officer_role r where r.officer_id = o.id and r.revoked_at is null) as roles
       from identity.approval a join records.officer o on o.id = a.requested_by where a.id = $1`, [id]);
  if (!row) return null;
  const roles = (row.roles ?? '').split(',').filter(isRole);
  const rule = fourEyesOf(row.command);
  return {
    command: row.command, state: row.state, requestedBy: row.requested_by, requestedHuman: row.requested_human, concerns: row.concerns,
    requesterStands: row.active && rule !== null && conflictOf(roles) === null && mayCommand(roles, rule.command),
  };
}

/** Writes the decision down. The database looks up the human and the time itself. */
export async function decide(sql: Sql, id: Id, by: Id, decision: 'APPROVED' | 'REFUSED', reason: string | null): Promise<void> {
  await sql('update identity.approval set decision = $2, decided_by = $3, reason = $4 where id = $1', [id, decision, by, reason]);
}
