/**
 * Where refusals of the edge are put on record. Whoever is known is told nothing before it is; strangers are gathered, so that a flood
 * of theirs cannot fill the log, and are not waited for.
 */
import type { Request, Response } from 'express';
import type { ErrorCode } from '#kernel';
import { viewerOn } from './request-facts.js';
import { refuse } from './refusal.js';

export interface Refused {
  readonly code: ErrorCode;
  /** Of the edge, e.g. DOCUMENT_LIMITS; for the log. Never a value. */
  readonly rule?: string;
  /** SHA-256 of the document; the text itself is not kept. */
  readonly hash: string;
}

export interface RefusalBook<V extends object> {
  /** Resolves when the refusal of a signed-in caller is durable. */
  known(viewer: V, refused: Refused): Promise<void>;
  /** Counts the refusal of a stranger. Never throws. */
  stranger(request: Request, hash: string): void;
}

/** Puts the refusal of a request on record, then answers it; 503 when it cannot be put on record. The rule is told only with FORBIDDEN. */
export async function refuseOnRecord<V extends object>(
  request: Request, response: Response, book: RefusalBook<V>, { status, ...refused }: Refused & { readonly status: number },
): Promise<void> {
  const viewer = viewerOn(request) as V | undefined;
  try {
    if (viewer === undefined) book.stranger(request, refused.hash);
    else await book.known(viewer, refused);
  } catch {
    refuse(request, response, 503, 'UNAVAILABLE');
    return;
  }
  refuse(request, response, status, refused.code, refused.code === 'FORBIDDEN' ? refused.rule : undefined);
}
