import { Type } from 'typebox';
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
  const run = prober(server.log);
  server.get('/health/ready', route('Whether it takes traffic'), async (_request, reply) => {
    const checks = await runAll(probes, run);
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

type Probe = () => Promise<unknown>;

async function runAll(
  probes: ServerOptions['readiness'],
  run: (name: string, probe: Probe) => Promise<string>,
): Promise<Record<string, string>> {
  const outcomes = Object.entries(probes).map(async ([name, probe]) => [
    name,
    await run(name, probe),
  ]);
  return Object.fromEntries(await Promise.all(outcomes));
}

/** Runs probes, and logs the first failure of each with its cause, and its recovery. */
function prober(log: Server['log']): (name: string, probe: Probe) => Promise<string> {
  const failing = new Set<string>();
  return async (name, probe) => {
    try {
      await inTime(probe());
      if (failing.delete(name)) log.info({ check: name }, 'a readiness check passes again');
      return 'ok';
    } catch (err) {
      if (!failing.has(name)) log.error({ err, check: name }, 'not ready: a check fails');
      failing.add(name);
      // Anyone may read it; the cause is in the log.
      return err instanceof ProbeTimeout ? err.message : 'failing';
    }
  };
}

class ProbeTimeout extends Error {}

async function inTime(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new ProbeTimeout(`no answer in ${probeTimeoutMs} ms`);
    timer = setTimeout(reject, probeTimeoutMs, error);
  });
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
