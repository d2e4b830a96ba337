import type { Routes } from '@app/http-server';

type RoutesServer = Parameters<Routes>[0];

const everyMs = 5_000;

/**
 * Settles what is left over, every few seconds while the server listens: after a crash, or when the
 * provider was away. Closing the server waits for a pass that is under way.
 */
export function settleInBackground(server: RoutesServer, settle: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> | undefined;
  server.addHook('onListen', async () => {
    timer = setInterval(() => {
      pass ??= settle().finally(() => {
        pass = undefined;
      });
    }, everyMs);
  });
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await pass;
  });
}
