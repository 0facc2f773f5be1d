/**
 * From anything that went wrong to the one code a caller may see. A coded error keeps its code; whatever GraphQL or
 * Apollo finds wrong with a request is BAD_REQUEST; the rest is INTERNAL. Messages of foreign errors quote field names,
 * values and SQL, so none is ever passed on.
 */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApprovalRequired, CodedError, type ErrorCode, type Locale } from '#kernel';

const FAULTS_OF_THE_REQUEST = new Set<unknown>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** @returns the coded error behind `error`; a new INTERNAL or BAD_REQUEST one when there is none. */
export function codedErrorOf(error: unknown): CodedError {
  for (let cause = error; cause instanceof Error; cause = cause instanceof GraphQLError ? cause.originalError : undefined) {
    if (cause instanceof CodedError) return cause;
  }
  return new CodedError(isFaultOfTheRequest(error) ? 'BAD_REQUEST' : 'INTERNAL');
}

/**
 * GraphQL raises its own errors about a request before it executes (no path), and about an argument while it executes
 * (an original error that points at the document). What a resolver throws, or a value that fails its type, has neither.
 */
function isFaultOfTheRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  if (FAULTS_OF_THE_REQUEST.has(error.extensions.code)) return error.path === undefined;
  const original = error.originalError;
  if (original instanceof GraphQLError) return original.nodes !== undefined && error.path !== undefined;
  return original === undefined && error.path === undefined;
}

/** Codes of refusals that the caller can do something about. */
const TELLS_RULE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['REJECTED', 'BAD_REQUEST', 'REAUTH_REQUIRED']);

/** Rules about the caller or the service alone, told whatever the code: they say what to do next, and nothing of any record. */
const TOLD_RULES: ReadonlySet<string | undefined> = new Set<string | undefined>(['SECOND_FACTOR_REQUIRED', 'AUDIT_NOT_ANCHORED']);

/** How a coded error is written in an answer: the sentence, the code, the broken rule or the approval to wait for; the path only inside data. */
export function formatCoded(coded: CodedError, locale: Locale, path?: GraphQLFormattedError['path']): GraphQLFormattedError {
  const rule = TELLS_RULE.has(coded.code) || TOLD_RULES.has(coded.rule) ? coded.rule : undefined;
  return {
    message: coded.sentence(locale),
    ...(path === undefined ? {} : { path }),
    extensions: { code: coded.code, ...(rule === undefined ? {} : { rule }), ...(coded instanceof ApprovalRequired ? { approval: coded.approval } : {}) },
  };
}
