/** How the audit log names a question: the client's operation name, the root field, and the document's digest. */
import type { AuditEntry } from '#audit';
import { createHash } from 'node:crypto';
import { print, type GraphQLResolveInfo, type OperationDefinitionNode } from 'graphql';

const digests = new WeakMap<OperationDefinitionNode, string>();

/** @returns the question of a root field. The digest is of the whole document's text, computed once per parsed document. */
export function questionOf(info: GraphQLResolveInfo): AuditEntry['question'] {
  let hash = digests.get(info.operation);
  if (hash === undefined) {
    hash = createHash('sha256').update(info.operation.loc?.source.body ?? print(info.operation)).digest('hex');
    digests.set(info.operation, hash);
  }
  return { operation: info.operation.name?.value ?? null, root: info.fieldName, hash };
}
