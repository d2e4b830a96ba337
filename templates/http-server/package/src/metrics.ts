import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Server } from './server.ts';
import { unlimited } from './traffic.ts';

/** A number that goes up and down, read whenever the metrics are. */
export interface Measured {
  readonly help: string;
  read(): number;
}

/** Serves `/metrics` for Prometheus: the process, the duration of requests, and what is measured. */
export function registerMetrics(server: Server, gauges: Readonly<Record<string, Measured>>): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its response',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    // The template of the route, not the path: a label for each id would exhaust the memory.
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: reply.statusCode };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  server.addHook('onClose', async () => registry.clear());
  server.get(
    '/metrics',
    { ...unlimited, logLevel: 'silent', schema: { hide: true } },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
