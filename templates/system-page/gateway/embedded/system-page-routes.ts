import type { Routes } from '@app/http-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Forwarder } from './forward.ts';
import { requestHeaders } from './request-headers.ts';

/** The live page of what goes on between the services; it takes requests of this machine only. */
export function systemPageRoutes(forwarder: Forwarder): Routes {
  return async (server) => {
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => body,
    );
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const answer = await forwarder.send('system-page', {
        method: request.method,
        path: request.url,
        headers: requestHeaders(request, undefined),
        body: request.body as Buffer | undefined,
      });
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    };
    server.get('/', quiet, handler);
    server.get('/*', quiet, handler);
    server.post('/*', quiet, handler);
  };
}

/** The page looks at itself again and again: that is no traffic of a client, and not worth a line. */
const quiet = { config: { rateLimit: false }, logLevel: 'warn' } as const;
