import { setTimeout as wait } from 'node:timers/promises';
import { createLogger, serve } from '../src/index.ts';
import { probeServer } from './probe-server.ts';

/** Run by `shutdown.test.ts` as a process of its own: `node shutdown-fixture.ts <drainMs> <deadlineMs>`. */
const [drainMs, deadlineMs] = process.argv.slice(2).map(Number);

const server = await probeServer(
  async (routes) => {
    routes.get('/slow', async () => {
      process.send?.('in flight');
      await wait(300);
      return 'finished';
    });
    routes.get('/hangs', async () => {
      process.send?.('in flight');
      await new Promise(() => {});
    });
  },
  { logger: createLogger('silent') },
);
await serve(server, {
  host: '127.0.0.1',
  port: 0,
  drainMs: drainMs ?? 0,
  deadlineMs: deadlineMs ?? 10_000,
  close: async () => {
    process.send?.('closed');
    process.disconnect?.();
  },
});
process.send?.(server.listeningOrigin);
