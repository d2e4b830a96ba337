import { randomUUID } from 'node:crypto';
import { type Role, tokenIssuer } from '@app/auth';
import { createLogger, type Server } from '@app/http-server';
import type { ServiceClient } from '@app/service-client';
import type { TObject } from 'typebox';
import { createApplication } from '../application.ts';
import { readConfig } from '../environment.ts';
import { parties } from '../parties.ts';
import type { Service } from '../service.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { newKeyPair } from './key-pair.ts';

/** A service on a database of its own: all that is real but the socket. */
export interface TestService<Store> {
  /** Takes requests through `inject`; listens on no port. */
  readonly server: Server;
  readonly store: Store;
  /** A token for a user who exists nowhere but in it; a customer unless said otherwise. */
  signIn(role?: Role): Promise<{ userId: string; authorization: string }>;
  /** The headers with which a service of `callers` proves who it is. */
  asCaller(name: string): { authorization: string };
  close(): Promise<void>;
}

/** What surrounds the service in a test. */
export interface Surroundings {
  /** Environment that it needs beyond what every service reads. */
  readonly variables?: NodeJS.ProcessEnv;
  /** What answers in the place of the services that it calls, by name: see `stubCallee`. */
  readonly callees?: Readonly<Record<string, ServiceClient>>;
  /** Names of services that may call it. */
  readonly callers?: readonly string[];
  /** Makes its database; one of Postgres by default. */
  readonly createDatabase?: () => Promise<TestDatabase>;
}

/** Starts a service for a test. */
export async function startTestService<Store, Settings extends TObject>(
  service: Service<Store, Settings>,
  surroundings: Surroundings = {},
): Promise<TestService<Store>> {
  const { variables = {}, callees = {}, callers = [] } = surroundings;
  const database = await (surroundings.createDatabase ?? createTestDatabase)();
  const { ownerUrl, url: appUrl } = database;
  await service.storage.prepare({ ownerUrl, appUrl, log: () => undefined });
  const { privateKey, publicKey } = newKeyPair();
  const config = readConfig(service, {
    DATABASE_URL: appUrl,
    JWT_PRIVATE_KEY: privateKey,
    JWT_PUBLIC_KEY: publicKey,
    CALLEE_TOKENS: service.calls?.map((name) => `${name}=${tokenOf(name)}`).join(),
    CALLER_TOKENS: callers.map((name) => `${name}=${tokenOf(name)}`).join(),
    ...variables,
  });
  // A machine that runs tests may be busy; load is shed in the tests of that alone.
  const limits = { maxEventLoopDelayMs: Number.POSITIVE_INFINITY };
  const substitutes = { limits, callees };
  const application = await createApplication(service, config, createLogger('silent'), substitutes);
  const tokens = tokenIssuer({ ...parties, privateKey });
  return {
    server: application.server,
    store: application.store,
    async signIn(role = 'customer') {
      const userId = randomUUID();
      const { access_token } = await tokens.issue({ userId, roles: [role] });
      return { userId, authorization: `Bearer ${access_token}` };
    },
    asCaller: (name) => ({ authorization: `Bearer ${tokenOf(name)}` }),
    async close() {
      await application.server.close();
      await application.close();
      await database.close();
    },
  };
}

function tokenOf(caller: string): string {
  return `the-token-of-the-service-${caller}`;
}
