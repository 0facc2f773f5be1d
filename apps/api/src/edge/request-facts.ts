/** What the steps of the edge know of a request: who asks, once the gate has settled it, and the hash of the document. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { GraphqlBody } from './request-body.js';

const viewers = new WeakMap<IncomingMessage, object>();

/** Called by the gate alone. */
export function settleViewer(request: IncomingMessage, viewer: object): void {
  viewers.set(request, viewer);
}

/** @returns the viewer the gate settled on; undefined for a stranger with a public document. */
export function viewerOn(request: IncomingMessage): object | undefined {
  return viewers.get(request);
}

/** @returns the hash by which a document is listed: SHA-256 of its exact text, in hex. */
export function documentHash(document: string): string {
  return createHash('sha256').update(document, 'utf8').digest('hex');
}

/** @returns the hash of the document that was sent or named. Needs the body read before. */
export function hashIn(request: Request): string {
  const { query, documentId } = request.body as GraphqlBody;
  return documentId?.slice('sha256:'.length) ?? documentHash(query);
}
