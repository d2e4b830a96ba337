import type { Principal } from '@app/auth';
import type { FastifyRequest } from 'fastify';
import { passedHeaders } from '../routes.ts';
import { isTraceParent, newTraceParent } from './trace-context.ts';

/**
 * The headers that a service gets. What a client says about its own identity or address is not passed
 * on.
 *
 * @param principal who the token names; without one, no token is passed on either
 */
export function requestHeaders(
  request: FastifyRequest,
  principal: Principal | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    host: request.host,
    'x-request-id': request.id,
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.host,
    'x-forwarded-proto': request.protocol,
  };
  for (const name of passedHeaders) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const given = request.headers.traceparent as string | undefined;
  headers.traceparent = isTraceParent(given) ? given : newTraceParent();
  if (given !== headers.traceparent) delete headers.tracestate;
  if (!principal) delete headers.authorization;
  else {
    headers['x-user-id'] = principal.userId;
    headers['x-user-roles'] = principal.roles.join(',');
  }
  return headers;
}
