import { readFile } from 'node:fs/promises';
import type { Routes } from '@app/http-server';
import { routes } from '../routes.ts';
import type { Forwarder } from './forward.ts';
import { requestHeaders } from './request-headers.ts';

/** A page that lists the services, and of each the page on which its API can be tried. */
export function documentationRoutes(forwarder: Forwarder): Routes {
  return async (server) => {
    const page = await readFile(`${import.meta.dirname}/../docs/index.html`);
    server.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
    for (const service of new Set(routes.map((route) => route.service))) {
      server.get(`/${service}/*`, async (request, reply) => {
        const path = request.url.replace(`/docs/${service}/`, '/docs/');
        const headers = requestHeaders(request, undefined);
        const get = { method: 'GET', path, headers, body: undefined };
        const answer = await forwarder.send(service, get);
        return reply.code(answer.status).headers(answer.headers).send(answer.body);
      });
    }
  };
}
