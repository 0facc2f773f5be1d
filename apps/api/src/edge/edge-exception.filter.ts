/**
 * Errors that reach Nest. Over HTTP the answer is a constant body by status: Nest's own quotes the path. In GraphQL
 * the error is handed back unchanged for the answer plugin, and Nest does not log its message.
 */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CodedError, type ErrorCode } from '#kernel';
import { shapeOfError, type EventLog } from '#telemetry';
import { refuse } from './refusal.js';

const STATUS: Partial<Record<ErrorCode, number>> = { BAD_REQUEST: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, TOO_MANY_REQUESTS: 429, UNAVAILABLE: 503 };

/** Install with `app.useGlobalFilters(new EdgeExceptionFilter(log))`. */
@Catch()
export class EdgeExceptionFilter implements ExceptionFilter<unknown> {
  constructor(private readonly log: EventLog) {}

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() !== 'http') return exception instanceof Error ? exception : new CodedError('INTERNAL');
    const http = host.switchToHttp();
    const coded = exception instanceof CodedError ? exception : codedOfHttp(exception);
    if (coded.code === 'INTERNAL') this.log.error('http.unexpected', shapeOfError(exception));
    refuse(http.getRequest<Request>(), http.getResponse<Response>(), STATUS[coded.code] ?? 500, coded.code);
    return undefined;
  }
}

function codedOfHttp(exception: unknown): CodedError {
  const status = exception instanceof HttpException ? exception.getStatus() : 500;
  const code = (Object.keys(STATUS) as ErrorCode[]).find((candidate) => STATUS[candidate] === status);
  return new CodedError(code ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL'));
}
