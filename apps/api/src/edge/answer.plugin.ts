/**
 * The last hand on every GraphQL answer: which status it has, which errors it shows, whether it may carry data, and the
 * audit receipts. Data leaves only if nothing went wrong that could make it wrong: an answer with a failure of the
 * service, of the session or of the plan carries no data at all.
 *
 * | the answer has | status | body |
 * |---|---|---|
 * | an INTERNAL error | 500 | the one error |
 * | an UNAVAILABLE error | 503 | the one error |
 * | an UNAUTHENTICATED error | 401 | the one error |
 * | a TOO_MANY_REQUESTS error | 429 | the one error |
 * | a document that does not parse, validate or coerce | 400 | the one error |
 * | a BAD_REQUEST without a rule while executing (the planner's refusal) | 200; 400 as graphql-response+json | the one error |
 * | any other error, or none | 200 | data, errors with their path, `extensions.audit` |
 *
 * The planner's refusal is a request error: GraphQL over HTTP recommends 200 for it as application/json and demands a
 * 4xx as application/graphql-response+json.
 */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { CodedError, type ErrorCode } from '#kernel';
import { shapeOfError, type EventLog } from '#telemetry';
import type { AuditReceipt, EdgeContext } from './edge-context.js';
import { documentHash } from './request-facts.js';
import { codedErrorOf, formatCoded } from './error-code.js';
import type { RefusalBook } from './refusal-book.js';

/** Codes that empty the whole answer, the gravest first. */
const STATUS_OF_EMPTY: readonly (readonly [ErrorCode, number])[] = [
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
  ['UNAUTHENTICATED', 401],
  ['TOO_MANY_REQUESTS', 429],
];

export interface AnswerOptions<V extends object> {
  readonly refusals: Pick<RefusalBook<V>, 'known'>;
  readonly log: EventLog;
  readonly receiptsOf: (context: EdgeContext<V>) => readonly AuditReceipt[];
}

/** Builds the plugin. It must be the only one that touches status and body. */
export function answerPlugin<V extends object>({ log, receiptsOf, refusals }: AnswerOptions<V>): ApolloServerPlugin<EdgeContext<V>> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: (request) => {
          logUnexpected(request.errors, log);
          return Promise.resolve();
        },
        willSendResponse: async (request) => {
          await recordInvalid(request, refusals);
          finish(request, receiptsOf);
        },
      }),
    unexpectedErrorProcessingRequest: ({ error }) => {
      log.error('graphql.unexpected', shapeOfError(error));
      return Promise.resolve();
    },
  };
}

/**
 * A document that does not parse, validate or coerce meets no resolver, so nobody else puts it on record. When that fails the answer is
 * 503 and tells nothing of the document.
 */
async function recordInvalid<V extends object>({ contextValue, errors, request, response }: GraphQLRequestContext<EdgeContext<V>>, refusals: AnswerOptions<V>['refusals']): Promise<void> {
  const { viewer } = contextValue;
  const executed = response.body?.kind === 'single' && response.body.singleResult.data !== undefined;
  if (viewer === undefined || executed || response.body?.kind !== 'single' || !errors || errors.length === 0) return;
  try {
    await refusals.known(viewer, { code: 'BAD_REQUEST', rule: 'DOCUMENT_INVALID', hash: documentHash(request.query ?? '') });
  } catch {
    unrecorded.add(contextValue);
  }
}

/** Answers whose refusal could not be put on record. */
const unrecorded = new WeakSet<object>();

function finish<V extends object>(request: GraphQLRequestContext<EdgeContext<V>>, receiptsOf: AnswerOptions<V>['receiptsOf']): void {
  const { body, http } = request.response;
  if (body?.kind !== 'single') return;
  const { locale } = request.contextValue;
  const result = body.singleResult;
  const errors = request.errors ?? [];
  const coded = [...errors.map((error) => codedErrorOf(error)), ...(unrecorded.has(request.contextValue) ? [new CodedError('UNAVAILABLE')] : [])];
  const executed = result.data !== undefined;

  const empty = statusOfEmpty(coded, executed, request);
  if (empty !== undefined) {
    http.status = empty.status;
    body.singleResult = { errors: [formatCoded(empty.error, locale)] };
    return;
  }
  http.status = 200;
  if (errors.length > 0) result.errors = errors.map((error, at) => formatCoded(coded[at] ?? codedErrorOf(error), locale, error.path));
  const receipts = receiptsOf(request.contextValue);
  if (receipts.length > 0) result.extensions = { audit: receipts };
}

function statusOfEmpty<V extends object>(
  errors: readonly CodedError[],
  executed: boolean,
  request: GraphQLRequestContext<EdgeContext<V>>,
): { status: number; error: CodedError } | undefined {
  for (const [code, status] of STATUS_OF_EMPTY) {
    const error = errors.find((candidate) => candidate.code === code);
    if (error !== undefined) return { status, error };
  }
  const refusal = errors.find((error) => error.code === 'BAD_REQUEST' && error.rule === undefined);
  if (refusal === undefined) return undefined;
  const modern = request.request.http?.headers.get('accept')?.includes('graphql-response') === true;
  return { status: executed && !modern ? 200 : 400, error: refusal };
}

/** What nobody foresaw is logged, once each, by class and place; a request of thousands of errors is not. */
function logUnexpected(errors: readonly GraphQLError[], log: EventLog): void {
  for (const error of errors.slice(0, 5)) {
    const coded = codedErrorOf(error);
    if (coded.code === 'INTERNAL') log.error('graphql.unexpected', shapeOfError(error.originalError ?? error));
    else if (coded.code === 'UNAVAILABLE') log.warn('graphql.unavailable', shapeOfError(coded.cause ?? coded));
  }
}
