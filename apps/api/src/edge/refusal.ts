/**
 * What the edge says when it turns a request away: one constant body per code, so that an answer tells what the rule
 * is and never what the request met. Everything before GraphQL answers through here.
 */
import type { Request, Response } from 'express';
import { CodedError, type ErrorCode } from '#kernel';
import { localeOf } from './locale.js';

/** The body of a refused request: the shape of GraphQL's own errors, so that clients need one reader. */
export function refusalBody(code: ErrorCode, message: string, rule?: string): { errors: { message: string; extensions: { code: ErrorCode; rule?: string } }[] } {
  return { errors: [{ message, extensions: { code, ...(rule !== undefined && { rule }) } }] };
}

/**
 * Answers with a constant body and ends the request. Safe to call after the answer has begun: it then does nothing.
 * @param rule the rule that was broken, for callers who are known.
 */
export function refuse(request: Request, response: Response, status: number, code: ErrorCode, rule?: string): void {
  if (response.headersSent) return;
  const message = new CodedError(code).sentence(localeOf(request));
  response.status(status).type('application/json').send(JSON.stringify(refusalBody(code, message, rule)));
}
