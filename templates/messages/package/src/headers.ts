/** Names of the headers of a message that have a meaning here. */
export const headers = {
  /** The media type of the body. */
  contentType: 'content-type',
  /** The trace that the message is part of: https://www.w3.org/TR/trace-context */
  traceparent: 'traceparent',
  tracestate: 'tracestate',
} as const;
