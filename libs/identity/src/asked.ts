/** What was asked, for the audit entry: which operation of the client, which document, and where its receipt goes. */
import { createHash } from 'node:crypto';
import type { AuditActor, AuditEntry, Receipt } from '#audit';
import type { Viewer } from '#policy';

export interface Asked {
  /** The client's name of the operation, a GraphQL name; null when it has none. */
  readonly operation: string | null;
  /** SHA-256 of the document in lower-case hex. */
  readonly hash: string;
  /** Receipts of the answer. Only accepted acts leave one here. */
  readonly receipts?: Receipt[];
}

/** For acts that no document asked for: the operator's command line. */
export const NO_DOCUMENT: Asked = { operation: null, hash: hashOf('') };

/** @returns what a GraphQL document asked. A name too long for the log is left out: the hash still names the document. */
export function askedBy(document: string, operation: string | undefined, receipts?: Receipt[]): Asked {
  const name = operation !== undefined && operation.length <= 200 ? operation : null;
  return { operation: name, hash: hashOf(document), ...(receipts && { receipts }) };
}

/** @returns the `question` of an audit entry. */
export function questionOf(root: string, { operation, hash }: Asked): AuditEntry['question'] {
  return { operation, root, hash };
}

/** @returns the viewer as an audit entry names them. */
export function actorOf({ officer, agency, session, roles }: Viewer): AuditActor {
  return { officer, agency, session, roles };
}

/** @returns a touch of officers: whose account it was about. */
export function officersTouched(...ids: readonly string[]): AuditEntry['touched'] {
  return ids.length === 0 ? [] : [{ record: 'Officer', ids, disclosed: [], withheld: [] }];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
