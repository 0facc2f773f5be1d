/**
 * What a trace may say. Instrumentations attach whatever they see: SQL, documents, paths, header values, the messages
 * of exceptions. Here the direction is turned round: a span leaves with a name from a closed vocabulary and the listed
 * attributes, and everything else, known or yet unknown, stays behind.
 */
import type { Attributes, AttributeValue, Context } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace';

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)$/;
const WORD = /^[a-z][a-z0-9._]{0,39}$/;

/** Attribute names (OpenTelemetry semantic conventions, new and old) and what each value may look like. */
const ATTRIBUTES = new Map<string, 'number' | RegExp>([
  ['http.request.method', METHOD],
  ['http.method', METHOD],
  ['http.response.status_code', 'number'],
  ['http.status_code', 'number'],
  ['network.protocol.version', /^[0-9.]{1,4}$/],
  ['server.port', 'number'],
  ['graphql.operation.type', /^(?:query|mutation|subscription)$/],
  ['db.system', WORD],
  ['db.system.name', WORD],
  ['db.operation.name', /^[A-Z]{1,20}$/],
  ['error.type', /^[A-Za-z][A-Za-z]{0,60}Error$|^[0-9]{3}$/],
  // Our own spans.
  ['qalxan.rows', 'number'],
  ['qalxan.entries', 'number'],
]);

/** Span names by their beginning; what follows (an operation name, a path, a database) is the caller's and is cut off. */
const NAMES = /^(?:graphql\.(?:parse|parseSchema|validate|validateSchema|execute|resolve)|query|mutation|pg\.(?:query|connect)|pg-pool\.connect|GET|HEAD|POST|qalxan\.[a-z.]{1,40})(?![\w.])/;

/** @returns the span as it may leave the process. */
export function cleanedSpan(span: ReadableSpan): ReadableSpan {
  const attributes = allowed(span.attributes);
  return {
    name: NAMES.exec(span.name)?.[0] ?? 'span',
    kind: span.kind,
    spanContext: () => {
      const { traceId, spanId, traceFlags } = span.spanContext();
      return { traceId, spanId, traceFlags };
    },
    ...(span.parentSpanContext === undefined ? {} : { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    // The code only: the message is an exception's.
    status: { code: span.status.code },
    attributes,
    links: [],
    events: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: Object.keys(span.attributes).length - Object.keys(attributes).length,
    droppedEventsCount: span.events.length,
    droppedLinksCount: span.links.length,
  };
}

function allowed(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => isAllowed(ATTRIBUTES.get(name), value)));
}

function isAllowed(kind: 'number' | RegExp | undefined, value: AttributeValue | undefined): boolean {
  if (kind === undefined) return false;
  return kind === 'number' ? typeof value === 'number' : typeof value === 'string' && kind.test(value);
}

/** Stands in front of the processor that exports, and hands it cleaned spans only. */
export class AllowListProcessor implements SpanProcessor {
  constructor(private readonly next: SpanProcessor) {}

  onStart(span: Span, context: Context): void {
    this.next.onStart(span, context);
  }

  onEnd(span: ReadableSpan): void {
    this.next.onEnd(cleanedSpan(span));
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.next.shutdown();
  }
}
