/**
 * Traces of HTTP, GraphQL and PostgreSQL, off unless an operator names a collector. It must start before the modules it
 * watches are loaded, so `main` starts it and only then imports the application:
 *
 *     const tracing = await startTracing(process.env);
 *     const { serve } = await import('./serve.js');
 *
 * Ids that callers send are not taken over: a stranger decides neither what is sampled nor what a trace is called.
 */
import type { SpanProcessor } from '@opentelemetry/sdk-trace';

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

  // The SDK is large; a process without a collector does not load it.
  const { openSdk } = await import('./tracing-sdk.js');
  const sdk = openSdk(ratio, exporter);
  return { isOn: true, stop: () => sdk.shutdown() };
}
