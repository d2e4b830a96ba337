import { isSpanContextValid, trace } from '@opentelemetry/api';

/** Names the trace that a log line belongs to; nothing outside of a request, or when tracing is off. */
export function traceFields(): Record<string, string> {
  const context = trace.getActiveSpan()?.spanContext();
  if (!context || !isSpanContextValid(context)) return {};
  return { trace_id: context.traceId, span_id: context.spanId };
}
