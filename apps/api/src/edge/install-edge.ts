/**
 * The order of the edge, in one place: headers, methods, health, then for GraphQL the head, the body, who asks, how
 * much they may ask at once, and what the document may look like. Each step relies on the ones before it.
 */
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { EventLog } from '#telemetry';
import { healthRoutes, type HealthChecks } from '../health/health.routes.js';
import { answerHeaders } from './answer-headers.js';
import { authGate, type GateOptions } from './auth-gate.js';
import { concurrencyCap, type CapOptions } from './concurrency-cap.js';
import { documentLimits } from './document-limits.js';
import { EdgeExceptionFilter } from './edge-exception.filter.js';
import { strictBody } from './request-body.js';
import { graphqlTransport, knownMethods } from './transport-rules.js';

/** Largest GraphQL request in bytes. Our judgement: the longest honest commands are a few kilobytes. */
export const BODY_LIMIT = 100_000;

export interface EdgeOptions<V extends object> extends GateOptions<V>, CapOptions<V> {
  readonly log: EventLog;
  readonly checks: HealthChecks;
  readonly bodyLimit?: number;
}

/** Installs the edge. Call it after `NestFactory.create` and before `app.init` or `app.listen`. */
export function installEdge<V extends object>(app: NestExpressApplication, options: EdgeOptions<V>): void {
  app.use(...answerHeaders(), knownMethods());
  app.use('/health', healthRoutes(options.checks));
  app.use('/graphql', graphqlTransport(), strictBody(options.bodyLimit ?? BODY_LIMIT), authGate(options), concurrencyCap(options), documentLimits(options.refusals));
  app.useGlobalFilters(new EdgeExceptionFilter(options.log));
}
