/** What the resolvers of identity need of the request's context: the part of the edge's own that they use. */
import type { IncomingMessage } from 'node:http';
import type { GraphQLResolveInfo } from 'graphql';
import type { Receipt } from '#audit';
import { CodedError } from '#kernel';
import type { Viewer } from '#policy';

import { askedBy, type Asked } from '../asked.js';

export interface IdentityContext {
  /** Undefined only for a stranger with a public document. */
  readonly viewer: Viewer | undefined;
  readonly receipts: Receipt[];
  readonly req: IncomingMessage;
}

/** @throws CodedError UNAUTHENTICATED for a stranger. */
export function viewerIn({ viewer }: IdentityContext): Viewer {
  if (!viewer) throw new CodedError('UNAUTHENTICATED');
  return viewer;
}

/** @returns what the document asked; its receipts go into the answer. */
export function askedIn(context: IdentityContext, { operation }: GraphQLResolveInfo): Asked {
  return askedBy(operation.loc?.source.body ?? '', operation.name?.value, context.receipts);
}
