import type { Routes } from '@app/http-server';

type RoutesServer = Parameters<Routes>[0];

const everyMs = 5_000;

/**
 * Takes the steps that are left over, every few seconds while the server listens: after a crash, or
 * when a service was away. Closing the server ends a pass that is under way, and waits for what it has
 * begun.
 */
export function takeStepsInBackground(
  server: RoutesServer,
  takeSteps: (pass: { signal: AbortSignal }) => Promise<void>,
): void {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> | undefined;
  server.addHook('onListen', async () => {
    timer = setInterval(() => {
      pass ??= takeSteps({ signal: closing.signal }).finally(() => {
        pass = undefined;
      });
    }, everyMs);
  });
  server.addHook('onClose', async () => {
    clearInterval(timer);
    closing.abort();
    await pass;
  });
}
