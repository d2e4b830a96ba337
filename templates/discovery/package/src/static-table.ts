import type { Discovery, Instance } from './discovery.ts';

/**
 * A table of services that does not change: `static:products=127.0.0.1:8082,payments=[::1]:8084`.
 * A service that is named more than once has several instances.
 *
 * @throws TypeError on any other text
 */
export function staticTable(url: string): Discovery {
  const table = readTable(url);
  return {
    instancesOf: async (service) => table.get(service) ?? [],
    // Who is where is decided by whoever wrote the table.
    register: () => undefined,
    deregister: async () => undefined,
    close: () => undefined,
  };
}

function readTable(url: string): Map<string, Instance[]> {
  const table = new Map<string, Instance[]>();
  for (const entry of url.slice('static:'.length).split(',').filter(Boolean)) {
    const [, service, host, port] = /^([a-z][a-z0-9-]*)=(.+):(\d{1,5})$/.exec(entry) ?? [];
    if (!service || !host) throw new TypeError(`not an entry of a static table: ${entry}`);
    table.set(service, [...(table.get(service) ?? []), { host, port: Number(port) }]);
  }
  return table;
}
