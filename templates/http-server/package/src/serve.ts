import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './server.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Time between failing readiness and closing, in milliseconds, for load balancers to notice. */
  readonly drainMs: number;
  /** Time for the whole shutdown, in milliseconds; keep it below what the platform waits. */
  readonly deadlineMs: number;
  /** Releases what requests use, such as database pools; runs when none is in flight any more. */
  readonly close: () => Promise<void>;
}

/**
 * Listens, and stops in order on SIGTERM or SIGINT: readiness fails, the balancer gets time to
 * notice, requests in flight are finished, then `close`. Past the deadline, or on a second signal,
 * the process exits with 1.
 *
 * @throws Error when the port is taken
 */
export async function serve(server: Server, options: ServeOptions): Promise<void> {
  await listen(server, options);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return giveUp(server, 'stopped by a second signal');
      stopping = true;
      server.log.info({ signal }, 'shutting down');
      setTimeout(giveUp, options.deadlineMs, server, 'the deadline has passed').unref();
      shutDown(server, options).catch((error: unknown) => {
        server.log.error({ err: error }, 'shutdown failed');
        process.exitCode = 1;
      });
    });
  }
}

async function listen(server: Server, { host, port }: ServeOptions): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new Error(`port ${port} on ${host} is taken: set PORT to another`, { cause });
  }
}

async function shutDown(server: Server, { drainMs, close }: ServeOptions): Promise<void> {
  server.draining = true;
  await wait(drainMs);
  await server.close();
  await close();
  server.log.info('shut down');
}

function giveUp(server: Server, reason: string): void {
  server.log.error(`shutdown given up: ${reason}`);
  process.exit(1);
}
