/** The header by which a request says that it uses an approval: `x-qalxan-approval: <id>`. */
import type { IncomingMessage } from 'node:http';
import { CodedError, isId } from '#kernel';
import type { Viewer } from '#policy';

export const APPROVAL_HEADER = 'x-qalxan-approval';

/**
 * @param viewer whoever the session is; undefined for a stranger, who is told nothing about the header.
 * @returns the viewer with the stated approval; whether it is one, and his, is looked up when a command uses it.
 * @throws CodedError BAD_REQUEST when it is given twice or is no id.
 */
export function withApproval(viewer: Viewer | undefined, request: IncomingMessage): Viewer | undefined {
  const given = request.headersDistinct[APPROVAL_HEADER] ?? [];
  if (!viewer || given.length === 0) return viewer;
  const [approval] = given;
  if (given.length > 1 || !isId(approval)) throw new CodedError('BAD_REQUEST', 'APPROVAL');
  return Object.freeze({ ...viewer, approval });
}
