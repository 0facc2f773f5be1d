/**
 * Traces of HTTP, GraphQL and PostgreSQL, off unless an operator names a collector. It must start before the modules it
 * watches are loaded, so `main` starts it and only then imports the application:
 *
 *     const tracing = await startTracing(process.env);
 *     const { serve } = await import('./serve.js');
 *
 * Ids that callers send are not taken over: a stranger decides neither what is sampled nor what a trace is called.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { AllowListProcessor } from './span-allow-list.js';

export interface TracingSettings {
  /** Base address of an OTLP collector over HTTP. Absent: no traces. */
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  /** Part of the requests that are traced, 0 to 1. Default 0.05. */
  readonly OTEL_TRACES_SAMPLER_ARG?: string | undefined;
}

export interface Tracing {
  readonly isOn: boolean;
  /** Sends what is waiting and stops. A step for the end of a graceful stop. */
  readonly stop: () => Promise<void>;
}

/** The modules whose imports are watched; all others load untouched. */
const WATCHED = ['http', 'https', 'pg', 'graphql'];
const DEFAULT_RATIO = 0.05;

/**
 * Starts tracing if a collector is named.
 * @param exporter for tests: takes the place of the exporting processor.
 * @throws Error when the ratio is not a number from 0 to 1.
 */
export async function startTracing(settings: TracingSettings, exporter?: SpanProcessor): Promise<Tracing> {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if ((endpoint === undefined || endpoint === '') && exporter === undefined) return { isOn: false, stop: () => Promise.resolve() };

  const ratio = Number(settings.OTEL_TRACES_SAMPLER_ARG ?? DEFAULT_RATIO);
  if (!(ratio >= 0 && ratio <= 1)) throw new Error('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1');

  const { register } = await import('import-in-the-middle/register-hooks.mjs');
  register({ include: [...WATCHED] });
  const sdk = new NodeSDK({
    serviceName: 'qalxan',
    autoDetectResources: false,
    textMapPropagator: null,
    metricReaders: [],
    logRecordProcessors: [],
    sampler: new TraceIdRatioBasedSampler(ratio),
    spanProcessors: [new AllowListProcessor(exporter ?? new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => url?.startsWith('/health/') === true }),
      // Per-field spans cost more than the fields; the document and its values are never asked for.
      new GraphQLInstrumentation({ ignoreResolveSpans: true, allowValues: false }),
      new PgInstrumentation({ enhancedDatabaseReporting: false, requireParentSpan: true }),
    ],
  });
  sdk.start();
  return { isOn: true, stop: () => sdk.shutdown() };
}
