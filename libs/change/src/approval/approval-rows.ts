/**
 * Asking for an approval, and using one: every statement of the write door about `identity.approval`. The database itself refuses
 * an approval by the same account or human, a second decision and a second use; here a refusal gets the name of its rule.
 */
import { ADVISORY_LOCK, CodedError, isId, newId, type Id } from '#kernel';
import { conflictOf, fourEyesOf, isRole, type Viewer } from '#policy';

import type { Query } from '../sight.js';
import { hashOf, textOf, type Matter } from './matter.js';

/** A command of the list and what it asks for. */
export interface Asked {
  readonly command: string;
  readonly matter: Matter;
}

/** Requests of one officer that may be open at a time. Ours: an approver's list must stay readable. */
export const MOST_OPEN = 100;

const LIVE = `
select id from identity.approval
 where requested_by = $1 and hash = $2 and used_at is null and decision is distinct from 'REFUSED' and expires_at > clock_timestamp()
 order by requested_at desc limit 1`;

/** One at a time for each officer, so that the same question asked twice at once is one request. */
const IN_TURN = `select pg_advisory_xact_lock(hashtextextended($1, ${ADVISORY_LOCK.APPROVAL_OF_OFFICER}))::text`;

/**
 * Asks for an approval, in the caller's transaction; a live request for the same is given back instead.
 * @returns its id, and whether it was made now. @throws CodedError REJECTED PERSONNEL_NUMBER when it is not known which human asks; TOO_MANY_REQUESTS.
 */
export async function requestApproval(query: Query, viewer: Viewer, { command, matter }: Asked): Promise<{ approval: Id; isNew: boolean }> {
  const text = textOf(command, matter);
  await query(IN_TURN, [viewer.officer]);
  const [live] = await query(LIVE, [viewer.officer, hashOf(text)]);
  if (live) return { approval: live['id'] as Id, isNew: false };
  const [asker] = await query(
    `select c.personnel_number, (select count(*) from identity.approval a where a.requested_by = c.officer_id and a.decision is null
       and a.expires_at > clock_timestamp())::int as open from identity.credential c where c.officer_id = $1`, [viewer.officer]);
  if (typeof asker?.['personnel_number'] !== 'string') throw new CodedError('REJECTED', 'PERSONNEL_NUMBER');
  if (Number(asker['open']) >= MOST_OPEN) throw new CodedError('TOO_MANY_REQUESTS');
  const id = newId();
  await query('insert into identity.approval (id, command, payload, concerns, requested_by) values ($1, $2, $3, $4, $5)',
    [id, command, text, await humanOf(query, matter.concerns), viewer.officer]);
  return { approval: id, isNew: true };
}

async function humanOf(query: Query, concerns: Matter['concerns']): Promise<string | null> {
  if (!concerns || 'human' in concerns) return concerns?.human ?? null;
  const [row] = await query('select personnel_number from identity.credential where officer_id = $1', [concerns.officer]);
  return (row?.['personnel_number'] as string | null | undefined) ?? null;
}

const USE = `
update identity.approval set used_at = clock_timestamp()
 where id = $1 and requested_by = $2 and hash = $3 and decision = 'APPROVED' and used_at is null and expires_at > clock_timestamp()
returning decided_by`;

const WHY_NOT = 'select hash = $3 as same, decision, used_at is not null as used, expires_at <= clock_timestamp() as expired from identity.approval where id = $1 and requested_by = $2';

const APPROVER = `
select o.active, (select string_agg(r.role, ',') from identity.officer_role r where r.officer_id = o.id and r.revoked_at is null) as roles
  from records.officer o join identity.credential c on c.officer_id = o.id where o.id = $1 for share of c`;

/**
 * Uses an approval, in the transaction of the command: both are committed, or neither.
 * @throws CodedError REJECTED with the rule: APPROVAL_UNKNOWN (none of this officer's), APPROVAL_MISMATCH (it is for something
 *   else), APPROVAL_USED, APPROVAL_REFUSED, APPROVAL_EXPIRED, APPROVAL_NOT_GIVEN, APPROVER_GONE.
 */
export async function useApproval(query: Query, viewer: Viewer, { command, matter }: Asked, approval: Id): Promise<void> {
  const about = [isId(approval) ? approval : null, viewer.officer, hashOf(textOf(command, matter))];
  const [used] = await query(USE, about);
  if (!used) throw new CodedError('REJECTED', ruleOf((await query(WHY_NOT, about))[0]));
  const [approver] = await query(APPROVER, [used['decided_by']]);
  if (!mayStillApprove(command, approver)) throw new CodedError('REJECTED', 'APPROVER_GONE');
}

function ruleOf(row: Record<string, unknown> | undefined): string {
  if (!row) return 'APPROVAL_UNKNOWN';
  if (row['same'] !== true) return 'APPROVAL_MISMATCH';
  if (row['used'] === true) return 'APPROVAL_USED';
  if (row['decision'] === 'REFUSED') return 'APPROVAL_REFUSED';
  return row['expired'] === true ? 'APPROVAL_EXPIRED' : 'APPROVAL_NOT_GIVEN';
}

function mayStillApprove(command: string, row: Record<string, unknown> | undefined): boolean {
  const held = row?.['roles'];
  const roles = typeof held === 'string' ? held.split(',').filter(isRole) : [];
  return row?.['active'] === true && conflictOf(roles) === null && (fourEyesOf(command)?.approvers.some((role) => roles.includes(role)) ?? false);
}
