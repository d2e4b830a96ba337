import { Type } from '@fastify/type-provider-typebox';
import type { Server, ServerOptions } from './server.ts';
import { unlimited } from './traffic.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Set once the process was told to stop: it is no longer ready, but still serves. */
    draining: boolean;
  }
}

/** How long a readiness probe may take, in milliseconds. */
const probeTimeoutMs = 2_000;

const Health = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('failing'), Type.Literal('draining')]),
  checks: Type.Record(Type.String(), Type.String()),
});

/**
 * `/health/live`: the event loop turns; when it fails, restart the process.
 * `/health/ready`: this instance can do its job now; when it fails, send it no traffic. It probes
 * what the instance owns and no other service, so that an outage does not spread.
 */
export function registerHealth(server: Server, probes: ServerOptions['readiness']): void {
  server.decorate('draining', false);
  server.addHook('onSend', async (_request, reply) => {
    // A connection kept open would hold up the shutdown until it times out.
    if (server.draining) reply.header('connection', 'close');
  });
  server.get('/health/live', route('Whether the process runs'), async () => ({
    status: 'ok' as const,
    checks: {},
  }));
  server.get('/health/ready', route('Whether it takes traffic'), async (_request, reply) => {
    const checks = await runAll(probes);
    const passing = Object.values(checks).every((outcome) => outcome === 'ok');
    const status = server.draining ? 'draining' : passing ? 'ok' : 'failing';
    return reply.code(status === 'ok' ? 200 : 503).send({ status, checks });
  });
}

function route(summary: string) {
  return {
    ...unlimited,
    logLevel: 'silent',
    schema: { summary, tags: ['operations'], response: { 200: Health, 503: Health } },
  } as const;
}

async function runAll(probes: ServerOptions['readiness']): Promise<Record<string, string>> {
  const outcomes = Object.entries(probes).map(async ([name, probe]) => [name, await run(probe)]);
  return Object.fromEntries(await Promise.all(outcomes));
}

async function run(probe: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer in ${probeTimeoutMs} ms`), probeTimeoutMs);
  });
  const answer = probe().then(
    () => 'ok',
    () => 'failing',
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
