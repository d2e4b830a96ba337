import { authentication, readPublicKey, tokenVerifier } from '@app/auth';
import { createServer, type Limits, type Logger, type Server } from '@app/http-server';
import { routes } from '../routes.ts';
import { apiRoutes } from './api-routes.ts';
import { type Config, parties } from './config.ts';
import { documentationRoutes } from './documentation-routes.ts';
import { forwarder as createForwarder } from './forward.ts';
import { staticUpstreams } from './upstreams.ts';

export interface Gateway {
  readonly server: Server;
  /** Closes the connections to the services; call it once the server is closed. */
  close(): Promise<void>;
}

/**
 * The way into the system during development, from the same table as the one in Docker.
 *
 * @param limits where they differ from the defaults of the server
 */
export async function createGateway(
  config: Config,
  logger: Logger | false,
  limits: Partial<Limits> = {},
): Promise<Gateway> {
  const forwarder = createForwarder(staticUpstreams(config.UPSTREAMS));
  const verifier = tokenVerifier({ ...parties, publicKey: readPublicKey(config.JWT_PUBLIC_KEY) });
  const context = { authentication: authentication(verifier), forwarder };
  const server = await createServer({
    name: 'gateway',
    logger,
    rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
    trustedProxies: false,
    readiness: {},
    entrance: true,
    // Longer than a service takes to say itself that it has no answer.
    limits: { handlerTimeoutMs: 40_000, ...limits },
    routes: {
      '/docs': documentationRoutes(forwarder),
      ...Object.fromEntries(routes.map((route) => [route.prefix, apiRoutes(route, context)])),
    },
  });
  return { server, close: () => forwarder.close() };
}
