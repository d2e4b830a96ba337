import { ConsulApi } from './consul-api.ts';
import { keepRegistered, type Registration } from './consul-registration.ts';
import { type ConsulTimes, defaultTimes } from './consul-times.ts';
import { ConsulWatch } from './consul-watch.ts';
import type { Discovery } from './discovery.ts';
import type { DiscoveryOptions } from './open.ts';
import { Outage } from './outage.ts';

/**
 * Finds instances in Consul, which checks their health, and registers this one there:
 * `consul://consul:8500`. While Consul is away, calls go on with the last known instances.
 *
 * @throws TypeError when the URL names no host
 */
export function consul(
  url: string,
  { advertiseHost, log }: DiscoveryOptions,
  times: ConsulTimes = defaultTimes,
): Discovery {
  const api = new ConsulApi(url);
  const outage = new Outage(`Consul at ${api.address}`, log);
  const watches = new Map<string, ConsulWatch>();
  let registration: Registration | undefined;

  return {
    async instancesOf(service) {
      const watch = watches.get(service) ?? new ConsulWatch(api, service, outage, times);
      watches.set(service, watch);
      return watch.instances();
    },
    register(self) {
      registration = keepRegistered(api, { ...self, host: advertiseHost }, outage, times);
    },
    deregister: async () => registration?.end(),
    close() {
      for (const watch of watches.values()) watch.close();
    },
  };
}
