/**
 * Reads the body of a GraphQL request: whole, small, UTF-8 without errors, strict JSON, one object with a document in
 * it. The stock JSON reader does none of the last three.
 */
import { raw, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { refuse } from './refusal.js';
import { parseStrictJson } from './strict-json.js';

/** A GraphQL request as it goes on to the gate, the limits and the executor. */
export interface GraphqlBody {
  /** Empty when only `documentId` was sent. */
  readonly query: string;
  /** `sha256:` and the SHA-256 of a listed document in hex (GraphQL over HTTP, persisted documents). */
  readonly documentId?: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns the request in `bytes`. @throws when they are not UTF-8, not strict JSON, or not shaped like a request. */
export function readGraphqlBody(bytes: Uint8Array): GraphqlBody {
  const value = parseStrictJson(utf8.decode(bytes));
  if (!isRecord(value)) throw new SyntaxError('not an object');
  const { query, documentId, variables, operationName, extensions } = value;
  const shaped =
    (documentId === undefined ? typeof query === 'string' && query !== '' : query === undefined && isDocumentId(documentId) && isNothing(extensions)) &&
    isRecordOrNothing(variables) &&
    isRecordOrNothing(extensions) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string');
  if (!shaped) throw new SyntaxError('not a GraphQL request');
  return { ...value, query: query ?? '' } as GraphqlBody;
}

/**
 * Puts the request in `request.body`. Statuses: 413 too large, 400 anything else.
 * @param limit the largest body, in bytes.
 */
export function strictBody(limit: number): RequestHandler {
  const read = raw({ type: () => true, limit, inflate: false }) as RequestHandler;
  return (request: Request, response: Response, next: NextFunction) => {
    read(request, response, (failure?: unknown) => {
      if (failure !== undefined) {
        const tooLarge = (failure as { status?: unknown }).status === 413;
        // What is left of an oversized body is not waited for.
        response.setHeader('connection', 'close');
        refuse(request, response, tooLarge ? 413 : 400, 'BAD_REQUEST');
        return;
      }
      // Express leaves no body at all where the request had none.
      try {
        request.body = readGraphqlBody(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      } catch {
        refuse(request, response, 400, 'BAD_REQUEST');
        return;
      }
      next();
    });
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDocumentId(value: unknown): boolean {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isRecordOrNothing(value: unknown): boolean {
  return isNothing(value) || isRecord(value);
}
