/** Whoever may approve hears of a new request, in the transaction that makes it. Who asked does not: he knows. */
import type { ApprovalAsked } from '#change';

import { raise } from '../notice/raise.js';

/** To be given to every write door as `approvalAsked`. */
export const tellApprovers: ApprovalAsked = (query, { approval, requester, approvers }) =>
  raise(query, { kind: 'APPROVAL_REQUESTED', officer: requester, record: 'Approval', row: approval, roles: approvers });
