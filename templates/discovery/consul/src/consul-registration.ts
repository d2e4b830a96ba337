import { setTimeout as wait } from 'node:timers/promises';
import type { ConsulApi } from './consul-api.ts';
import type { ConsulTimes } from './consul-times.ts';
import type { Outage } from './outage.ts';

/** An instance that is kept registered until it says otherwise. */
export interface Registration {
  /** Takes the instance off the list; gives up when Consul does not answer. */
  end(): Promise<void>;
}

/** What Consul is told about this instance; without a host, the address that Consul is reached from. */
export interface Self {
  readonly service: string;
  readonly host: string | undefined;
  readonly port: number;
}

/** Registers this instance, and again whenever Consul does not know it, such as after it lost its state. */
export function keepRegistered(
  api: ConsulApi,
  self: Self,
  outage: Outage,
  times: ConsulTimes,
): Registration {
  const ending = new AbortController();
  const { signal } = ending;
  let id: string | undefined;

  async function registerOnce(): Promise<void> {
    if (id && (await api.isRegistered(id))) return;
    const definition = definitionOf({ ...self, host: self.host ?? (await api.localAddress()) });
    await api.register(definition);
    id = definition.ID;
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await registerOnce().then(
        () => outage.worked(),
        (error: unknown) => outage.failed(error),
      );
      await wait(id ? times.registration : times.retry, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  const kept = keep();
  return {
    async end() {
      ending.abort();
      await Promise.race([kept, wait(times.farewell, undefined, { ref: false })]);
      if (!id) return;
      const deregistered = api.deregister(id, AbortSignal.timeout(times.farewell));
      await deregistered.catch((error: unknown) => outage.failed(error));
    },
  };
}

/**
 * The id is the address: where one instance was killed and another has its address now, the other takes
 * its place in the list.
 */
function definitionOf({ service, host, port }: Self & { host: string }) {
  return {
    ID: `${host}:${port}`,
    Name: service,
    Address: host,
    Port: port,
    Check: {
      HTTP: `http://${host}:${port}/health/ready`,
      Interval: '10s',
      Timeout: '3s',
      // It listens: callers need not wait for the first check.
      Status: 'passing',
      DeregisterCriticalServiceAfter: '1m',
    },
  };
}
