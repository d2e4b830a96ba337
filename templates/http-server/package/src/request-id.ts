import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Server } from './server.ts';

/** What we accept as an id from outside: short, and with nothing that could forge a log line. */
const acceptable = /^[\w.-]{8,64}$/;

/** The caller's `x-request-id` where it is acceptable, else a new UUID. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

/** Returns the id of each request to its sender, who can quote it. */
export function registerRequestId(server: Server): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
}
