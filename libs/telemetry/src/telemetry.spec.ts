/** Canaries: values of records that must not come out of the log or a trace, whichever way they got in. */
import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { JsonLogger, openLog, shapeOfError, type EventFields } from './index.js';
import { AllowListProcessor } from './span-allow-list.js';

const CANARY = 'CNRY Aysel Məmmədova 050 123 45 67';

function logInto(lines: string[]): ReturnType<typeof openLog> {
  return openLog({ destination: { write: (line) => lines.push(line) } });
}

describe('the event log', () => {
  test('writes one JSON line per event with its listed fields', () => {
    const lines: string[] = [];
    logInto(lines).info('import.finished', { count: 3, job: 'ctdc' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', event: 'import.finished', count: 3, job: 'ctdc' });
  });

  test('drops unlisted fields, fields that look wrong, and event names made of data', () => {
    const lines: string[] = [];
    const fields = { name: CANARY, record: CANARY, count: CANARY, at: [CANARY], context: { toString: () => CANARY } } as unknown as EventFields;
    logInto(lines).error(`person.${CANARY}`, fields);
    expect(lines.join('')).not.toContain('CNRY');
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'event.unnamed' });
  });

  test.each(['\n{"event":"forged.event"}', '\u001b[31m', '\u2028', '\u202e', '%s'])('cannot be made to write a second line or a control character: %j', (trick) => {
    const lines: string[] = [];
    logInto(lines).info('stop.asked', { signal: `SIGTERM${trick}`, context: trick, operation: `a${trick}` });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/);
  });
});

describe('errors', () => {
  test('are told by class, system code and place, without their message', () => {
    const error = Object.assign(new RangeError(`Key (name)=(${CANARY})\n    at CNRY (/x/CNRY.js:1:1)`), { code: '23505', detail: CANARY });
    const shape = shapeOfError(error);
    expect(shape).toMatchObject({ class: 'RangeError', systemCode: '23505' });
    expect((shape.at as string[])[0]).toMatch(/^telemetry\.spec\.ts:\d+:\d+$/);
    expect(JSON.stringify(shape)).not.toContain('CNRY');
  });

  test.each(['changed', ''])('whose message was afterwards made %j tell no place', (message) => {
    const error = new Error(message);
    error.stack = `Error: ${CANARY}\n    at CNRY (/x/CNRY.js:1:1)`;
    expect(shapeOfError(error)).toEqual({ class: 'Error', at: [] });
  });

  test("pass through Nest's logger as their shape", () => {
    const lines: string[] = [];
    const nest = new JsonLogger(logInto(lines));
    nest.error(new TypeError(CANARY), 'ExceptionsHandler');
    nest.error(CANARY, `TypeError: ${CANARY}\n at x`, 'ExceptionsHandler');
    nest.log();
    nest.warn(CANARY);
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'nest.error', class: 'TypeError', context: 'ExceptionsHandler' });
    expect(lines.join('')).not.toContain('CNRY');
  });
});

describe('spans', () => {
  test('leave with listed attributes and a known name only', () => {
    const exported = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new AllowListProcessor(new SimpleSpanProcessor({ exporter: exported }))] });
    const span = provider.getTracer('test').startSpan(`query ${CANARY}`, {
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'db.system.name': 'postgresql',
        'error.type': 'DatabaseError',
        'db.statement': `select '${CANARY}'`,
        'db.query.text': CANARY,
        'graphql.source': CANARY,
        'graphql.variables.name': CANARY,
        'graphql.operation.name': CANARY,
        'graphql.operation.type': CANARY,
        'url.full': `http://x/?a=${CANARY}`,
        'http.target': CANARY,
        'http.request.header.authorization': [CANARY],
        'an.attribute.of.tomorrow': CANARY,
      },
      links: [{ context: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 }, attributes: { a: CANARY } }],
    });
    span.addEvent(CANARY, { a: CANARY });
    span.recordException(new Error(CANARY));
    span.setStatus({ code: SpanStatusCode.ERROR, message: CANARY });
    span.end();

    const [left] = exported.getFinishedSpans();
    expect(left).toMatchObject({ name: 'query', events: [], links: [], status: { code: SpanStatusCode.ERROR } });
    expect(left!.attributes).toEqual({ 'http.request.method': 'POST', 'http.response.status_code': 200, 'db.system.name': 'postgresql', 'error.type': 'DatabaseError' });
    expect(JSON.stringify([left!.name, left!.attributes, left!.status, left!.events, left!.links])).not.toContain('CNRY');
  });
});
