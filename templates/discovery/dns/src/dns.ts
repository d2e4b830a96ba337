import { lookup } from 'node:dns/promises';
import type { Discovery, Instance } from './discovery.ts';
import type { DiscoveryOptions } from './open.ts';
import { Outage } from './outage.ts';

/** How long addresses are taken as current, in milliseconds; name servers of containers say more. */
const freshMs = 2_000;

/** What a test may put in the place of the system. */
export interface System {
  /** The IPv4 addresses of a name; fails with ENOTFOUND when there is no such name. */
  addressesOf(name: string): Promise<readonly string[]>;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

/**
 * Finds instances through the name server, which lists the addresses of a service under its name, as
 * those of Docker and Kubernetes (headless services) do: `dns://?port=8080`. The platform lists only
 * what runs; this instance has nothing to do for that.
 *
 * @throws TypeError when the URL names no port
 */
export function dns(
  url: string,
  { log }: DiscoveryOptions,
  { addressesOf, now }: System = system,
): Discovery {
  const port = Number(new URL(url).searchParams.get('port'));
  if (!port) throw new TypeError(`no port in ${url}: dns://?port=8080`);
  const outage = new Outage('the name server', log);
  const answers = new Map<string, Answer>();

  async function ask(service: string, known: Answer['instances']): Answer['instances'] {
    try {
      const addresses = await addressesOf(service);
      outage.worked();
      return addresses.map((host) => ({ host, port }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOTFOUND') return [];
      outage.failed(error);
      return known;
    }
  }

  return {
    async instancesOf(service) {
      const last = answers.get(service);
      if (last && last.freshUntil > now()) return last.instances;
      const instances = ask(service, last?.instances ?? Promise.resolve([]));
      answers.set(service, { instances, freshUntil: now() + freshMs });
      return instances;
    },
    register: () => undefined,
    deregister: async () => undefined,
    close: () => undefined,
  };
}

interface Answer {
  readonly instances: Promise<readonly Instance[]>;
  readonly freshUntil: number;
}

const system: System = {
  // The resolver of the system knows search domains, unlike a query to the name server.
  addressesOf: async (name) =>
    (await lookup(name, { all: true, family: 4 })).map(({ address }) => address),
  now: () => performance.now(),
};
