import { randomUUID } from 'node:crypto';
import { type Role, tokenIssuer } from '@app/auth';
import { createLogger, type Server } from '@app/http-server';
import type { TObject } from 'typebox';
import { createApplication, parties } from '../application.ts';
import { readConfig } from '../environment.ts';
import type { Service } from '../service.ts';
import { createTestDatabase } from './database.ts';
import { newKeyPair } from './key-pair.ts';

/** A service on a database of its own: all that is real but the socket. */
export interface TestService<Store> {
  /** Takes requests through `inject`; listens on no port. */
  readonly server: Server;
  readonly store: Store;
  /** A token for a user who exists nowhere but in it; a customer unless said otherwise. */
  signIn(role?: Role): Promise<{ userId: string; authorization: string }>;
  close(): Promise<void>;
}

/**
 * Starts a service for a test.
 *
 * @param variables environment that the service needs beyond what every service reads
 */
export async function startTestService<Store, Settings extends TObject>(
  service: Service<Store, Settings>,
  variables: NodeJS.ProcessEnv = {},
): Promise<TestService<Store>> {
  const database = await createTestDatabase();
  const { ownerUrl, url: appUrl } = database;
  await service.storage.prepare({ ownerUrl, appUrl, log: () => undefined });
  const { privateKey, publicKey } = newKeyPair();
  const config = readConfig(service.settings, {
    DATABASE_URL: appUrl,
    JWT_PRIVATE_KEY: privateKey,
    JWT_PUBLIC_KEY: publicKey,
    ...variables,
  });
  // A machine that runs tests may be busy; load is shed in the tests of that alone.
  const limits = { maxEventLoopDelayMs: 60_000 };
  const application = await createApplication(service, config, createLogger('silent'), limits);
  const tokens = tokenIssuer({ ...parties, privateKey });
  return {
    server: application.server,
    store: application.store,
    async signIn(role = 'customer') {
      const userId = randomUUID();
      const { access_token } = await tokens.issue({ userId, roles: [role] });
      return { userId, authorization: `Bearer ${access_token}` };
    },
    async close() {
      await application.server.close();
      await application.close();
      await database.close();
    },
  };
}
