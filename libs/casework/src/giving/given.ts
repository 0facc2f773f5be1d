/** What every command is given besides its input: who gives it, by which question, and where its receipt is left. */
import type { AuditEntry, Receipt } from '#audit';
import { questionOf, type Asking } from '#disclosure';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';
import type { GraphQLResolveInfo } from 'graphql';

export interface Given {
  readonly viewer: Viewer;
  readonly question: AuditEntry['question'];
  readonly receipts?: Receipt[];
}

/** @throws CodedError UNAUTHENTICATED without a viewer. */
export function givenBy({ viewer, receipts }: Asking, info: GraphQLResolveInfo): Given {
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  return { viewer, question: questionOf(info), receipts };
}
