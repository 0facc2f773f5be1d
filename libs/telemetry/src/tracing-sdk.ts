/** The OpenTelemetry SDK as this product runs it. Loaded only when traces are on (tracing). */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { AllowListProcessor } from './span-allow-list.js';

/** The modules whose imports are watched; all others load untouched. */
const WATCHED = ['http', 'https', 'pg', 'graphql'];

/** Watches the modules and starts the SDK. @param ratio part of the requests traced, 0 to 1. */
export function openSdk(ratio: number, exporter?: SpanProcessor): NodeSDK {
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
  return sdk;
}
