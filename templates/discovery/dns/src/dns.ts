import { lookup } from 'node:dns/promises';
import type { Discovery, Instance } from './discovery.ts';
import type { DiscoveryOptions } from './open.ts';
import { Outage } from './outage.ts';

/** How long addresses are taken as current, in milliseconds; name servers of containers say more. */
const freshMs = 2_000;

/**
 * Finds instances through the name server, which lists the addresses of a service under its name, as
 * those of Docker and Kubernetes (headless services) do: `dns://?port=8080`. The platform lists only
 * what runs; this instance has nothing to do for that.
 *
 * @throws TypeError when the URL names no port
 */
export function dns(url: string, { log }: DiscoveryOptions): Discovery {
  const port = Number(new URL(url).searchParams.get('port'));
  if (!port) throw new TypeError(`no port in ${url}: dns://?port=8080`);
  const outage = new Outage('the name server', log);
  const known = new Map<string, Answer>();

  async function instancesOf(service: string): Promise<readonly Instance[]> {
    const last = known.get(service);
    if (last && last.until > performance.now()) return last.instances;
    const instances = resolve(service, port)
      .then((found) => {
        outage.worked();
        return found;
      })
      .catch((error: unknown) => {
        outage.failed(error);
        return last?.instances ?? [];
      });
    known.set(service, { instances, until: performance.now() + freshMs });
    return instances;
  }

  return {
    instancesOf,
    register: () => undefined,
    deregister: async () => undefined,
    close: () => undefined,
  };
}

interface Answer {
  readonly instances: Promise<readonly Instance[]>;
  readonly until: number;
}

/** By the resolver of the system, which knows search domains; a name that is not known has no instance. */
async function resolve(service: string, port: number): Promise<Instance[]> {
  try {
    const addresses = await lookup(service, { all: true, family: 4 });
    return addresses.map(({ address }) => ({ host: address, port }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTFOUND') return [];
    throw error;
  }
}
