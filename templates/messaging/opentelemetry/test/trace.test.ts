import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newMessage } from '@app/events';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { currentTrace, inTrace } from '../src/trace.ts';
import { noted, noteEvents } from './notes.ts';

type Processors = NonNullable<
  NonNullable<ConstructorParameters<typeof NodeSDK>[0]>['spanProcessors']
>;
type Span = Parameters<Processors[number]['onEnd']>[0];

const spans: Span[] = [];
const sdk = new NodeSDK({
  spanProcessors: [
    {
      onStart: () => undefined,
      onEnd: (span) => void spans.push(span),
      forceFlush: async () => undefined,
      shutdown: async () => undefined,
    },
  ],
  instrumentations: [],
  metricReaders: [],
  logRecordProcessors: [],
});

before(() => sdk.start());
beforeEach(() => spans.splice(0));
after(() => sdk.shutdown());

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

function note(options: { readonly traceparent?: string } = {}) {
  return newMessage(noteEvents, noted, { subject: 'note-1', data: { text: 'a' }, ...options });
}

test('a message is handled in the trace in which it was sent', async () => {
  const message = note({ traceparent });
  let within: string | undefined;
  await inTrace('process note-events', message, async () => {
    within = currentTrace();
  });
  const [span] = spans;
  assert.equal(within, `00-${traceId}-${span?.spanContext().spanId}-01`);
  assert.equal(span?.name, 'process note-events');
  assert.equal(span?.kind, SpanKind.CONSUMER);
  assert.equal(span?.attributes['messaging.message.id'], message.id);
});

test('a message without a trace begins one', async () => {
  await inTrace('process note-events', note(), async () => {
    assert.match(String(currentTrace()), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
  assert.equal(spans.length, 1);
});

test('the span of what failed says so, and the error comes through', async () => {
  const failing = inTrace('process note-events', note(), () => Promise.reject(new Error('no')));
  await assert.rejects(failing, /^Error: no$/);
  const [span] = spans;
  assert.deepEqual(span?.status, { code: SpanStatusCode.ERROR, message: 'no' });
});

test('outside of a trace there is none to pass on', () => {
  assert.equal(currentTrace(), undefined);
});
