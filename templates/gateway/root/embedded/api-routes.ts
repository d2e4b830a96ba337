import type { Authentication, Principal } from '@app/auth';
import { isFresh, Problem, type Routes } from '@app/http-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../routes.ts';
import type { Answer, Forwarder } from './forward.ts';
import { openRequests } from './open-requests.ts';
import { requestHeaders } from './request-headers.ts';
import { ResponseCache, type Whole } from './response-cache.ts';

/** What the routes of the API are served with. */
export interface ApiContext {
  readonly authentication: Authentication;
  readonly forwarder: Forwarder;
}

/** Serves one line of the table: refuses what needs a token and has none, and passes the rest on. */
export function apiRoutes(route: Route, { authentication, forwarder }: ApiContext): Routes {
  const isOpen = openRequests(route);
  const cache = new ResponseCache();
  return async (server) => {
    takeAnyBody(server);
    server.addHook('preClose', async () => forwarder.endStreams());
    // After the rate limit, and before the body is read.
    server.addHook('preParsing', async (request) => {
      const [path = ''] = request.url.split('?', 1);
      if (hasDotSegment(path)) throw nothingHere();
      if (!isOpen(request.method, path)) await authentication.requireUser(request);
    });
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const cacheable = route.cacheSeconds > 0 && request.method === 'GET' && !request.principal;
      if (cacheable) return read(request, reply);
      const answer = await forwarder.send(route.service, forwarded(request, request.principal));
      if (!safe.has(request.method) && answer.status < 400) cache.changed();
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    };
    server.all('/', { exposeHeadRoute: false }, handler);
    server.all('/*', { exposeHeadRoute: false }, handler);
  };

  /** Answers from the cache, or asks the service for the whole and keeps it. */
  async function read(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const kept = wantsCurrent(request) ? undefined : cache.find(request.url, request.headers);
    if (kept) {
      const age = Math.floor((Date.now() - kept.since) / 1_000);
      return conditional(request, reply.header('age', age), kept);
    }
    const { headers, ...whole } = forwarded(request, undefined);
    delete headers['if-none-match'];
    const asked = cache.changes;
    const answer = await forwarder.send(route.service, { ...whole, headers });
    if (answer.status !== 200) {
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
    }
    const current = { headers: answer.headers, body: await bodyOf(answer) };
    // A service says so where an answer is the same for everyone.
    const isPublic = /\bpublic\b/.test(String(answer.headers['cache-control']));
    if (isPublic) {
      const seconds = route.cacheSeconds;
      cache.keep(request.url, request.headers, current, { seconds, asked });
    }
    return conditional(request, reply, current);
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A body is passed on as it is: what it must look like is known to the service. */
function takeAnyBody(server: Parameters<Routes>[0]): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
}

/** What a service might read as a path outside of the prefix. */
function hasDotSegment(path: string): boolean {
  return decodeURIComponent(path)
    .split('/')
    .some((segment) => segment === '.' || segment === '..');
}

function nothingHere(): Problem {
  return new Problem(404, 'not-found', 'Nothing is served at this path.');
}

function forwarded(request: FastifyRequest, principal: Principal | undefined) {
  return {
    method: request.method,
    path: request.url,
    headers: requestHeaders(request, principal),
    body: request.body as Buffer | undefined,
  };
}

function wantsCurrent(request: FastifyRequest): boolean {
  return /no-cache|no-store|max-age=0/.test(request.headers['cache-control'] ?? '');
}

async function bodyOf({ body }: Answer): Promise<Buffer> {
  return Buffer.concat(await body.toArray());
}

function conditional(request: FastifyRequest, reply: FastifyReply, whole: Whole): FastifyReply {
  reply.headers(whole.headers);
  const tag = whole.headers.etag;
  if (typeof tag !== 'string' || !isFresh(request.headers['if-none-match'], tag)) {
    return reply.send(whole.body);
  }
  return reply.removeHeader('content-length').removeHeader('content-type').code(304).send();
}
