import type { Spec } from '../../spec/spec.ts';
import { isEventDriven } from '../processes.ts';

/** Headers of a request that every gateway passes on to a service; it sets others itself. */
export function passedHeaders(spec: Spec): readonly string[] {
  // With the last, clients go on with a stream of events where it broke.
  return isEventDriven(spec) ? [...always, 'last-event-id'] : always;
}

const always = [
  'accept',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'origin',
  'tracestate',
  'user-agent',
] as const;
