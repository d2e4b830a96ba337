import { headers, type Message } from '@app/messages';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** The trace that is going on, as a `traceparent`; nothing where there is none. */
export function currentTrace(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier[headers.traceparent];
}

/**
 * Handles a message as a part of the trace in which it was sent.
 *
 * @param name of the span: what is consumed
 */
export async function inTrace(
  name: string,
  message: Message,
  handle: () => Promise<void>,
): Promise<void> {
  const parent = propagation.extract(ROOT_CONTEXT, message.headers);
  const options = { kind: SpanKind.CONSUMER, attributes: { 'messaging.message.id': message.id } };
  const tracer = trace.getTracer('@app/messaging');
  await tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      await handle();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }
  });
}
