/** Headers of a request that every gateway passes on to a service; it sets others itself. */
export const passedHeaders = [
  'accept',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  // With it, clients go on with a stream of events where it broke.
  'last-event-id',
  'origin',
  'tracestate',
  'user-agent',
] as const;
