import type {
  FastifyPluginAsyncTypebox,
  TypeBoxTypeProvider,
} from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { registerDocumentation } from './documentation.ts';
import { registerErrorResponses, unservable } from './error-responses.ts';
import { registerHealth } from './health.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { type Logger, RequestLog } from './logging.ts';
import { type Measured, registerMetrics } from './metrics.ts';
import { registerRequestId, requestId } from './request-id.ts';
import { registerTraffic } from './traffic.ts';
import { validatorCompiler } from './validation.ts';

/** Routes with their schemas; mounted under a prefix. */
export type Routes = FastifyPluginAsyncTypebox;

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ServerOptions {
  /** Title of the OpenAPI document. */
  readonly name: string;
  /** Of `createLogger`; false turns logging off. */
  readonly logger: Logger | false;
  /** Requests a client may make in a minute; 0 when something in front limits them. */
  readonly rateLimitPerMinute: number;
  /** Proxies whose X-Forwarded-For is believed, as proxy-addr names them: 'loopback,10.0.0.1'. */
  readonly trustedProxies: string | false;
  /** Origins that browsers may call from; none by default. */
  readonly corsOrigins?: readonly string[];
  /** What the instance needs in order to serve, by name; a probe rejects when it is missing. */
  readonly readiness: Readonly<Record<string, () => Promise<unknown>>>;
  /** Routes by the path prefix they are mounted under. */
  readonly routes: Readonly<Record<string, Routes>>;
  readonly limits?: Partial<Limits>;
  /** What `/metrics` shows beside the process and its requests, by the name of the metric. */
  readonly gauges?: Readonly<Record<string, Measured>>;
}

/** Builds a server with everything in place but the socket; `serve` opens that. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const limits = { ...defaultLimits, ...options.limits };
  const server: Server = fastify({
    ...(options.logger && { loggerInstance: options.logger as FastifyBaseLogger }),
    logController: new RequestLog(),
    genReqId: requestId,
    trustProxy: options.trustedProxies,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    // Node looks for slow senders only every 30 s otherwise.
    http: { connectionsCheckingInterval: 1_000 },
    handlerTimeout: limits.handlerTimeoutMs,
    // What is sent while the server closes is still answered: the balancer may not know yet.
    return503OnClosing: false,
    frameworkErrors: unservable,
  });
  server.setValidatorCompiler(validatorCompiler());
  registerRequestId(server);
  await registerTraffic(server, options, limits);
  registerErrorResponses(server);
  registerMetrics(server, options.gauges ?? {});
  await registerDocumentation(server, options.name);
  registerHealth(server, options.readiness);
  for (const [prefix, routes] of Object.entries(options.routes)) {
    await server.register(routes, { prefix });
  }
  await server.ready();
  return server;
}
