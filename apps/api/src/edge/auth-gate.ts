/**
 * The gate in front of GraphQL. Who asks is settled here, once, before the document is parsed: a live session, or one
 * of the few listed documents a stranger may send (signing in). A stranger cannot even learn whether a document would
 * parse. Every refusal is the same 401.
 */
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { CodedError } from '#kernel';
import { hashIn, settleViewer } from './request-facts.js';
import { refuse } from './refusal.js';
import { refuseOnRecord, type RefusalBook } from './refusal-book.js';
import type { GraphqlBody } from './request-body.js';

/** The header in which a signed-in person states why they ask: a tasking id, or a reason code and text. */
export const PURPOSE_HEADER = 'x-qalxan-purpose';

/**
 * Looks a session up. Called once per request, never cached here, so that a revoked session ends with the next request.
 * @param token what followed `Bearer `; not yet known to be anything.
 * @param purpose the purpose header, percent-decoded; undefined when absent.
 * @returns undefined for every token that is not a live session, whatever the cause.
 * @throws CodedError UNAVAILABLE when it cannot know; the gate answers 503. Any other error is also 503.
 */
export type ViewerOf<V extends object> = (token: string, purpose: string | undefined, request: IncomingMessage) => Promise<V | undefined>;

export interface GateOptions<V extends object> {
  /** SHA-256 (hex) of each document a caller without a session may send, with its name. See `documentHash`. */
  readonly publicDocuments: ReadonlyMap<string, string>;
  readonly viewerOf: ViewerOf<V>;
  /**
   * For viewers who may send listed documents only: asks for the one with that hash, null when it is not on the viewer's list.
   * @returns undefined for a viewer who may send any. The promise's failure is answered 503.
   */
  readonly listedFor?: (viewer: V, hash: string) => Promise<string | null> | undefined;
  readonly refusals: RefusalBook<V>;
}

/** Tokens are opaque: letters of base64url and JWT, bounded so that a megabyte never reaches the database. */
const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{16,4096})$/;
const MAX_PURPOSE = 600;

/** Refuses with 401 whoever has neither a live session nor a public document. Needs the body read before it. */
export function authGate<V extends object>(options: GateOptions<V>): RequestHandler {
  const { publicDocuments, refusals } = options;
  const refuseStranger = (request: Request, response: Response): void => {
    refusals.stranger(request, hashIn(request));
    response.setHeader('www-authenticate', 'Bearer');
    refuse(request, response, 401, 'UNAUTHENTICATED');
  };
  return (request: Request, response: Response, next: NextFunction) => {
    const headers = request.headersDistinct.authorization ?? [];
    if (headers.length === 0) {
      if ((request.body as GraphqlBody).documentId === undefined && publicDocuments.has(hashIn(request))) next();
      else refuseStranger(request, response);
      return;
    }
    const token = headers.length === 1 ? BEARER.exec(headers[0] ?? '')?.[1] : undefined;
    if (token === undefined) {
      refuseStranger(request, response);
      return;
    }
    admit(request, response, token, options).then(
      (admitted) => {
        if (admitted === 'YES') next();
        else if (admitted === 'STRANGER') refuseStranger(request, response);
      },
      (failure: unknown) => {
        // Only a live session is told what is wrong with its purpose.
        if (failure instanceof CodedError && failure.code === 'BAD_REQUEST') refuse(request, response, 400, 'BAD_REQUEST', failure.rule);
        else refuse(request, response, 503, 'UNAVAILABLE');
      },
    );
  };
}

/** TOLD: the answer is given. */
type Admitted = 'YES' | 'STRANGER' | 'TOLD';

async function admit<V extends object>(request: Request, response: Response, token: string, { viewerOf, listedFor, refusals }: GateOptions<V>): Promise<Admitted> {
  const viewer = await viewerOf(token, purposeOf(request), request);
  if (viewer === undefined) return 'STRANGER';
  settleViewer(request, viewer);
  const hash = hashIn(request);
  const listed = await (listedFor?.(viewer, hash) ?? undefined);
  const { documentId, ...body } = request.body as GraphqlBody;
  if (listed === null) {
    await refuseOnRecord(request, response, refusals, { status: 403, code: 'FORBIDDEN', rule: 'DOCUMENT_NOT_TRUSTED', hash });
    return 'TOLD';
  }
  if (listed === undefined && documentId !== undefined) {
    await refuseOnRecord(request, response, refusals, { status: 400, code: 'BAD_REQUEST', hash });
    return 'TOLD';
  }
  if (listed !== undefined) request.body = { ...body, query: listed };
  return 'YES';
}

/**
 * Header values are Latin-1 on the wire, so a purpose in Azerbaijani comes percent-encoded (RFC 3986, UTF-8).
 * @throws CodedError BAD_REQUEST when it is given twice, too long, or not decodable.
 */
function purposeOf(request: Request): string | undefined {
  const given = request.headersDistinct[PURPOSE_HEADER] ?? [];
  if (given.length === 0) return undefined;
  const text = given[0] ?? '';
  if (given.length > 1 || text.length > MAX_PURPOSE * 6 || /[^\x20-\x7e]/.test(text)) throw new CodedError('BAD_REQUEST');
  let purpose: string;
  try {
    purpose = decodeURIComponent(text).trim();
  } catch {
    throw new CodedError('BAD_REQUEST');
  }
  if (purpose.length > MAX_PURPOSE || purpose.includes('\0')) throw new CodedError('BAD_REQUEST');
  return purpose === '' ? undefined : purpose;
}
