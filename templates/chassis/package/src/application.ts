import { authentication, readPublicKey, tokenVerifier } from '@app/auth';
import type { Discovery } from '@app/discovery';
import { createServer, type Limits, type Logger, type Server } from '@app/http-server';
import type { Callees, ServiceClient } from '@app/service-client';
import type { TObject } from 'typebox';
import { callerGuard } from './callers.ts';
import type { Config } from './environment.ts';
import { type Neighbours, openNeighbours } from './neighbours.ts';
import { parties } from './parties.ts';
import { withCallContext } from './request-context.ts';
import type { Platform, Service } from './service.ts';

/** Everything but the socket. */
export interface Application<Store> {
  readonly server: Server;
  readonly store: Store;
  readonly discovery: Discovery;
  /** Releases what requests use; call it once the server is closed. */
  close(): Promise<void>;
}

/** What a test may put in the place of the real thing. */
export interface Substitutes {
  /** Where they differ from the defaults of the server. */
  readonly limits?: Partial<Limits>;
  /** Services that are called, by name. */
  readonly callees?: Readonly<Record<string, ServiceClient>>;
  readonly discovery?: Discovery;
}

/** Opens what a service needs, and puts its routes on a server. */
export async function createApplication<Store, Settings extends TObject>(
  service: Service<Store, Settings>,
  config: Config<Settings>,
  log: Logger,
  substitutes: Substitutes = {},
): Promise<Application<Store>> {
  const { store, ping, gauges, close } = service.storage.open(config.databaseUrl, log);
  const neighbours = await openNeighbours(service, config, log, substitutes.discovery);
  const { discovery, callees } = neighbours;
  const platform = platformOf(config, log, neighbours, substitutes.callees);
  const { mounts } = service.create({ platform, store, settings: config.own });
  const server = await createServer({
    name: service.name,
    logger: log,
    // The gateway limits, for all services together.
    rateLimitPerMinute: 0,
    trustedProxies: 'loopback,uniquelocal',
    corsOrigins: config.corsOrigins,
    limits: substitutes.limits ?? {},
    readiness: { database: ping },
    details: () => breakerDetails(callees),
    gauges,
    metrics: [callees.metrics],
    routes: Object.fromEntries(
      Object.entries(mounts).map(([prefix, routes]) => [prefix, withCallContext(routes)]),
    ),
  });
  return {
    server,
    store,
    discovery,
    close: async () => {
      await Promise.all([neighbours.close(), close()]);
    },
  };
}

function platformOf(
  config: Config<TObject>,
  log: Logger,
  { cache, callees }: Neighbours,
  stubs: Substitutes['callees'] = {},
): Platform {
  const publicKey = readPublicKey(config.jwtPublicKey);
  return {
    authentication: authentication(tokenVerifier({ ...parties, publicKey })),
    cache,
    connect: (callee) => stubs[callee] ?? callees.connect(callee),
    log,
    requireCaller: (...names) => callerGuard(config.callerTokens, names),
  };
}

function breakerDetails(callees: Callees): Record<string, string> {
  const states = Object.entries(callees.states());
  return Object.fromEntries(states.map(([callee, state]) => [`breaker of ${callee}`, state]));
}
