import { type Cache, openCache } from '@app/cache';
import { type Discovery, openDiscovery } from '@app/discovery';
import type { Logger } from '@app/http-server';
import { type Callees, openCallees } from '@app/service-client';
import type { TObject } from 'typebox';
import type { Config } from './environment.ts';
import { parties } from './parties.ts';
import type { Service } from './service.ts';

/** What a service reaches beside its database; it works, worse, without any of them. */
export interface Neighbours {
  readonly discovery: Discovery;
  readonly callees: Callees;
  readonly cache: Cache;
  close(): Promise<void>;
}

/** @param given takes the place of the discovery that the settings name */
export async function openNeighbours(
  { name, calls = [] }: Pick<Service, 'name' | 'calls'>,
  config: Config<TObject>,
  log: Logger,
  given?: Discovery,
): Promise<Neighbours> {
  const { discoveryUrl, advertiseHost, calleeTokens: tokens, cacheUrl: url } = config;
  const cache = await openCache({ url, prefix: `${parties.issuer}:${name}:`, log });
  const discovery = given ?? openDiscovery(discoveryUrl, { advertiseHost, log });
  const callees = openCallees({ names: calls, directory: discovery, tokens, log });
  return {
    discovery,
    callees,
    cache,
    async close() {
      discovery.close();
      await Promise.all([callees.close(), cache.close()]);
    },
  };
}
