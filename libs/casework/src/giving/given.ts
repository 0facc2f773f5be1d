/** What every command is given besides its input: who gives it, by which question, and where its receipt is left. */
import type { AuditEntry, Receipt } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';
import { createHash } from 'node:crypto';
import { print, type GraphQLResolveInfo } from 'graphql';

/** The part of the request's context that commands and rereads use. */
export interface Asking {
  readonly viewer: Viewer | null | undefined;
  readonly receipts: Receipt[];
}

export interface Given {
  readonly viewer: Viewer;
  readonly question: AuditEntry['question'];
  readonly receipts?: Receipt[];
}

/** @throws CodedError UNAUTHENTICATED without a viewer. */
export function givenBy({ viewer, receipts }: Asking, info: GraphQLResolveInfo): Given {
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  const { operation } = info;
  const hash = createHash('sha256').update(operation.loc?.source.body ?? print(operation)).digest('hex');
  return { viewer, question: { operation: operation.name?.value ?? null, root: info.fieldName, hash }, receipts };
}
