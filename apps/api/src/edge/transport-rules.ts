/**
 * What an HTTP request to the GraphQL path must look like before its body is read: POST, `application/json` in UTF-8,
 * not compressed, and willing to take one of the two answer types of GraphQL over HTTP. Anything else is refused by
 * its head alone. Express would read utf-7, utf-16 and utf-32 too, and Apollo notices an unusable `Accept` only after
 * the operation has run; both are too late for a system that writes.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { refuse } from './refusal.js';

/** The answer types of GraphQL over HTTP, the modern one and the one older clients ask for. */
export const ANSWER_TYPES = ['application/json', 'application/graphql-response+json'] as const;

const JSON_IN_UTF8 = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i;

/** Methods anything in this process answers. OPTIONS is not among them: there is no cross-origin use. */
const METHODS = new Set(['GET', 'HEAD', 'POST']);

/** Refuses TRACE, OPTIONS, PUT and the rest on every path with 405. */
export function knownMethods(): RequestHandler {
  return (request, response, next) => {
    if (METHODS.has(request.method)) {
      next();
      return;
    }
    response.setHeader('allow', 'GET, HEAD, POST');
    refuse(request, response, 405, 'BAD_REQUEST');
  };
}

/**
 * The head of a GraphQL request. Statuses: 405 wrong method, 415 wrong type, charset or encoding, 406 no usable answer
 * type. Leaves exactly one answer type in `Accept`, so that nothing later chooses differently.
 */
export function graphqlTransport(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      refuse(request, response, 405, 'BAD_REQUEST');
      return;
    }
    const types = request.headersDistinct['content-type'] ?? [];
    const encoding = request.headers['content-encoding'];
    if (types.length !== 1 || !JSON_IN_UTF8.test(types[0] ?? '') || (encoding !== undefined && encoding !== 'identity')) {
      refuse(request, response, 415, 'BAD_REQUEST');
      return;
    }
    const answer = request.accepts([...ANSWER_TYPES]);
    if (answer === false) {
      refuse(request, response, 406, 'BAD_REQUEST');
      return;
    }
    request.headers.accept = answer;
    next();
  };
}
