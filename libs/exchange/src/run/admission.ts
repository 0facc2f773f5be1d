/** Who may import, and what the audit log is told of a plan. Batches are put on record by the write door itself. */
import { createHash } from 'node:crypto';

import type { AuditEntry, AuditLog } from '#audit';
import { CodedError, type Clock } from '#kernel';
import { conflictOf, isRecentlyProved, mayCommand, type Viewer } from '#policy';

import type { ImportPlan } from '../plan/import-plan.js';

const NO_FILE = createHash('sha256').update('').digest('hex');

/** Asks before any file is looked at. @throws CodedError FORBIDDEN or REAUTH_REQUIRED, on record; UNAVAILABLE. */
export async function admit(audit: AuditLog, viewer: Viewer, clock: Clock): Promise<void> {
  const allowed = conflictOf(viewer.roles) === null && mayCommand(viewer.roles, 'importRecords');
  if (allowed && isRecentlyProved(viewer, clock)) return;
  const refusal = allowed ? 'REAUTH_REQUIRED' : 'FORBIDDEN';
  await audit.append({ ...entry(viewer, NO_FILE), outcome: 'REFUSED', detail: { command: 'importRecords', refusal } });
  throw new CodedError(refusal);
}

/** A plan tells which rows were imported before, so it is an answer, and on record like every answer. */
export async function putOnRecord(audit: AuditLog, viewer: Viewer, plan: ImportPlan): Promise<void> {
  const { format, rows, create, done, duplicate, reject, digest, fileDigest } = plan;
  await audit.append({
    ...entry(viewer, fileDigest),
    outcome: 'ANSWERED',
    detail: { command: 'importRecords', phase: 'PLAN', format, plan: digest, rows, create, done, duplicate, reject },
  });
}

function entry({ officer, agency, session, roles, purpose }: Viewer, hash: string): Omit<AuditEntry, 'outcome'> {
  return { act: 'IMPORT', actor: { officer, agency, session, roles }, purpose, question: { operation: null, root: 'importRecords', hash }, touched: [] };
}
