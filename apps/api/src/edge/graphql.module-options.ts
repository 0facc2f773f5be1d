/**
 * Apollo under Nest, as this product wants it: nothing answered that was not asked for, nothing told about the schema
 * or the machine, no cache that could mix people. The document store stays on: it makes equal texts share one parsed
 * document, and query plans are cached by that document's identity.
 */
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { GraphQLSchema } from 'graphql';
import type { Request } from 'express';
import type { EventLog } from '#telemetry';
import { answerPlugin } from './answer.plugin.js';
import { quietApolloLogger } from './apollo-logger.js';
import { viewerOn } from './request-facts.js';
import { DOCUMENT_LIMITS } from './document-limits.js';
import { documentShape } from './document-rules.js';
import type { AuditReceipt, EdgeContext } from './edge-context.js';
import { codedErrorOf, formatCoded } from './error-code.js';
import { introspectionForViewers } from './introspection.plugin.js';
import { localeOf } from './locale.js';
import type { RefusalBook } from './refusal-book.js';

export interface GraphqlEdgeOptions<V extends object> {
  readonly log: EventLog;
  readonly refusals: Pick<RefusalBook<V>, 'known'>;
  /** Demonstration or development: introspection is open to whoever passes the gate. */
  readonly demonstration: boolean;
  /** Fields that may appear once in a document. Default `signIn`. */
  readonly onceFields?: readonly string[];
  /** The viewer of a request. Default: what the gate left ({@link viewerOn}). */
  readonly viewerOf?: (request: Request) => V | undefined;
  /** The receipts of a request. Default: `context.receipts`. */
  readonly receiptsOf?: (context: EdgeContext<V>) => readonly AuditReceipt[];
  readonly transformSchema?: (schema: GraphQLSchema) => GraphQLSchema | Promise<GraphQLSchema>;
  /** As in Nest: a file to write the schema to, or true to keep it in memory. Default true. */
  readonly autoSchemaFile?: string | boolean;
}

/** @returns the configuration for `GraphQLModule.forRoot`. */
export function graphqlOptions<V extends object>(options: GraphqlEdgeOptions<V>): ApolloDriverConfig {
  const { log, refusals, demonstration, onceFields = ['signIn'], viewerOf = viewerOn as (request: Request) => V | undefined } = options;
  const receiptsOf = options.receiptsOf ?? ((context: EdgeContext<V>) => context.receipts);
  return {
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: options.autoSchemaFile ?? true,
    ...(options.transformSchema === undefined ? {} : { transformSchema: options.transformSchema }),
    sortSchema: true,
    context: ({ req }: { req: Request }): EdgeContext<V> => ({ viewer: viewerOf(req), locale: localeOf(req), receipts: [], req }),

    graphiql: false,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: DOCUMENT_LIMITS.tokens },
    validationOptions: { maxErrors: 1 },
    validationRules: [documentShape(onceFields)],

    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    // Both would rewrite what the answer plugin decides: one adds the original exception, the other resets statuses.
    autoTransformHttpErrors: false,
    preserveHttpStatusForExecutionErrors: false,
    formatError: (_formatted, error) => formatCoded(codedErrorOf(error), 'en'),

    logger: quietApolloLogger(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      introspectionForViewers<V>(demonstration),
      answerPlugin<V>({ log, receiptsOf, refusals }),
    ],
  };
}
