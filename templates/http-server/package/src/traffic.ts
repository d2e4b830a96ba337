import { getHeapStatistics } from 'node:v8';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { Limits } from './limits.ts';
import { Problem } from './problem.ts';
import type { Server, ServerOptions } from './server.ts';

/** Route options for paths that must answer under any load. */
export const unlimited = {
  config: { rateLimit: false, pressureHandler: () => undefined },
} as const;

/** Share of the heap limit above which requests are shed, before the process dies of it. */
const heapShare = 0.9;

/** What scripts of listed origins may send and read; by default, neither changes nor entity tags. */
const shared = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: ['ETag', 'Location', 'Retry-After', 'X-Request-Id'],
};

/** What helmet sends for pages that load others, or for browsers of the past: nothing to an API. */
const withoutUse = {
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;

/** Security headers, CORS for the listed origins, load shedding, and a rate limit per client. */
export async function registerTraffic(
  server: Server,
  options: ServerOptions,
  limits: Limits,
): Promise<void> {
  // Whether there is TLS is known to what stands in front; over plain HTTP an upgrade breaks /docs.
  const directives = { upgradeInsecureRequests: null };
  await server.register(helmet, { ...withoutUse, contentSecurityPolicy: { directives } });
  server.addHook('onRequest', async (_request, reply) => {
    // An answer may be for one user only; routes whose answers may be kept say so.
    reply.header('cache-control', 'no-store');
  });
  const origins = options.corsOrigins ?? [];
  if (origins.length > 0) await server.register(cors, { ...shared, origin: [...origins] });
  await server.register(underPressure, {
    maxEventLoopDelay: limits.maxEventLoopDelayMs,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * heapShare,
  });
  if (options.rateLimitPerMinute > 0) await limitRate(server, options.rateLimitPerMinute);
}

/** Counts requests by client address, in the memory of this instance. */
async function limitRate(server: Server, perMinute: number): Promise<void> {
  await server.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { after }) =>
      new Problem(429, 'too-many-requests', `Wait ${after} before the next request.`),
  });
}
