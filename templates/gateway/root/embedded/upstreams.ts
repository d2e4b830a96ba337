/** Chooses an instance of a service for each attempt of a request. */
export interface Upstreams {
  /** Origins to try, in turn: the first is another for each request. Empty for an unknown service. */
  instancesOf(service: string): readonly string[];
}

/**
 * A fixed table of instances.
 *
 * @param table `users=127.0.0.1:8081,products=127.0.0.1:8082`; a service with several instances is
 *   named several times
 */
export function staticUpstreams(table: string): Upstreams {
  const instances = Map.groupBy(
    table.split(',').map((entry) => entry.split('=')),
    ([service = '']) => service,
  );
  let turn = 0;
  return {
    instancesOf(service) {
      const origins = (instances.get(service) ?? []).map(([, address]) => `http://${address}`);
      turn += 1;
      return origins.map((_origin, index) => origins[(turn + index) % origins.length] ?? '');
    },
  };
}
