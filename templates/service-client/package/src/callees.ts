import type { Directory } from '@app/discovery';
import { Breaker, type BreakerState } from './breaker.ts';
import { CallMetrics } from './call-metrics.ts';
import { openConnections } from './exchange.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { BreakingClient, type ServiceClient } from './service-client.ts';

export interface CalleesOptions {
  /** Names of the services that are called. */
  readonly names: readonly string[];
  readonly directory: Directory;
  /** By callee, sent with each request: proves to it who calls. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly log: Log;
  /** Where it differs from the default. */
  readonly policy?: Partial<Policy>;
}

/** What calls are logged with, a part of pino. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** The services that one service calls. */
export interface Callees {
  /** @throws Error for a service that was not named */
  connect(callee: string): ServiceClient;
  /** The state of the breaker by callee. */
  states(): Readonly<Record<string, BreakerState>>;
  /** For `/metrics`. */
  readonly metrics: CallMetrics['registry'];
  /** Closes all connections. */
  close(): Promise<void>;
}

/** Prepares to call services: looks them up, and connects to none until the first call. */
export function openCallees(options: CalleesOptions): Callees {
  const { names, directory, tokens, log } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  let connections: ReturnType<typeof openConnections> | undefined;
  // Before the first call, so that an outage of the registry meanwhile finds a list.
  for (const callee of names) void directory.instancesOf(callee);
  const breakers = new Map(names.map((callee) => [callee, watchedBreaker(callee, policy, log)]));
  const states = () =>
    Object.fromEntries([...breakers].map(([callee, { state }]) => [callee, state]));
  const metrics = new CallMetrics(states);
  const clients = new Map(
    [...breakers].map(([callee, breaker]) => {
      const token = tokens.get(callee) ?? '';
      connections ??= openConnections();
      const parts = { callee, token, policy, directory, connections, breaker, metrics };
      return [callee, new BreakingClient(parts)];
    }),
  );
  return {
    connect(callee) {
      const client = clients.get(callee);
      if (!client) throw new Error(`${callee} is not among the services that are called`);
      return client;
    },
    states,
    metrics: metrics.registry,
    async close() {
      for (const breaker of breakers.values()) breaker.close();
      await (await connections)?.close();
    },
  };
}

function watchedBreaker(callee: string, policy: Policy, log: Log): Breaker {
  return new Breaker(callee, policy.breaker, (state) => {
    if (state === 'open') log.warn({ callee }, 'a breaker opened: the callee mostly fails');
    else log.info({ callee }, `a breaker is ${state}`);
  });
}
